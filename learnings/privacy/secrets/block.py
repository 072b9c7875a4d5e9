"""Private keys, whole: PEM, OpenSSH, PGP and PuTTY, in quotes, tables, on one line, cut off."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from ...lazy import regex
from ..detector import FORMS, BlockDetector, Detector, Organisation
from ..finding import Hit, Piece
from ..placeholder import is_placeholder
from .armour import LINE, WORD, around_placeholders, before, behind_placeholders, flat

_BEGIN = regex(
    r"-{3,15} ?BEGIN (?P<label>(?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?) ?-{3,15}"
    r"|-{4} BEGIN SSH2 (?P<ssh2>ENCRYPTED )?PRIVATE KEY -{4}",
    re.IGNORECASE,
)
_END = regex(
    r"-{3,15} ?END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)? ?-{3,15}"
    r"(?:\\{1,2}r)?(?:\\{1,2}n)?",
    re.IGNORECASE,
)
_PUTTY = regex(r"PuTTY-User-Key-File-\d: ")
_PUTTY_END = regex(r"Private-(?:MAC|Hash): ?[0-9a-fA-F]{32,64}")
# A line that holds a word ends the key; so do fields, but for those of PuTTY between its parts.
_LATER = regex(r"(?:Public-Lines|Private-Lines|Key-Derivation|Argon2)")
_SHORT = 16
_NEWLINE = regex(r"\r\n|\n|\r")
_SAME_LINE = regex(
    r"(?:(?:\\{1,4}[nrt]|<br ?/?>|\\$|[\"'`]{1,2}[ \t]*\+?[ \t]*(?=[\"'`A-Za-z0-9+/=])"
    r"|[ \t|,]{0,4})"
    r"(?:[A-Za-z0-9+/]{6,}={0,3}|(?:Proc-Type|DEK-Info|Version|Comment): ?[\w.,;: ()-]{1,80}?(?=\\)"
    r"|[A-Za-z0-9+/]{1,6}={1,2}))*"
)
# What no key holds.
_STRANGE = regex(r"[^A-Za-z0-9+/=\s\\|>,\"'`:.-]")
_KEY = regex(r"[A-Za-z0-9+/=]{16}")
_LONGEST = 200_000
_BASE64_HEADER = regex(
    r"(?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/_-]{0,40}"
    r"(?:UFJJVkFURS|QUklWQVRF|BSSVZBVEUg)[A-Za-z0-9+/_-]{0,40000}={0,2}"
)
# Spaces and line ends of a key as forms and addresses write them.
_S = r"(?:\+|%(?:25)?20)"
_D = r"(?:-|%(?:25)?2[Dd])"
_PERCENT = regex(
    rf"{_D}{{3,15}}BEGIN{_S}(?:[A-Z0-9]{{1,12}}{_S}){{0,4}}PRIVATE{_S}KEY(?:{_S}BLOCK)?{_D}{{3,15}}"
    r"[A-Za-z0-9+/%=_.-]{40,40000}"
)
_JWK = regex(
    r"(?<![A-Za-z0-9_])(?:d|p|q|dp|dq|qi|k)\\{0,3}[\"']\s{0,3}:\s{0,3}\\{0,3}[\"']"
    r"(?P<value>[A-Za-z0-9_-]{20,4000})={0,2}\\{0,3}[\"']"
)


def blocks(_: Organisation) -> Sequence[BlockDetector | Detector]:
    """The detectors of private keys."""
    return [
        BlockDetector(
            name="private-key-block",
            check="private-key",
            kind="private-key",
            title="Private key (PEM, OpenSSH, PGP or PuTTY)",
            gates=(
                r"(?:begin|end)[^a-z0-9]{1,12}[^\r\n]{0,80}private[^a-z0-9]{1,12}key",
                r"putty-user-key-file-",
                r"redacted:private-key",
            ),
            find=_blocks,
            source="https://www.rfc-editor.org/rfc/rfc7468",
            recipes=(
                "-----BEGIN RSA PRI{}VATE KEY-----\n{b*64}"
                "\n{b*64}\n{b*20}==\n-----END RSA PRI{}VATE KEY-----",
                "-----BEGIN OPENSSH PRI{}VATE KEY-----\n{b*70}"
                "\n{b*70}\n-----END OPENSSH PRI{}VATE KEY-----",
                "-----BEGIN PGP PRI{}VATE KEY BLOCK-----"
                "\n\n{b*64}\n{b*64}\n={b*4}\n-----END PGP PRI{}VATE KEY BLOCK-----",
                "PuTTY-User-Key-{}File-3: ssh-ed25519\nEncryption: none"
                "\nPublic-Lines: 1\n{b*64}\nPrivate-Lines: 1\n{b*44}\nPrivate-MAC: {x*64}",
                '"-----BEGIN PRI{}VATE KEY-----\\n{b*64}'
                '\\n{b*64}\\n-----END PRI{}VATE KEY-----\\n"',
                "> -----BEGIN EC PRI{}VATE KEY-----\n> {b*64}\n> {b*64}\n",
                "-----BEGIN PRI{}VATE KEY-----\n{b*64}\n{b*64}\n\n### Details\nDone",
                "\\-----BEGIN EC PRI{}VATE KEY\\-----\n{b*64}\n{b*64}",
                "{b*64}\n{b*64}\n{b*20}==\n-----END RSA PRI{}VATE KEY-----",
            ),
            decoys=(
                "The file begins with `-----BEGIN RSA PRI{}VATE KEY-----`.",
                "-----BEGIN PUBLIC KEY-----\n{b*64}\n-----END PUBLIC KEY-----",
                "-----BEGIN PRI{}VATE KEY-----\n...\n-----END PRI{}VATE KEY-----",
                "It ends with -----END RSA PRI{}VATE KEY-----, as the others do.",
            ),
        ),
        Detector(
            name="private-key-in-base64",
            check="private-key",
            kind="private-key",
            title="Private key, encoded in base64 once more",
            gates=(r"ls0tls1crudjti",),
            find=_encoded,
            source="https://www.rfc-editor.org/rfc/rfc7468",
            recipes=("LS0tLS1CRU{}dJTiBSU0EgUFJJ{}VkFURSBLRVktLS0tLQo{w*200}",),
            decoys=("LS0tLS1CRU{}dJTiBDRVJUSUZJQ0FURS0tLS0tCk1J{w*200}",),
            forms=FORMS,
        ),
        Detector(
            name="private-key-in-address",
            check="private-key",
            kind="private-key",
            title="Private key, encoded for an address or a form",
            gates=(r"begin(?:\+|%)[^ ]{0,80}private(?:\+|%)[^ ]{0,4}key",),
            find=_in_address,
            source="https://www.rfc-editor.org/rfc/rfc7468",
            recipes=(
                "-----BEGIN+RSA+PRI{}VATE+KEY-----%0A{w*64}%0A{w*64}%0A-----END+RSA+PRI{}VATE+KEY-----",
                "key=-----BEGIN%20PRI{}VATE%20KEY-----%0A{w*64}%2B%2F{w*60}%3D%0A&x=1",
            ),
            decoys=("-----BEGIN+CERTIFICATE-----%0A{w*64}%0A{w*64}%0A",),
        ),
        Detector(
            name="private-json-web-key",
            check="private-key",
            kind="private-key",
            title="Private part of a JSON Web Key",
            gates=(r"kty",),
            find=_in_json,
            source="https://www.rfc-editor.org/rfc/rfc7517",
            recipes=(
                '{{}"kty":"RSA","n":"{s*342}","e":"AQAB","d":"{s*342}"}',
                '{{}"kty": "EC", "crv": "P-256", "d": "{s*43}", "x": "{s*43}"}',
            ),
            decoys=('{{}"kty":"RSA","n":"{s*342}","e":"AQAB"}',),
        ),
    ]


def _in_address(piece: Piece) -> Iterator[Hit]:
    for found in _PERCENT.finditer(piece.text):
        yield Hit(*found.span())


def _in_json(piece: Piece) -> Iterator[Hit]:
    if "kty" in piece.text:
        for found in _JWK.finditer(piece.text):
            if not is_placeholder(found["value"]):
                yield Hit(*found.span("value"))


def _encoded(piece: Piece) -> Iterator[Hit]:
    for found in _BASE64_HEADER.finditer(piece.text):
        yield Hit(*found.span())


def _blocks(text: str) -> Iterator[Hit]:
    yield from _written(text)
    said = flat(text)
    if said.starts is not None:
        for hit in _written(said.text):
            yield Hit(*said.span(hit.start, hit.end))


def _written(text: str) -> Iterator[Hit]:
    """The keys in a text, also those of which the first lines or the last ones are missing."""
    ends = [*_END.finditer(text)]
    hits = sorted((*_begun(text, [found.end() for found in ends]), *_putty(text)))
    yield from (one for hit in hits for one in around_placeholders(text, hit))
    yield from behind_placeholders(text, lambda start: _lines(text, start, len(text)))
    least = reached = place = 0
    for found in ends:
        while place < len(hits) and hits[place].start <= found.start():
            reached = max(reached, hits[place].end)
            place += 1
        if found.end() > reached:
            start = before(text, found.start(), max(least, reached))
            if start < found.start():
                yield Hit(start, found.end())
        least = found.end()


def _begun(text: str, ends: list[int]) -> Iterator[Hit]:
    begins = [*_BEGIN.finditer(text)]
    for found, following in zip(begins, (*begins[1:], None), strict=False):
        limit = following.start() if following else len(text)
        end = _end(text, found.end(), limit, ends)
        if _KEY.search(text, found.end(), end) and "EXAMPLE" not in text[found.end() : end]:
            yield Hit(found.start(), end)


def _putty(text: str) -> Iterator[Hit]:
    headers = [*_PUTTY.finditer(text)]
    for header, after in zip(headers, (*headers[1:], None), strict=False):
        limit = after.start() if after else len(text)
        closing = _PUTTY_END.search(text, header.end(), min(limit, header.end() + _LONGEST))
        end = closing.end() if closing else _lines(text, header.end(), limit)
        if _KEY.search(text, header.end(), end):
            yield Hit(header.start(), end)


def _end(text: str, start: int, limit: int, ends: list[int]) -> int:
    """Where the key that begins at `start` ends: behind its END, or with its last line."""
    at = bisect.bisect_right(ends, start)
    if at < len(ends) and ends[at] <= min(limit, start + _LONGEST):
        body = text[start : ends[at]]
        if len(_STRANGE.findall(body)) <= 0.1 * len(body):
            return ends[at]
    return _lines(text, start, limit)


def _lines(text: str, start: int, limit: int) -> int:
    """The end of the last line of key material from `start` on."""
    rest = _SAME_LINE.match(text, start, limit)
    position = last = rest.end() if rest else start
    is_over = is_inside = False
    while position < limit and not is_over:
        newline = _NEWLINE.match(text, position, limit)
        line = LINE.match(text, newline.end(), limit) if newline else None
        if line is None:
            break
        key = line["key"] or ""
        is_short = bool(key) and len(key) < _SHORT
        if WORD.fullmatch(key.rstrip()) or (is_inside and ":" in key and not _LATER.match(key)):
            break
        if is_short and ":" not in key:
            # The last line of a key is short, and stands right below another one.
            if last != position:
                break
            is_over = not key.startswith("=") and "=" not in key
        is_inside = is_inside or (bool(key) and not is_short and ":" not in key)
        position = line.end()
        last = position if key else last
    return last
