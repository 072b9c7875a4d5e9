"""Texts that announce a password or a token in one of many ways, drawn by a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from learnings.privacy.secrets.words import GATES, WORDS

from .spelling import spellings

ANNOUNCING = {
    family: sorted(set(spellings(WORDS[family].pattern)))
    + sorted(
        text for gate in GATES[family] for text in spellings(gate) if WORDS[family].search(text)
    )
    for family in WORDS
}
_SMALL, _LARGE = "abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ"
_FIGURES, _MARKS = "0123456789", "!@#$%^&*?+~=.:,;-_/\\|'\"`<>()[]{}"
_WORDS = ("summer", "Winter", "dragon", "Falcon", "blue", "correct", "horse", "kaffee", "login")
_LETTERS = (_SMALL, _LARGE, _SMALL + _LARGE)
_VERBS = (
    *(": ", ":", "=", " = ", " is ", " was ", " ist ", " est ", " es ", " -> ", " => ", " "),
    *(" was set to ", " is now ", " from ", ", `", "是", "：", " for db-01 is ", " (prod): "),
    *("s: root=", "s are a=", " := ", " | ", " to ", " is still ", "**: ", '": "', "'] = '"),
)
_FORMS = (
    "{a}{v}{p}",
    "{a}{v}{p} and it was never rotated.",
    "The {a}{v}{p}, which we changed.",
    "- **{A}**{v}{p}",
    "- {a}{v}{p}",
    "> {a}{v}`{p}`.",
    'The {a}{v}"{p}" was wrong.',
    "The {a}{v}'{p}'.",
    "{a}{v}**{p}**",
    "{a}{v}({p})",
    "| host | {a} |\n| --- | --- |\n| db-01 | {p} |",
    "| {a} | {p} |",
    " user | {a}\n------+------\n root | {p}\n(1 row)",
    "host,user,{a}\ndb-01,root,{p}",
    "NAME   USER   {A}\ndb-01  root   {p}",
    "<tr><th>user</th><th>{a}</th></tr>\n<tr><td>root</td><td>{p}</td></tr>",
    "```\n{a}{v}{p}\n```",
    "The {a}:\n\n```\n{p}\n```",
    "The {a} is:\n\n{p}",
    "**{A}**\n\n`{p}`",
    "## The {a}\n\n{p}",
    "so the {a} for the database is\n{p} and it was never rotated.",
    "The root {a} was set to\n`{p}` by hand.",
    "tool --{a} {p} --force",
    "tool --{a}={p}",
    "mysql -u root -p{p} orders",
    "sshpass -p '{p}' ssh ops@db-01",
    "curl -u admin:{p} https://example.com/api",
    "Log in with admin / {p}",
    "(`root` / `{p}`) was the {a}",
    "credentials: svc-backup / {p}",
    "login: ops, {a}{v}{p}",
    "u: svc p: {p}",
    "Use `{p}` as the {a}.",
    "`{p}` is the {a} of root.",
    "{p} ist das neue Root-{A}.",
    "`{p}` ({a})",
    "`{p}` est le {a}",
    "{p}是{a}",
    "- {A}\n  - {p}",
    "{A}\n: {p}",
    "{a}s:\n  prod: {p}\n  dev: {p}",
    "[{a}]\nprod = {p}",
    "- name: DB_{U}\n  value: {p}",
    "- value: {p}\n  name: DB_{U}",
    "<key>{a}</key>\n<string>{p}</string>",
    "export DB_{U}={p}",
    "DB_{U}: {p}",
    '{{"{a}": "{p}"}}',
    "{a} changed from {p} to {q}",
    "the {a} {p} was in the log",
    "the {a} in production ({p}) had expired",
    "CREATE USER app IDENTIFIED BY '{p}'",
    "set password = '{p}'",
    "Authorization: Bearer {p}",
    "Cookie: session={p}; theme=dark",
    "snmp-server community {p} RO",
    "username admin secret 5 {p}",
    "app:{p}@tcp(db-01:3306)/orders",
    'smtp.login("ops@example.com", "{p}")',
    "postgres://app:{p}@db-01:5432/orders",
    "backup {a}{v}{p}; see INC-1234",
    "bind{a}{v}{p}",
)


def passwords(dice: random.Random) -> str:
    """One of 4 to 24 signs or a token of more, of one case or both, with marks or figures."""
    kind, size = dice.randrange(9), dice.randrange(4, 25)
    letters = dice.choice(_LETTERS)
    if kind == 0:
        said = "".join(dice.choices(letters, k=size))
    elif kind == 1:
        said = "".join(dice.choices(letters + _FIGURES, k=size))
    elif kind == 2:
        said = "".join(dice.choices(letters + _MARKS, k=size))
    elif kind == 3:
        said = "".join(dice.choices(letters + _FIGURES + _MARKS, k=size))
    elif kind == 4:
        said = dice.choice(_WORDS) + "".join(dice.choices(_FIGURES, k=dice.randrange(1, 5)))
        said += dice.choice(("", *_WORDS, "!", "x!"))
    elif kind == 5:
        said = dice.choice("-_. +").join(dice.choices((*_WORDS, "7", "42"), k=dice.randrange(2, 6)))
    elif kind == 6:
        said = "".join(dice.choices(_FIGURES + dice.choice(("", "abcdef")), k=size))
    elif kind == 7:
        said = "".join(dice.choices(letters + _FIGURES, k=dice.randrange(20, 50)))
    else:
        said = "".join(dice.choices(letters, k=max(3, size // 2)))
        said += "".join(dice.choices(_MARKS + _FIGURES, k=dice.randrange(1, 4)))
    if dice.random() < 0.4:
        said = dice.choice(_MARKS) + said
    if dice.random() < 0.3:
        said += dice.choice(_MARKS)
    return said


def drawn(seed: int, count: int) -> Iterator[str]:
    """So many texts, all others for another seed."""
    dice = random.Random(seed)
    for _ in range(count):
        word = dice.choice(ANNOUNCING[dice.choice(("password", "password", "secret"))])
        text = dice.choice(_FORMS).format(
            a=dice.choice((word, word, word.title())),
            A=word.title(),
            U=word.upper().replace(" ", "_"),
            v=dice.choice(_VERBS),
            p=passwords(dice),
            q=passwords(dice),
        )
        yield f"{text}\n" if dice.random() < 0.5 else f"The disk was full.\n\n{text}\n\nDone.\n"
