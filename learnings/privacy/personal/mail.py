"""Addresses of electronic mail."""

from __future__ import annotations

import re

from ...lazy import regex
from ..detector import Detector
from ..spot import either, finder, loose, words

# Letters of ASCII, and those of other alphabets that names of domains have (RFC 5890).
_LETTER = r"A-Za-z0-9\u00df-\u00f6\u00f8-\u024f\u0370-\u052f"
_DOMAIN = rf"(?P<domain>(?:[{_LETTER}](?:[{_LETTER}-]{{0,62}})\.){{1,6}}(?P<top>[A-Za-z]{{2,24}}))"
_PLAIN = (
    r"(?<![\w.+@-])(?P<value>(?P<local>[A-Za-z0-9_][\w.+'-]{0,63})(?:@|%40)"
    + _DOMAIN
    + r")(?![\w@-]|\.[A-Za-z0-9]|\()"
)
_QUOTED = (
    r"(?P<value>(?P<local>\"[^\"\s@<>]{1,30}(?: [^\"\s@<>]{1,30}){0,2}\")@"
    + _DOMAIN
    + r")(?![\w-])"
)
_AT, _SPOT = r"[ ]?[\[({<][ ]?at[ ]?[\])}>][ ]?", r"[ ]?[\[({<][ ]?(?:dot|\.)[ ]?[\])}>][ ]?"
_SPELT = (
    rf"(?<![\w.+-])(?P<value>(?P<local>[a-z0-9_][\w.+-]{{0,63}}){_AT}"
    rf"(?P<domain>[a-z0-9-]{{1,63}}(?:(?:\.|{_SPOT})[a-z0-9-]{{1,63}}){{0,4}}(?:\.|{_SPOT})(?P<top>[a-z]{{2,24}})))"
    r"(?![\w-])"
)
# In words alone, at an end that no sentence has.
_SAID = (
    r"(?<![\w.+-])(?P<value>(?P<local>[a-z0-9_][\w.+-]{1,63}) at (?P<domain>[a-z0-9-]{2,63}"
    r"(?: dot [a-z0-9-]{1,63}){0,3} dot (?P<top>com|net|org|io|dev|de|fr|es|it|nl|uk|ch|at|eu)))"
    r"(?![\w-])"
)

# RFC 2606, RFC 6761, and what people write for "some domain".
_EXAMPLE = regex(
    r"(?:.*\.)?(?:example(?:\.[a-z.]+)?|test|invalid|localhost|localdomain)"
    r"|(?:.*\.)?(?:your|my|some|the)-?(?:domain|company|org|organi[sz]ation|corp|email|site|server)\.[a-z.]+"
    r"|domain\.(?:com|tld|org|net)|e?mail\.tld|(?:foo|bar|baz|test)\.(?:com|org|net|bar)"
    r"|users\.noreply\.github\.com|(?:.*\.)?(?:iam|developer|appspot|cloudservices)\.gserviceaccount\.com",
    re.IGNORECASE,
)
_NOBODY = regex(
    r"(?:.*[._+-])?(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster)(?:[._+-].*)?"
    r"|git|hg|svn|(?:your|my)[._-]?(?:name|e?mail|user)|e?mail|user(?:name)?|you|someone|x{3,}",
    re.IGNORECASE,
)
# Whom everybody writes to.
_DESKS = words("support security abuse legal privacy sales help billing press")
_SELLERS = words(
    "github.com gitlab.com atlassian.com google.com microsoft.com amazon.com slack.com docker.com "
    "cloudflare.com pagerduty.com datadoghq.com elastic.co hashicorp.com redhat.com npmjs.com "
    "pypi.org python.org sentry.io stripe.com anthropic.com openai.com"
)
# SSH names what only one program knows after its makers: `aes256-gcm@openssh.com`.
_MAKERS = frozenset(("openssh.com", "libssh.org", "lysator.liu.se", "ssh.com", "amzn.com"))
_ALGORITHM = regex(r"(?:[a-z]+\d+|[a-z]+)(?:-[a-z0-9]+)+|zlib|umac-\d+|[a-z]+\d+", re.IGNORECASE)
_PLACES = regex(r"(?:domain|company|email|mail|site|server|host|org|corp)\.[a-z]+", re.IGNORECASE)
# Endings of files, units and versions, behind an @ that is no mail.
_ENDINGS = words(
    "png jpg jpeg gif svg webp ico js ts mjs cjs jsx tsx css scss less json yaml yml html htm xml "
    "py rb go java lock toml txt log conf cfg ini service socket timer target mount "
    "slice scope path "
    "device so dll exe zip gz tgz tar jar whl deb rpm map vue php sql csv x beta alpha rc latest "
    "method attr length value name prop git"
)
_AUTHORITY = re.compile(r"(?<!mailto)://[^\s/?#]*$|(?<![A-Za-z])mailto://$")
_SHELL = regex(r"(?<![\w/.-])(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)\s[^|;&\n]*$")


