"""What stands where a secret, an address or a person might stand, and is none."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.recipe import cook
from learnings.privacy.redaction import PLAIN, redacted
from learnings.privacy.scan import scan

IN_ADDRESSES = [
    f"{lead}postgres://{user}@{host}"
    for lead in ("", "DATABASE_URL=")
    for user in ("app:$DB_PASSWORD", "app:<password>", "app:{password}", "app:${DB_PASSWORD}")
    for host in ("localhost:5432/app", "db:5432/app")
] + [
    "postgres://user:password@localhost:5432/app",
    "postgres://user:passwd@localhost:5432/app",
    "user:password@db:5432/app",
    "amqp://app:%(password)s@queue:5672/vhost1",
    "on postgres://app:[REDACTED:password]@db:5432/app we saw",
    "on postgres://app:[REDACTED:password:2]@db:5432/app we saw",
    "https://oauth2:$TOKEN@git.example.com:8443/x1",
]


@pytest.mark.parametrize("text", IN_ADDRESSES)
def test_a_port_and_a_path_are_no_secret_in(text: str) -> None:
    assert scan(text) == []


SAID = [
    "login failed: user=app code=401",
    "login failed: user=app password=***",
    "login failed: user=app password=(redacted)",
    "login failed: user=app password=<hidden>",
    "login error: status=401",
    "login refused: reason=expired password",
    "Login timeout: limit=30s",
    "auth: login flow: state=expired",
    "gitlab: Login failure: reason=2fa user_id=42",
    "login ok: session=web user=app",
    "Login page: title=Sign in, lang=en",
    "Login fehlgeschlagen: grund=gesperrt, benutzer=app",
    "login attempt: user=svc realm=corp",
    "login failed: E1234x",
    "Login error: AADSTS50126",
    "password: 12-month rotation",
    "password: 90-day rotation",
    "password: 14-char minimum",
    "password: 1Password",
    "Password: OPS-4471",
    "password: ORA-01017",
    "password: INC0012345",
    "password: CVE-2024-12345",
    "token: ES256/P-256",
    "secretKeyRef: app-db-2026",
    "Cookie: _fbp=fb.1.1709294400000.1234567890",
    "ORA-28001: the password has expired",
    "token: JWT/RS256",
    "token: HTTP/403",
    "pin: numpy==1.26.4",
    "existingSecret: app-db-2026",
    "password: {{ .Values.auth.password | b64enc }}",
    "password    [success=1 default=ignore]  pam_unix.so obscure use_authtok yescrypt",
    "'password' => 'required|min:14|confirmed'",
    "'password' => ['required', 'min:12']",
    "password: `z.string().min(14)`",
    "password: `Fn::Sub`",
    "Cookie: _ga=GA1.2.1234567890.1709294400",
    "| login | 99.95% | token: p99=250ms |",
    "postgres://postgres:postgres@localhost/app",
    "mysql://root:root@127.0.0.1/x",
    "amqp://guest:guest@rabbitmq:5672/",
    "ftp://anonymous:anonymous@ftp.example.org/pub",
]


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_of_logins_and_passwords_is_no_secret(text: str) -> None:
    assert scan(text) == []


PLACES = [
    "from myapp.internal import helpers",
    "from acme.internal import x",
    "import acme.local",
    'const x = require("myapp.internal")',
    "PCI-DSS v4 requirement 10.{}2.1.1: log all",
    "Control 10.{}2.1, 10.{}2.1.1 (logging)",
    "cudatoolkit=10.{}1.243.1",
    "Makefile.local and README.internal",
    "the event.private topic",
    "a token that begins with v4.local.",
    "kube-dns.kube-system.svc.cluster.local",
    "Requirement 10.{}2.1.4 of PCI DSS wants it logged.",
    "control 10.{}2.1.1; see 10.{}3.4.1",
    "CIS benchmark 10.{}1.1.1",
    "pkg=172.{}16.3.1",
    "apt-get install chromium=10.{}172.3.1",
    "nvidia-cuda 10.{}1.243.1",
    "eth0 02:42:{}ac:11:00:02",
    "a ratio of 10:20:{}30:40:50:60",
    "write to support@{}github.com",
]


@pytest.mark.parametrize("text", PLACES)
def test_no_place_and_no_person_is_in(text: str) -> None:
    assert scan(cook(text, random.Random(1))) == []


PRIVATE = [
    ("a host from which something came", "we import from ", "db.{}internal", " nightly"),
    ("a host that is imported", "terraform import ", "db01.{}internal", ""),
    ("a service of one's own", "", "api.{}default.svc", " timed out"),
    ("an address of the control plane", "the control plane at ", "10.{}2.1.1", ""),
    ("an address with a port", "upgraded to ", "10.{}2.3.4", ":8080"),
    ("an address of a host", "host=", "172.{}16.3.1", ""),
    ("a card with figures alone", "ether ", "10:20:{}30:40:50:61", ""),
    ("a person at a public site", "by ", "anna.berg@{}github.com", ""),
]


@pytest.mark.parametrize(
    ("before", "value", "after"), [pytest.param(*row[1:], id=row[0]) for row in PRIVATE]
)
def test_a_place_or_a_person_is_found(before: str, value: str, after: str) -> None:
    value = cook(value, random.Random(1))
    found = scan(before + value + after)
    assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(value))]


FOUND = [
    ("after a login that failed", "login failed: admin / {}", "{w*9}7x!"),
    ("as a setting of it", "login failed: user=app password={}", "{w*9}7x!"),
    ("of a user whose name is a word", "Login: test:{}", "{w*9}7x!"),
    ("the default of a template", "password: {{ db_password | default('{}') }}", "{w*9}7x"),
    ("of a default user", "postgres://postgres:{}@localhost/app", "{w*9}7x"),
    ("in the cookie behind those that count", "Cookie: _ga=GA1.2.12.34; session={}", "{x*32}"),
    ("that existed", "the existing password: {}", "{w*9}7x!"),
    ("with a hyphen behind a number", "password: {}", "12-{w*9}7x"),
    ("before a host", "the password for root@db-01 is {}", "{w*9}7x!"),
]


@pytest.mark.parametrize(
    ("text", "recipe"), [pytest.param(text, recipe, id=name) for name, text, recipe in FOUND]
)
def test_a_value_is_found(text: str, recipe: str) -> None:
    value = cook(recipe, random.Random(1))
    before, _, after = text.partition("{}")
    found = scan(before + value + after)
    assert [(one.start, one.end) for one in found] == [(len(before), len(before) + len(value))]


ADDRESSES = [
    ("with a host", "psql postgres://app:{pw}@10.{}1.2.3:5432/x", "{pw}@[REDACTED:ip]:5432/x"),
    ("twice", "mysql://app:{pw}@10.{}1.2.3:3306/orders and 10.{}1.2.3", "@[REDACTED:ip:1]:3306/"),
    ("after a word", "password in amqp://app:{pw}@10.{}1.2.3:5672/v1 and", "@[REDACTED:ip]:5672/"),
    ("of a query", "sqlserver://sa:{pw}@10.{}1.2.3:1433?database=x1", "@[REDACTED:ip]:1433?data"),
    (
        "in a string",
        'connection string = "pg://app:{pw}@10.{}1.2.3:5432/x1"',
        "@[REDACTED:ip]:5432/",
    ),
    ("redacted before", "postgres://app:{pw}@10.{}1.2.3:5432/orders we", "@[REDACTED:ip]:5432/"),
]


@pytest.mark.parametrize(
    ("text", "rest"), [pytest.param(text, rest, id=name) for name, text, rest in ADDRESSES]
)
@pytest.mark.parametrize("password", ["{w*9}7x", "[REDACTED:password]", "[REDACTED:password:2]"])
def test_the_host_of_an_address_is_not_taken_for_a_password(
    text: str, rest: str, password: str
) -> None:
    whole = cook(text.replace("{pw}", password), random.Random(1))
    once = redacted(whole, PLAIN.replacements(whole, scan(whole)))
    assert rest.replace("{pw}", "]") in once
    assert once.count("[REDACTED:password") == 1
    assert scan(once) == []
