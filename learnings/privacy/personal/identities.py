"""The numbers by which states know people, one row for each; `national` makes detectors of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .checksums import is_day, luhn, mod_11_10, verhoeff, weighted


class Identity(NamedTuple):
    """A number of a country.

    `fits` judges its letters and digits, without what parts them. `words` announce it; where
    `is_sure`, its shape and check digits say enough without one.
    """

    country: str
    name: str
    title: str
    pattern: str
    fits: Callable[[str], bool]
    words: str
    is_sure: bool
    source: str
    recipe: str


def _ssn(number: str) -> bool:
    area, group, serial = number[:3], number[3:5], number[5:]
    fine = area not in {"000", "666"} and area < "900" and group != "00" and serial != "0000"
    # Printed on a card in a shop window, and in an advertisement.
    return fine and number not in {"07805" + "1120", "21909" + "9999"}


def _itin(number: str) -> bool:
    group = int(number[3:5])
    return number[0] == "9" and (50 <= group <= 65 or 70 <= group <= 88 or 90 <= group <= 99)


def _nino(number: str) -> bool:
    return number[:2] not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}


def _nhs(number: str) -> bool:
    return (11 - weighted(number, range(10, 1, -1)) % 11) % 11 == int(number[9])


def _steuer_id(number: str) -> bool:
    counts = sorted(number[:10].count(digit) for digit in set(number[:10]))
    return number[0] != "0" and counts[-1] in {2, 3} and mod_11_10(number)


def _nir(number: str) -> bool:
    plain = number.replace("2A", "19").replace("2B", "18")
    return plain.isdecimal() and 97 - int(plain[:13]) % 97 == int(plain[13:])


def _dni(number: str) -> bool:
    digits = number[:-1].translate({ord("X"): "0", ord("Y"): "1", ord("Z"): "2"})
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23] == number[-1]


_ODD = (
    1,
    0,
    5,
    7,
    9,
    13,
    15,
    17,
    19,
    21,
    2,
    4,
    18,
    20,
    11,
    3,
    6,
    8,
    12,
    14,
    16,
    10,
    22,
    25,
    24,
    23,
)


def _codice_fiscale(number: str) -> bool:
    values = [int(char) if char.isdecimal() else ord(char) - 65 for char in number[:15]]
    total = sum(_ODD[value] if place % 2 == 0 else value for place, value in enumerate(values))
    return chr(65 + total % 26) == number[15]


def _bsn(number: str) -> bool:
    return weighted(number, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0 and len(set(number)) > 2


def _personnummer(number: str) -> bool:
    short = number[-10:]
    day = int(short[4:6])
    return is_day(0, int(short[2:4]), day - 60 if day > 60 else day) and luhn(short)


def _hetu(number: str) -> bool:
    digits = number[:6] + number[7:10]
    fine = is_day(0, int(number[2:4]), int(number[:2]))
    return fine and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31] == number[10]


def _fodselsnummer(number: str) -> bool:
    first = weighted(number, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    second = weighted(number, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    day, month = int(number[:2]), int(number[2:4])
    fine = is_day(0, month - 40 if month > 40 else month, day - 40 if day > 40 else day)
    return fine and first % 11 == 0 and second % 11 == 0


def _cpr(number: str) -> bool:
    return is_day(0, int(number[2:4]), int(number[:2]))


def _pesel(number: str) -> bool:
    month = int(number[2:4]) % 20
    total = weighted(number, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1))
    return is_day(0, month, int(number[4:6])) and total % 10 == 0


def _cpf(number: str) -> bool:
    def digit(length: int) -> int:
        rest = weighted(number[:length], range(length + 1, 1, -1)) * 10 % 11
        return rest % 10

    return len(set(number)) > 1 and digit(9) == int(number[9]) and digit(10) == int(number[10])


def _aadhaar(number: str) -> bool:
    return number[0] in "23456789" and len(set(number)) > 3 and verhoeff(number)


def _sin(number: str) -> bool:
    return number[0] not in "08" and len(set(number)) > 2 and luhn(number)


def _tfn(number: str) -> bool:
    return weighted(number, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0 and len(set(number)) > 2


def _resident(number: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    fine = is_day(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    return fine and "10X98765432"[weighted(number[:17], weights) % 11] == number[17]


def _my_number(number: str) -> bool:
    rest = weighted(number[:11], (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return (0 if rest < 2 else 11 - rest) == int(number[11]) and len(set(number)) > 2


def _rrn(number: str) -> bool:
    # Since October 2020 the last digits are drawn by lot, so there is no check digit to judge.
    return is_day(0, int(number[2:4]), int(number[4:6]))


def _nric(number: str) -> bool:
    total = weighted(number[1:8], (2, 7, 6, 5, 4, 3, 2)) + {"T": 4, "G": 4, "M": 3}.get(
        number[0], 0
    )
    old, new = "JZIHGFEDCBA", "XWUTRQPNMLK"
    letters = {"S": old, "T": old, "F": new, "G": new, "M": "XWUTRQPNJLK"}
    return letters[number[0]][total % 11] == number[8]


def _ahv(number: str) -> bool:
    return weighted(number, (1, 3) * 6 + (1,)) % 10 == 0


def _pan(number: str) -> bool:
    return number[3] in "ABCFGHLJPT"


def _national_register(number: str) -> bool:
    base, check = number[:9], int(number[9:])
    fine = is_day(0, int(number[2:4]) or 1, int(number[4:6]) or 1)
    return fine and check in {97 - int(base) % 97, 97 - int("2" + base) % 97}


def _kimlik(number: str) -> bool:
    digits = [int(digit) for digit in number]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[0] != 0 and tenth == digits[9] and sum(digits[:10]) % 10 == digits[10]


def _rut(number: str) -> bool:
    digits = number[:-1][::-1]
    rest = 11 - sum(int(digit) * (2 + place % 6) for place, digit in enumerate(digits)) % 11
    return "0123456789K0"[rest] == number[-1]


_TAX = "tax[ -]?(?:id|number|no)"
_ID = "id|identity|identification|national"
IDENTITIES = (
    Identity("US", "us-ssn", "US social security number", r"\d{3}-\d{2}-\d{4}", _ssn, "", True,
             "ssa.gov/employer/randomization.html", "ssn 5{}1{d*1}-4{d*1}-1{d*3}"),
    Identity("US", "us-ssn-plain", "US social security number", r"\d{3}[ .]?\d{2}[ .]?\d{4}", _ssn,
             "ssn|social security|social", False, "ssa.gov", "SSN: 5{}1{d*1}4{d*1}1{d*3}"),
    Identity("US", "us-itin", "US taxpayer number", r"9\d{2}-\d{2}-\d{4}", _itin, "", True,
             "irs.gov/pub/irs-pdf/p1915.pdf", "itin 9{}1{d*1}-7{d*1}-1{d*3}"),
    Identity("GB", "gb-nino", "British national insurance number",
             r"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]", _nino,
             "", True, "gov.uk/hmrc-internal-manuals/national-insurance-manual", "NI AB{}{d*6}C"),
    Identity("GB", "gb-nhs", "British NHS number", r"\d{3}[ -]?\d{3}[ -]?\d{4}", _nhs,
             "nhs", False, "datadictionary.nhs.uk", "NHS number 943 {}476 5919"),
    Identity("DE", "de-steuer-id", "German tax number", r"\d{2} ?\d{3} ?\d{3} ?\d{3}", _steuer_id,
             rf"steuer[a-z]{{0,30}}|idnr|tin|{_TAX}", False, "Bundeszentralamt für Steuern",
             "Steuer-ID 86 {}095 742 719"),
    Identity("FR", "fr-nir", "French social security number",
             r"[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?\d[0-9AB] ?\d{3} ?\d{3} ?\d{2}", _nir,
             "", True,
             "insee.fr", "NIR 2 55{} 08 14 168 025 38"),
    Identity("ES", "es-dni", "Spanish identity number", r"(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]", _dni, "",
             True, "interior.gob.es", "DNI 54{}362315K"),
    Identity("IT", "it-codice-fiscale", "Italian tax code",
             r"[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
             _codice_fiscale, "", True, "agenziaentrate.gov.it", "CF RSS{}MRA85T10A562S"),
    Identity("NL", "nl-bsn", "Dutch citizen number", r"\d{4}[. ]?\d{2}[. ]?\d{3}", _bsn,
             "bsn|burgerservicenummer|sofinummer", False, "rvig.nl", "BSN 111{}222333"),
    Identity("SE", "se-personnummer", "Swedish identity number", r"(?:\d{2})?\d{6}[-+]\d{4}",
             _personnummer, "", True, "skatteverket.se", "811{}228-9874"),
    Identity("FI", "fi-hetu", "Finnish identity code", r"\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]",
             _hetu,
             "", True, "dvv.fi", "hetu 131{}052-308T"),
    Identity("NO", "no-fodselsnummer", "Norwegian identity number", r"\d{6} ?\d{5}", _fodselsnummer,
             "", True, "skatteetaten.no", "fnr 151{}086 95088"),
    Identity("DK", "dk-cpr", "Danish identity number", r"\d{6}-?\d{4}", _cpr,
             "cpr|personnummer|cpr-nr", False, "cpr.dk", "CPR 211{}062-5629"),
    Identity("PL", "pl-pesel", "Polish identity number", r"\d{11}", _pesel, "pesel", False,
             "gov.pl", "PESEL 440{}51401359"),
    Identity("BR", "br-cpf", "Brazilian taxpayer number", r"\d{3}\.\d{3}\.\d{3}-\d{2}", _cpf,
             "", True,
             "gov.br/receitafederal", "390.{}533.447-05"),
    Identity("BR", "br-cpf-plain", "Brazilian taxpayer number", r"\d{11}", _cpf, "cpf", False,
             "gov.br/receitafederal", "CPF 390{}53344705"),
    Identity("IN", "in-aadhaar", "Indian Aadhaar number", r"[2-9]\d{3}[ -]\d{4}[ -]\d{4}",
             _aadhaar, "",
             True, "uidai.gov.in", "2341 {}2341 2346"),
    Identity("IN", "in-aadhaar-plain", "Indian Aadhaar number", r"[2-9]\d{11}", _aadhaar,
             "aadhaa?r|uidai|uid", False, "uidai.gov.in", "Aadhaar 2341{}23412346"),
    Identity("IN", "in-pan", "Indian taxpayer number", r"[A-Z]{5}\d{4}[A-Z]", _pan, "", True,
             "incometax.gov.in", "PAN ABC{}PK1234L"),
    Identity("CA", "ca-sin", "Canadian social insurance number", r"\d{3}[ -]?\d{3}[ -]?\d{3}", _sin,
             "sin|nas|social insurance", False, "canada.ca", "SIN 130 {}692 544"),
    Identity("AU", "au-tfn", "Australian tax file number", r"\d{3}[ -]?\d{3}[ -]?\d{3}", _tfn,
             "tfn|tax file", False, "ato.gov.au", "TFN 123 {}456 782"),
    Identity("CN", "cn-resident-id", "Chinese resident number", r"[1-9]\d{16}[0-9X]",
             _resident, "", True,
             "GB 11643-1999", "110{}10519491231002X"),
    Identity("JP", "jp-my-number", "Japanese My Number", r"\d{4}[ -]?\d{4}[ -]?\d{4}", _my_number,
             "my ?number|マイナンバー|個人番号", False, "digital.go.jp",
             "マイナンバー 1234 {}5678 9018"),
    Identity("KR", "kr-rrn", "Korean resident number", r"\d{6}-[1-8]\d{6}", _rrn, "", True,
             "mois.go.kr", "rrn 900{}101-1{d*6}"),
    Identity("SG", "sg-nric", "Singaporean identity number", r"[STFGM]\d{7}[A-Z]", _nric, "", True,
             "ica.gov.sg", "NRIC S1234{}567D"),
    Identity("CH", "ch-ahv", "Swiss insurance number", r"756\.?\d{4}\.?\d{4}\.?\d{2}", _ahv,
             "", True,
             "zas.admin.ch", "AHV 756.{}9217.0769.85"),
    Identity("BE", "be-national-register", "Belgian register number",
             r"\d{2}\.?\d{2}\.?\d{2}[- ]?\d{3}[. ]?\d{2}", _national_register, "", True,
             "ibz.rrn.fgov.be",
             "85.{}07.30-033.28"),
    Identity("TR", "tr-kimlik", "Turkish identity number", r"[1-9]\d{10}", _kimlik, "", True,
             "nvi.gov.tr", "TC 100{}00000146"),
    Identity("CL", "cl-rut", "Chilean identity number", r"\d{1,2}\.\d{3}\.\d{3}-[0-9K]", _rut,
             "", True,
             "registrocivil.cl", "RUT 12.{}531.909-2"),
)  # fmt: skip