def _is_mail(found: re.Match[str]) -> bool:
    local, domain, top = found["local"].strip('"'), found["domain"], found["top"]
    if top.lower() in _ENDINGS or not (top.islower() or top.isupper()) or ".." in local:
        return False
    if _EXAMPLE.fullmatch(domain) or (_NOBODY.fullmatch(local) and _is_stand_in(local, domain)):
        return False
    if local.lower() in _DESKS and domain.lower() in _SELLERS:
        return False
    if domain.lower() in _MAKERS and _ALGORITHM.fullmatch(local):
        return False
    before = found.string[max(0, found.start("value") - 200) : found.start("value")]
    return not _AUTHORITY.search(before) and not _SHELL.search(before)


def _is_stand_in(local: str, domain: str) -> bool:
    """Nobody reads this, or the address is one for a form."""
    is_form = local.lower() in {"you", "someone", "user", "username", "email", "mail", "name"}
    return not is_form or _PLACES.fullmatch(domain) is not None


def _is_plain(found: re.Match[str]) -> bool:
    if found.string[found.end("value") : found.end("value") + 2] in {":/", "::"}:
        return False
    return _is_mail(found)


_MAIL = Detector(
    name="email-address",
    least="addressed",
    check="email-address",
    kind="email",
    title="address of electronic mail",
    gates=(
        r"[\w\"+-]@[a-z0-9-]+\.",
        r"[\w\"]@[a-z0-9-]{0,62}[\u00df-\u052f]",
        r"\w%40[a-z0-9-]+\.",
        r"[\[({<] ?at ?[\])}>]",
        r" at [a-z0-9-]{2,63} dot [a-z]",
    ),
    find=either(
        finder(_PLAIN, _is_plain),
        finder(_QUOTED, _is_mail),
        loose(_SPELT, _is_mail),
        loose(_SAID, _is_mail),
    ),
    source="RFC 5321, RFC 5322",
    recipes=(
        "wrote to anna.{l*6}@{}acme.io about it",
        "<{l*7}+ops@{}mail.acme.co.uk>",
        "?email={l*6}%40{}acme.io&x=1",
        '"anna b"@{}acme.io',
        "{l*6} [at] acme [dot] io",
        "{l*6}(at)acme.io",
        "{l*6} at {}acme dot co dot uk",
        "mailto:{l*6}@{}acme.de.",
        "{l*6}@{}münchen.de",
    ),
    decoys=(
        "anna@example.com, bob@mail.example.org, x@foo.test",
        "noreply@acme.io, no-reply@acme.io and 1+a@users.noreply.github.com",
        "git@github.com:acme/web.git",
        "aes256-gcm@openssh.com, curve25519-sha256@libssh.org and zlib@openssh.com",
        "ssh anna@bastion.acme.io",
        "icon@2x.png, foo@v1.2, lodash@4.17.21, getty@tty1.service",
        "https://user:word@db.acme.io/x",
        "you@company.com",
        "support@github.com",
    ),
)

MAIL = (_MAIL,)
