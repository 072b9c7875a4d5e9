"""Makes values and sentences from recipes.

A recipe is text in which `{set*n}` stands for characters (see `learnings.privacy.recipe`) and
`@{maker}` or `@{maker:argument}` for what a maker gives; makers may stand in arguments, and the
inner ones go first.
"""

from __future__ import annotations

import random
import re

from learnings.privacy import recipe

from . import credential, identity, network
from .maker import Maker

_ASK = re.compile(r"@\{(?P<name>[a-z0-9-]+)(?::(?P<given>[^{}]*))?\}")
MAKERS: dict[str, Maker] = {**credential.MAKERS, **network.MAKERS, **identity.MAKERS}


def cooked(text: str, dice: random.Random) -> str:
    """The text with everything made that it asks for; raises KeyError for an unknown maker."""
    text = recipe.cook(text, dice)
    while found := _ASK.search(text):
        made = MAKERS[found["name"]](dice, found["given"] or "")
        text = text[: found.start()] + made + text[found.end() :]
    return text


def seeded(*key: object) -> random.Random:
    """Dice that fall alike on every machine for the same words."""
    return random.Random("/".join(map(str, key)))
