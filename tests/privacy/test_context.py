"""Values that the words around them give away, and what looks like them and is none."""

from __future__ import annotations

import random
import re

import pytest

from learnings.privacy.catalogue import catalogue
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

SILENT = [
    ("a word for a credential in prose", "The token is required and the password must be rotated."),
    ("an entry ID after a key", "key: LRN-20260301-001"),
    ("a date after a password", "Password changed: 2026-03-01"),
    ("a commit after a token", "token rotated in commit {x*40}"),
    ("a digest of an image", "image: registry.example.com/api@sha256:{x*64}"),
    ("a trace ID", "trace_id: {x*32}"),
    ("a UUID without a word for a credential", "request {x*8}-{x*4}-{x*4}-{x*4}-{x*12} failed"),
    ("a UUID of a request by a token", "client-token: {x*8}-{x*4}-{x*4}-{x*4}-{x*12}"),
    ("the name of a pod", "pod default-token-reader-{x*10}-{L*5} crashed"),
    ("the name of a Kubernetes secret", "secretName: grafana-admin-credentials-v2"),
    ("a path", "token: /var/run/secrets/kubernetes.io/serviceaccount/token"),
    ("a path of a vault", "password: vault:secret/data/prod/db#password"),
    ("a variable", "DB_PASSWORD=${DB_PASSWORD}"),
    ("a variable of GitHub Actions", "token: ${{ secrets.DEPLOY_TOKEN }}"),
    ("a call", "password = os.environ['DB_PASSWORD']"),
    ("a placeholder in brackets", "password: <password>"),
    ("a placeholder of words", "API key: your-api-key-1234567890"),
    ("stars", "password: ********"),
    ("what has been redacted", "password: [REDACTED:password:1]"),
    ("a camel-case identifier", "secret: GetSecretValueFromSecretsManagerV2"),
    ("a public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{w*43} ops@example.com"),
    ("the ID of a key", "kms_key_id: {x*8}-{x*4}-{x*4}-{x*4}-{x*12}"),
    ("a fingerprint", "key fingerprint: SHA256:{w*43}"),
    ("an ARN of a secret", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/db-{w*6}"),
    ("a metric", "auth_token_refresh_seconds_bucket 1024"),
    ("a boolean", "automountServiceAccountToken: false"),
    ("an algorithm", "password_encryption: scram-sha-256"),
    ("a length", "password: 12 characters"),
    ("a dashboard", "https://grafana.example.com/d/{w*14}/overview"),
    ("a cache key", "cache key: user-profile-1234567890-en-GB"),
    ("a page token", "nextPageToken: {w*40}"),
    ("a fingerprint of a key server", "gpg --recv-keys {X*40}"),
    ("the keyword pass", "pass `accurate=False` to it"),
    ("a pinned version", "pin to `urllib3<2`"),
    ("a token of the next page", '"nextForwardToken": "f/319612091224474885830558794"'),
    ("a token that a list begins with", "aws logs tail --starting-token {w*19}7"),
    ("the name of an alarm with a UUID", '"TargetTracking-web-Low-{x*8}-{x*4}-{x*4}-{x*4}-{x*12}"'),
    ("a version of an object", '"VersionId": "{w*31}7"'),
    ("a digest beside its name", '"CodeSha256": "{b*43}="'),
    ("an object whose name holds a UUID", '"key": "signed-{x*8}-{x*4}-{x*4}-{x*4}-{x*12}"'),
    (
        "a name at Amazon",
        '"IpamArn": "arn:aws:ec2::123456789012:ipam-resource-discovery-association/ipam-res-{x*17}"',
    ),
    (
        "the name of a secret at Amazon",
        '"SecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:proxysecret1-{w*6}"',
    ),
    ("the end of a certificate", "{b*63}k\n{b*63}k\n{b*63}k\n{w*22}==\n"),
    ("a sample of a code", "SOFTWARE_TOKEN_MFA_CODE=123456"),
    ("a sample of a password", "password: your@login"),
    (
        "a password in a comparison of languages",
        "The Italian word is password, the Swedish lösenord",
    ),
    ("Swedish prose", "Lösenordet är bytt sedan 2026-03-01."),
    ("Italian prose", "La password è stata cambiata su db-01."),
    ("the community of a project", "The community is moving to community-driven releases."),
    ("a public community", "snmp-server community public RO"),
    ("a copy to another host", "scp ops@db-01.example.org:backup/2026-03-01 ."),
    ("a mention of a vault", "It starts with `$ANSIBLE_VAULT;1.1;AES256`, as all do."),
    ("an ID of a key and a commit", "the key AKIAEXAMPLE in commit {x*40}"),
    ("a template of a connection", "app:${PASSWORD}@tcp(db:3306)/orders"),
    ("a column of states", " user | password\n------+---------\n root | expired\n(1 row)"),
    ("a file of values without one", "host,user,password\ndb-01,root,changeme"),
    ("a list in prose", "the user, the password\nlater db01, db02"),
    ("a column of digests", "name,password_hash\nroot,{x*32}"),
    ("aligned columns of states", "NAME     TOKEN   AGE\nweb-1    valid   12d"),
    ("a heading about a password", "## Rotating the password\n\nSee LRN-20260301-001."),
    ("a heading above an ID", "### Pattern-Key\n\nLRN-20260301-001"),
    ("a comment above a variable", "# the root password\nPASSWORD_FILE=/run/secrets/db1"),
    ("a title above a link", "Access token\nhttps://docs.example.com/v2/tokens"),
    ("cells about a password", "<td>password</td><td>expired on 2026-03-01</td>"),
    ("a thing that is no token", "Use `db-01` as the token bucket, and `web-2` (password reset)."),
    ("a variable that is a password", "`DB_PASSWORD_2` is the password, `v2.3.1` (the old token)"),
    ("a host with a password", "db-01 is the new password manager, web-2 was the key"),
    ("a list of places", "Passwords: root=vault, app: see db-01 and web-2"),
    ("a new version after an old one", "Old password was rotated, new one is in 1Password 8.10."),
    ("a template in braces", "PWD={db_password}; and PWD={{ password }};"),
]

FOUND = [
    ("an environment variable", "DB_PASS{}WORD={}", "{w*12}7"),
    ("prose", "the root password is {}", "{w*9}7x!"),
    ("prose with words between", "The password for grafana was {} until today.", "{w*9}7x!"),
    ("a bold label", "**API Key:** {}", "{w*38}7a"),
    ("a key whose name has a space", "API key: {}", "{x*32}"),
    ("a full-width colon", "API 密钥：{}", "{w*38}7a"),
    ("German", "Das Passwort lautet {}", "{w*9}7x!"),
    ("French", "mot de passe : {}", "{w*9}7x!"),
    ("Spanish", "contraseña: {}", "{w*9}7x!"),
    ("Portuguese", "senha: {}", "{w*9}7x!"),
    ("Chinese", "密码是 {}", "{w*9}7x!"),
    ("Japanese", "パスワード: {}", "{w*9}7x!"),
    ("Russian", "Пароль: {}", "{w*9}7x!"),
    ("a cell after its name", "| password | `{}` |", "{w*9}7x!"),
    ("a cell below its heading", "| host | password |\n|---|---|\n| a | {} |", "{w*9}7x!"),
    ("the next line", "The API key is:\n\n```\n{}\n```", "{w*38}7a"),
    ("a variable of a container", "- name: API_TOKEN\n  value: {}", "{w*38}7a"),
    ("XML", "<password>{}</password>", "{w*9}7x"),
    ("JSON in JSON", '{\\"token\\": \\"{}\\"}', "{w*38}7a"),
    ("a connection string", "Server=db;User Id=sa;Password={};Encrypt=yes", "{w*9}7x"),
    ("a header", "X-Api-Key: {}", "{x*32}"),
    ("a bearer", "curl -H 'Authorization: Bearer {}' https://api.example.com", "{w*38}7a"),
    ("a cookie", "Cookie: theme=dark; session={}", "{x*32}"),
    ("a flag", "deploy --api-token {} --wait", "{w*38}7a"),
    ("an address", "postgres://app:{}@db-01:5432/orders", "{w*9}7x"),
    ("a name and a password", "log in with admin / {}", "{w*9}7x!"),
    ("SQL", "ALTER USER app IDENTIFIED BY '{}'", "{w*9}7x"),
    ("a short password with a digit", "password = {}", "hunter2"),
    ("Italian", "la password è {} da oggi", "{w*9}7x"),
    ("Italian, of an account", "la password di root è {}", "{w*9}7x"),
    ("Swedish", "lösenordet är {}", "{w*9}7x"),
    ("Norwegian", "passordet er {}", "{w*9}7x"),
    ("Danish", "adgangskoden er {}", "{w*9}7x"),
    ("Finnish", "salasana on {}", "{w*9}7x"),
    ("Dutch", "het wachtwoord is {}", "{w*9}7x"),
    ("Polish", "hasłem jest {}", "{w*9}7x"),
    ("Czech", "heslo je {}", "{w*9}7x"),
    ("Hungarian", "jelszó: {}", "{w*9}7x"),
    ("Romanian", "parola este {}", "{w*9}7x"),
    ("Croatian", "lozinka je {}", "{w*9}7x"),
    ("Estonian", "parool on {}", "{w*9}7x"),
    ("Lithuanian", "slaptažodis yra {}", "{w*9}7x"),
    ("Greek", "ο κωδικός είναι {}", "{w*9}7x"),
    ("Ukrainian", "Пароль — {}", "{w*9}7xA"),
    ("Bulgarian", "паролата е {}", "{w*9}7x"),
    ("Portuguese of Portugal", "palavra-passe: {}", "{w*9}7x"),
    ("Catalan", "la contrasenya és {}", "{w*9}7x"),
    ("a directory", "rootpw {}", "{w*9}7xA"),
    ("a community", "snmp-server community {} RO", "{w*9}7x"),
    ("a community in prose", "the SNMP community string is {}", "{w*9}7x"),
    ("a switch", "username admin password 7 {}", "0{X*14}7"),
    ("a data source of Go", "app:{}@tcp(db-01:3306)/orders", "{w*9}7x"),
    ("a value in braces", "Server=db;UID=app;PWD=<{}>;", "{w*9};7x"),
    ("an environment of a command", "SSHPASS={} sshpass -e ssh db-01", "{w*9}7x"),
    ("a pipe", "echo {} | kinit ops@EXAMPLE.COM", "{w*9}7x"),
    ("a file of users", "htpasswd -b /etc/nginx/users ops {}", "{w*9}7x"),
    ("a share", "net use Z: \\\\nas\\share {} /user:ops", "{w*9}7x"),
    ("a call", 'DriverManager.getConnection(url, "app", "{}")', "{w*9}7x"),
    ("a login to Windows", "CREATE LOGIN app WITH PASSWORD = N'{}'", "{w*9}7x"),
    ("psql", " user | password\n------+------------\n root | {}\n(1 row)", "{w*9}7x!"),
    (
        "MySQL",
        "+------+------+\n| user | password |\n+------+------+\n| root | {} |\n+------+------+",
        "{w*9}7x!",
    ),
    ("a file of values", "host,user,password,age\ndb-01,root,{},12", "{w*9}7x"),
    ("a quoted file of values", '"user";"password"\n"root";"{}"', "{w*4};{w*4}7x"),
    ("a file of values with tabs", "user\tpassword\nroot\t{}", "{w*9}7x"),
    ("a pair of AWS", "Access key ID,Secret access key\nx,{}", "{b*39}7"),
    ("the second row", "user,password\nroot,changeme\nops,{}", "{w*9}7x"),
    ("aligned columns", "NAME    USER   PASSWORD\ndb-01   root   {}", "{w*9}7x!"),
    ("narrow columns", "NAME USER PASSWORD AGE\ndb-01.prod root {} 12d", "{w*9}7x!"),
    ("cells of HTML", "<tr><td>password</td><td>{}</td></tr>", "{w*9}7x"),
    ("the line below a heading", "## Password\n\n`{}`", "{w*9}7x!"),
    ("the line below a few words", "DB password\n{}", "{w*9}7x!"),
    ("as the password", "Use `{}` as the password.", "{w*9}7x!"),
    ("is the password", "{} is the new root password", "{w*9}7x!"),
    ("is the password, quoted", "The value `{}` is the DB password of db-01", "{w*9}7x"),
    ("the word in brackets", "`{}` (db password)", "{w*9}7x"),
    ("was the key", '"{}" was our API key until today', "{w*30}7a"),
    ("the second of two tokens", "Old token: kept, new: {}", "{x*32}"),
    ("the second of a list", "Passwords: root=changeme app={}", "{w*9}7x!"),
    ("an encoded key", "{}", "-----BEGIN+PRI{}VATE+KEY-----%0A{w*64}%0A{w*60}%3D%0A"),
]


@pytest.mark.parametrize("text", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_nothing_is_found_in(text):
    for seed in range(10):
        assert scan(cook(text, random.Random(seed))) == []


@pytest.mark.parametrize(
    ("text", "recipe"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_the_value_and_nothing_else_is_found_after(text, recipe):
    for seed in range(10):
        value = cook(recipe, random.Random(seed))
        before, _, after = text.replace("PASS{}WORD", "PASSWORD").partition("{}")
        before, after = before.replace("=<", "={"), after.replace(">;", "};")
        found = scan(before + value + after)
        assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(value))]


TWO = [
    ("old and new", "Old password was {}, new one is {}", "{w*9}7x!"),
    ("old and new in backticks", "The old password: `{}`; the new password is `{}`.", "{w*9}7x"),
    ("tokens", "Old token: {}, new: {}", "{x*32}"),
    ("a list", "Passwords: root={} app={}", "{w*9}7x!"),
    ("a list in backticks", "**Passwords**: root=`{}`, app=`{}`", "{w*9}7x"),
    ("a table of a database", " u | password\n---+---\n a | {}\n b | {}", "{w*9}7x"),
]


@pytest.mark.parametrize(
    ("text", "recipe"), [pytest.param(*row[1:], id=f"both of {row[0]}") for row in TWO]
)
def test_both_values_are_found(text, recipe):
    for seed in range(10):
        dice = random.Random(seed)
        pair = [cook(recipe, dice), cook(recipe, dice)]
        told = text.format(*pair)
        assert [told[one.start : one.end] for one in scan(told)] == pair


@pytest.mark.parametrize(
    "recipe",
    [
        "aws_secret_access_key={b*39}7",
        '"SecretAccessKey": "{b*39}7"',
        "the AWS secret key is `{b*39}7`",
    ],
)
def test_the_secret_half_of_a_pair_cannot_be_allowed(recipe):
    [found] = scan(cook(recipe, random.Random(5)))
    assert found.detector == "aws-secret-access-key"


@pytest.mark.parametrize(
    "text",
    [
        "AK{}IA{2*16} with secret {b*39}7",
        "| AK{}IA{2*16} | `{b*39}7` |",
        "key AK{}IA{2*16}, its secret: {b*39}7",
        "ops,AK{}IA{2*16},{w*1}{b*38}7",
    ],
)
def test_what_follows_the_id_of_a_key_cannot_be_allowed(text):
    found = scan(cook(text, random.Random(5)))
    assert [one.detector for one in found][-1] == "aws-secret-behind-key-id"


BROKEN = [
    ("a hook of Slack", "https://hooks.sla{}ck.com/services/T{U*8}/B{U*10}/{w*24}"),
    ("a token of Telegram", "{d*9}:AA{s*33}"),
]


@pytest.mark.parametrize("recipe", [pytest.param(row[1], id=row[0]) for row in BROKEN])
@pytest.mark.parametrize("end", ["<br>", "<br/>", " <br> "])
def test_an_end_of_a_line_in_a_cell_hides_no_token(recipe, end):
    token = cook(recipe, random.Random(3))
    for place in range(20, len(token) - 4, 5):
        line = f"| x | {token[:place]}{end}{token[place:]} |"
        found = scan(line)
        assert found, place
        assert max(one.end for one in found) == len(line) - 2


ESCAPED = [
    ("JSON in JSON", '{"body":"{\\"token\\":\\"TOK\\"}"}'),
    ("JSON in a message of a log", 'msg="body={\\"token\\":\\"TOK\\"}"'),
    ("escaped quotes", 'it sent \\"TOK\\" then'),
    ("escaped single quotes", "it sent \\'TOK\\' then"),
    ("a quote and an escaped one", 'it sent "TOK\\" then'),
    ("an escaped quote and a plain one", 'it sent \\"TOK" then'),
    ("quotes escaped twice", 'it sent \\\\"TOK\\\\" then'),
    ("quotes escaped three times", 'it sent \\\\\\"TOK\\\\\\" then'),
    ("escaped quotes in inline code", 'it sent `\\"TOK\\"` then'),
]
_BARE = r"[\w{}*.~+/=-]+"
SHAPES = [
    (name, detector.recipes[0])
    for name, detector in catalogue().items()
    if detector.source and detector.check == "secret" and re.fullmatch(_BARE, detector.recipes[0])
]


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in ESCAPED])
@pytest.mark.parametrize("is_code", [False, True], ids=["prose", "code"])
def test_an_escaped_quote_hides_no_token(text, is_code):
    missed = []
    for name, recipe in SHAPES:
        token = cook(recipe, random.Random(7))
        line = text.replace("TOK", token)
        start = line.index(token)
        found = scan(line, is_code=lambda line: is_code)
        if not any(item.start < start + len(token) and start < item.end for item in found):
            missed.append(name)
    assert not missed
