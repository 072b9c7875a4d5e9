"""Passwords that are words: known ones, and what stands exactly delimited after a word for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..folding import lowered
from ..spot import words as some
from .figured import is_figured
from .remembered import is_remembered
from .words import GATES, LAST, SUFFIX, Strength, is_other, words

_REST = regex(r"(?P<name>[A-Za-z0-9_-]{0,40})[\"'`*_]{0,3}")
_TOLD = regex(
    r"\s{0,3}(?P<sign>:=|=>|[:=])(?:\*\*)?\s{0,3}|\s(?:is|was|to|be)\s(?:(?:now|still|set to)\s)?"
)
# So sentences tell a password of words and figures, in other languages too.
_VERB = regex(
    r"(?i:(?:\s(?:for|of|on|für|von|pour|de|para)\s(?:the\s)?[\w./@-]{1,40})?"
    r"\s(?:is|was|to|ist|war|lautet|lautete|est|était|es|era|é|è|är|er|jest|было|это)\s"
    r"(?:(?:now|still|jetzt|noch|set to)\s)?|\s?(?:是|为|為|は|：)\s?)"
)
_FIGURED = regex(
    r"(?P<value>[A-Za-z]{4,20}[0-9]{1,6}[A-Za-z]{4,20}"
    r"|[A-Za-z]{1,20}[0-9]{1,4}[A-Za-z]{2,20}[0-9]{1,4}[A-Za-z]{3,20}"
    r"|[A-Za-z0-9]{1,20}(?:[-_.][A-Za-z0-9]{1,20}){2,5}[!?#$%&*+=]{0,2})"
    r"(?=[.,;!?]?(?:\s|\Z)|[。，！]|です)"
)
_EXACT = regex(r"(?P<mark>[\"'`])(?P<value>[A-Za-z][A-Za-z0-9 -]{3,100})(?P=mark)(?!\w)")
_BARE = regex(r"(?P<value>[A-Za-z0-9@!$-]{5,60})(?=[.,;]?(?:\s|\Z))")
_WORD = regex(r"[A-Za-z]{5,20}\Z")
_JOINED = regex(r"[a-z]{3,12}(?:-[a-z]{3,12}){3,8}\Z")
_SPACED = regex(r"[A-Za-z]{2,12}(?: [A-Za-z0-9]{1,12}){2,23}\Z")
_LINE = regex(r"(?P<value>[a-z]{3,10}(?: [a-z]{3,10}){3,23})\.?\s*\Z")
_VARIABLE = regex(r"[A-Z][A-Z0-9_]{3,60}\Z")
_SEED = regex(
    r"(?i:seed|recovery|mnemonic|wallet|backup)[ _-](?:phrase|words?)[\"'`*]{0,3}"
    r"(?:\s{0,3}[:=]|\s(?:is|was))[\"'`*]{0,3}\s{0,3}[\"'`]?"
    r"(?P<value>[a-z]{3,8}(?: [a-z]{3,8}){11,23})(?![\w-])"
)
# What sets a password in SQL, and an option of a program: words behind these stand in marks.
_OF_SQL = regex(
    r"(?i:identified\s{1,3}(?:with\s{1,3}\S{1,40}\s{1,3})?(?:by|as)"
    r"|with\s{1,3}(?:encrypted\s{1,3})?password)\s{1,3}N?(?=')"
)
_OPTION = regex(r"(?:^|[\s(`])--[a-z-]{0,24}\Z")
# What a form, a type, a state or a manual says of a password.
_SAID = regex(r"(?i)(?:.{2,}(?:ed|ing|able|ible|tion|ally|ory|ness|less|ant|ent)|.*pass.*)\Z")
_NONE = some(
    "password passwd secret token string text bytes plain plaintext number integer float boolean "
    "object array value values field input output label title name username user admin root "
    "administrator postgres mysql mariadb mongo redis oracle guest test tests testing tester "
    "demo sample example dummy default prompt stdin env environ file vault store keyring ldap "
    "basic digest bearer scram bcrypt argon none null true false never always only empty blank "
    "unset missing unknown valid invalid wrong correct weak strong short long weekly daily "
    "monthly yearly random unique shared local remote public private staging production changeme "
    "change redacted masked hidden secure policy reset rotate expires forgotten there below above "
    "here where inside outside database server host client system service account login nodejs "
    "foobar hello world something anything nothing everything secretname config settings"
)
# The elephant and the like end as adjectives do.
_BEINGS = some("elephant parent student giant merchant president restaurant accent cement crescent")
# Of these a phrase that says something about a password has one at least.
_FUNCTION = some(
    "the a an of in on at to is are was were be been has have had must should may can will with "
    "and or not no for from by as it its this that your our their used use using stored store "
    "rotated rotate kept see ask enter type please required characters least long expired "
    "expires generate generated do does did into until after before every per each which who"
)
_KNOWN = some(
    "letmein iloveyou trustno1 qwerty qwertz azerty qwerty123 qwertyuiop qwerty1 1q2w3e4r 1qaz2wsx "
    "qazwsx zaq12wsx asdfgh asdfghjkl zxcvbn zxcvbnm sunshine princess superman batman starwars "
    "hunter2 monkey123 dragon123 football1 baseball1 welcome1 welcome123 abc123 abcd1234 passw0rd "
    "p@ssw0rd p@ssword pa$$word pa$$w0rd password1 password123 password1! letmein1 letmein123 "
    "admin123 admin1234 root123 toor changeme1 secret123 master123 shadow123 ninja123 whatever1"
)


def worded(_: Organisation) -> Sequence[Detector]:
    """The detector of passwords that are words."""
    return [
        Detector(
            name="announced-word",
            least="worded",
            check="secret",
            kind="password",
            title="Word after a word for a password, known or exactly delimited",
            gates=(
                *GATES["password"],
                r"(?:seed|recovery|mnemonic|wallet|backup)[ _-](?:phrase|word)",
                r"identified\s{1,3}(?:by|as|with)",
            ),
            find=_hits,
            recipes=(
                'pass{}word: "ele{}phant"',
                "DB_PASS{}WORD=ele{}phant",
                "the root pass{}word is `ele{}phant`",
                "pass{}word: let{}mein",
                'pass{}word: "blue garden gate 4{d*1}"',
                "pass{}word: garden-gate-river-stone",
                "pass{}phrase: garden gate river stone",
                "the pass{}word is gate{d*2}river until then",
                "seed phrase: gate river stone lamp gate river stone lamp gate river stone lamp",
            ),
            decoys=(
                'password: "string"',
                "the password is `expired`",
                "DB_PASSWORD=changeme",
                'password: "has to be changed every 90 days"',
                "passphrase: kept in the vault of ops",
                "password: elephant",
                "the password is base64encoded",
            ),
            forms=frozenset(("raw",)),
            confidence=Confidence.LOW,
        )
    ]


def _hits(piece: Piece) -> Iterator[Hit]:
    text = piece.text
    for found in _SEED.finditer(text):
        yield Hit(*found.span("value"))
    yield from _in_sql(text)
    for start, end, strength in words(text, lowered(text), "password"):
        if strength is not Strength.PASSWORD or is_other(text, start, strength):
            continue
        rest = _REST.match(text, end)
        figured = _figured(text, rest.end()) if rest else None
        if figured and not SUFFIX.match(text, end):
            yield Hit(*figured)
        option = _of_option(text, start, end)
        if option:
            yield Hit(*option)
        told = _TOLD.match(text, rest.end()) if rest else None
        if rest is None or told is None or SUFFIX.match(text, end) or LAST.search(rest["name"]):
            continue
        if text[start:end].lower() == "pass" and not told["sign"]:
            continue
        is_phrase = text[start:end].lower().endswith("phrase")
        place = _exact(text, told.end())
        if place is None and told["sign"]:
            is_variable = _VARIABLE.match(_name(text, rest.end("name"))) is not None
            place = _bare(text, told.end(), is_phrase=is_phrase, is_variable=is_variable)
        if place:
            yield Hit(*place)


def _in_sql(text: str) -> Iterator[Hit]:
    """The words that a statement of SQL sets as a password."""
    for found in _OF_SQL.finditer(text):
        place = _exact(text, found.end())
        if place:
            yield Hit(*place)


def _of_option(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The words in quotation marks behind `--password` and the like."""
    is_option = text[end : end + 2] in (" '", ' "')
    if not is_option or _OPTION.search(text[max(0, start - 30) : start]) is None:
        return None
    return _exact(text, end + 1)


