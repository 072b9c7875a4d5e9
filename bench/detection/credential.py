"""Makers of secrets: passwords, tokens with check digits, keys in blocks."""

from __future__ import annotations

import base64
import json
import random
import string
import textwrap
import uuid
import zlib

from .maker import BASE62, DIGITS, LOWER, UPPER, Maker, one, run, whole, words

_WORDS = words("passwords")
# What programs make passwords of, and how long they make them.
_SIGNS = {
    "terraform": (BASE62 + "!@#$%&*()-_=+[]{}<>:?", 20),
    "aws": (BASE62 + string.punctuation, 32),
    "django": (LOWER + DIGITS + "!@#$%^&*(-_=+)", 50),
    "keyboard": (BASE62 + "!@#$%^&*", 16),
}
# The first bytes of each kind of key, as base64; the rest is random.
_HEADS = {
    "RSA": "MIIEpAIBAAKCAQEA",
    "EC": "MHcCAQEEI",
    "DSA": "MIIBuwIBAAKBgQD",
    "OPENSSH": "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAAB",
    "ENCRYPTED": "MIIFHDBOBgkqhkiG9w0BBQ0wQTApBgkqhkiG9w0BBQww",
    "": "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ",
}


def _password(dice: random.Random, given: str) -> str:
    """Eight to sixteen characters of at least three classes; `plain` ones suit a URL."""
    marks = "-.!" if given == "plain" else "!#%+?=&^$-."
    word, year = dice.choice(_WORDS), str(dice.randint(10, 2099))
    leet = word.capitalize().replace("a", "4").replace("e", "3").replace("o", "0")
    mixed = [dice.choice(LOWER), dice.choice(UPPER), dice.choice(DIGITS), dice.choice(marks)]
    mixed += run(dice, BASE62 + marks, dice.randint(6, 12))
    dice.shuffle(mixed)
    # A mark at the edge could be taken for one of the sentence.
    random_one = dice.choice(BASE62) + "".join(mixed) + dice.choice(BASE62)
    written = f"{leet}{dice.choice(marks)}{year}{dice.choice(LOWER)}"
    return dice.choice([random_one, random_one, written, run(dice, BASE62, 13) + "4kQ"])


def _signed(dice: random.Random, given: str) -> str:
    """As a program makes it; `marked` begins with a mark, `exact` suits quotation marks."""
    name, _, how = given.partition(":")
    signs, size = _SIGNS[name]
    if how == "exact":
        signs = "".join(sign for sign in signs if sign not in "\"'`\\")
    first = run(dice, "!@#$%^&*", 1) if how == "marked" else run(dice, LOWER, 1)
    # A mark at the end could be taken for one of the sentence.
    return first + run(dice, signs, size - 2) + run(dice, BASE62, 1)


def _weak(dice: random.Random, _: str) -> str:
    return dice.choice(_WORDS) + str(dice.randint(10, 9999))


def _passphrase(dice: random.Random, _: str) -> str:
    return "-".join([*dice.sample(_WORDS, 4), str(dice.randint(2, 99))])


def _uuid(dice: random.Random, _: str) -> str:
    return str(uuid.UUID(int=dice.getrandbits(128), version=4))


def _base64(_: random.Random, given: str) -> str:
    return base64.b64encode(given.encode()).decode()


def _url64(_: random.Random, given: str) -> str:
    return base64.urlsafe_b64encode(given.encode()).decode().rstrip("=")


def _checked(dice: random.Random, given: str) -> str:
    """A prefix, 30 characters and their CRC-32 in six of base 62, as GitHub and npm do it."""
    body, check, tail = run(dice, BASE62, 30), 0, ""
    check = zlib.crc32(body.encode())
    for _ in range(6):
        check, digit = divmod(check, 62)
        tail = BASE62[digit] + tail
    return given + body + tail


def _jwt(dice: random.Random, given: str) -> str:
    algorithm = given or "HS256"
    head = {"alg": algorithm, "typ": "JWT"}
    if algorithm == "RS256":
        head["kid"] = run(dice, BASE62, 8)
    claims = {"sub": _uuid(dice, ""), "iat": dice.randint(1_600_000_000, 1_790_000_000)}
    parts = [_url64(dice, json.dumps(part, separators=(",", ":"))) for part in (head, claims)]
    return ".".join([*parts, run(dice, BASE62 + "-_", 342 if algorithm == "RS256" else 43)])


def _pem(dice: random.Random, given: str) -> str:
    """A block of several lines; the words of its frame are put together here only."""
    words = f"{given} PRIVATE KEY".strip()
    size = 180 if given in ("EC", "OPENSSH") else 780
    body = _HEADS[given] + run(dice, BASE62 + "+/", size) + "=="
    frame = "-" * 5
    lines = "\n".join(textwrap.wrap(body, 64))
    return f"{frame}BEGIN {words}{frame}\n{lines}\n{frame}END {words}{frame}"


def _pem_line(dice: random.Random, given: str) -> str:
    return _pem(dice, given).replace("\n", "\\n")


def _pem64(dice: random.Random, given: str) -> str:
    return _base64(dice, _pem(dice, given))


def _mixed(dice: random.Random, given: str) -> str:
    return run(dice, LOWER + UPPER, int(given))


def _indented(dice: random.Random, given: str) -> str:
    return _pem(dice, given).replace("\n", "\n    ")


def _bech32(dice: random.Random, given: str) -> str:
    return run(dice, (DIGITS + UPPER).translate(dict.fromkeys(b"1BIO")), int(given))


def _docker_config(dice: random.Random, _: str) -> str:
    login = {"username": "ci", "password": run(dice, BASE62, 20)}
    return _base64(dice, json.dumps({"auths": {"registry.example.com": login}}))


def _frame(_: random.Random, given: str) -> str:
    """The first or last line of a block, such as `BEGIN PGP ...`."""
    return "-" * 5 + given + "-" * 5


MAKERS: dict[str, Maker] = {
    "pw": _password,
    "signed": _signed,
    "weak": _weak,
    "chain": _passphrase,
    "uuid": _uuid,
    "base64": _base64,
    "url64": _url64,
    "checked": _checked,
    "jwt": _jwt,
    "pem": _pem,
    "pem-line": _pem_line,
    "pem64": _pem64,
    "mixed": _mixed,
    "indented": _indented,
    "bech32": _bech32,
    "docker-config": _docker_config,
    "frame": _frame,
    "one": one,
    "int": whole,
}
