"""The countries that settings may name: those that something is known of.

They stand here as words, so that judging settings imports no numbering plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..shape import MOST_LISTED, Fault, Path, Text, listed, shown

_CODE = Text('the code of a country such as "DE"', "^[A-Z]{2}$")
# What is written for a country now and then: an old code, or that of its language.
_MEANT = {
    "UK": "GB",
    "EN": "GB",
    "EL": "GR",
    "JA": "JP",
    "DA": "DK",
    "CS": "CZ",
    "ZH": "CN",
    "KO": "KR",
}


class Country(NamedTuple):
    """The code of a country that something is known of; `unknown` says what is not of others."""

    codes: tuple[str, ...]
    unknown: str

    @property
    def words(self) -> str:
        """The shape in words."""
        return _CODE.words

    def faults(self, value: object, path: Path) -> Iterator[Fault]:
        """What is no code, and codes that nothing would be looked for with."""
        if isinstance(value, str) and value in self.codes:
            return
        code = value.upper() if isinstance(value, str) and len(value) == 2 else ""
        if code in self.codes or _MEANT.get(code) in self.codes:
            meant = code if code in self.codes else _MEANT[code]
            yield path, f'is {shown(value)}; did you mean "{meant}"?'
        elif any(_CODE.faults(value, path)):
            yield from _CODE.faults(value, path)
        else:
            known = f"; use {listed(list(self.codes))}" if len(self.codes) <= MOST_LISTED else ""
            yield path, f"is {shown(value)}: {self.unknown}{known or '; leave it out'}"

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"enum": list(self.codes)}


_PLANS = (
    "AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC "
    "EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB "
    "LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY "
    "MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL "
    "TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
)
_IDS = "AU BE BR CA CH CL CN DE DK ES FI FR GB IN IT JP KR NL NO PL SE SG TR US"
REGION = Country(tuple(_PLANS.split()), "no numbering plan has this code")
LOCALE = Country(tuple(_IDS.split()), "no national ID of this country is known")