def _figured(text: str, position: int) -> tuple[int, int] | None:
    """The value of words and figures that a sentence comes to at once, or right behind the word."""
    verb = _VERB.match(text, position)
    found = _FIGURED.match(text, verb.end() if verb else position + 1)
    if found is None or (verb is None and text[position : position + 1] != " "):
        return None
    value = found["value"]
    is_told = verb is not None and is_figured(value, 4)
    # `to` may lead to a machine as well, whose name has no capitals.
    is_said = verb is not None and verb[0].strip().lower() != "to"
    is_parted = is_remembered(value) and (is_said or value == value.title())
    return found.span("value") if is_told or is_parted else None


def _name(text: str, end: int) -> str:
    """The name that ends at a place."""
    start = end
    while start > max(0, end - 60) and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    return text[start:end]


def _exact(text: str, position: int) -> tuple[int, int] | None:
    found = _EXACT.match(text, position)
    if found is None:
        return None
    value = found["value"]
    is_one = _is_word(value) or value.lower() in _KNOWN or _is_joined(value)
    return found.span("value") if is_one or _is_spaced(value) else None


def _bare(
    text: str, position: int, *, is_phrase: bool, is_variable: bool
) -> tuple[int, int] | None:
    line = _LINE.match(text, position) if is_phrase else None
    if line and _is_spaced(line["value"]):
        return line.span("value")
    found = _BARE.match(text, position)
    if found is None:
        return None
    value = found["value"]
    is_one = value.lower() in _KNOWN or _is_joined(value)
    is_set = is_variable and value.islower() and len(value) > 5 and _is_word(value)
    return found.span("value") if is_one or is_set else None


def _is_word(value: str) -> bool:
    small = value.lower()
    is_said = _SAID.match(small) is not None and small not in _BEINGS
    return _WORD.match(value) is not None and small not in _NONE and not is_said


def _is_joined(value: str) -> bool:
    parts = value.split("-")
    return _JOINED.match(value) is not None and _FUNCTION.isdisjoint(parts) and _is_other(parts)


def _is_spaced(value: str) -> bool:
    parts = value.lower().split(" ")
    return _SPACED.match(value) is not None and _FUNCTION.isdisjoint(parts) and _is_other(parts)


def _is_other(parts: Sequence[str]) -> bool:
    """Whether most of the words are none of those that are said of passwords."""
    return sum(part in _NONE for part in parts) * 3 <= len(parts)
