"""What lets a line pass reaches as far as what is found in it, and announcing lines may be others."""

from __future__ import annotations

import random

import pytest

from learnings.privacy.glance import is_clean
from learnings.privacy.recipe import cook
from learnings.privacy.scan import scan

GROUPS = ("secrets", "network", "pii")
SEED = "gate river stone lamp otter vivid noble crane amber frost tiger maple"
FOUND = {
    "E\tr\tpw\n\t\t0021{d*2}": "value-below-its-name",
    "Das neue PW\n{w*9}7x\n": "value-below-its-name",
    "pw\n  - {w*9}7x": "value-within-its-name",
    "n h Pw\n:4wx{d*2}0": "value-on-the-next-line",
    "#\tSenha\n5hor{l*2}e": "value-below-its-name",
    "ssh-keygen -t ed25519 -N {w*9}7x": "command-line-password",
    "wget -aops:{w*9}7x https://example.org": "command-line-password",
    "thin a/{w*9}7x@db": "command-line-password",
    "user x >{w*9}7x": "password-by-place",
    "user app secret 5 {w*9}7x": "password-by-place",
    "line secret {w*9}7x": "password-by-place",
    "standby 1 authentication {w*9}7x": "password-by-place",
    "smtp.example.com ops@mail_host.example.com:{w*9}7x": "password-by-place",
    "pwProd={w*9}7x": "announced-password",
    "dbPw1: {w*9}7x": "announced-password",
    "rootPwNew={w*9}7x": "announced-password",
    "ds{}api{x*32}": "databricks-token",
    "AT{}ATT3-{w*60}": "atlassian-token",
    "pn{}u_{l*36}": "prefect-key",
    "$1$SuMsc5nS_{w*14}": "crypt-hash",
    "<abc+op-@mail.ac{}me-{l*6}.co.uk>": "email-address",
    f"seed word: {SEED}": "announced-word",
    f"recovery word = {SEED}": "announced-word",
    "owner:Dr. Mey{}er": "credited-person",
    "Mr. Jo{}nes Taylor called": "credited-person",
    "it was –Dr. Sm{}ith": "credited-person",
    "Prof|Sm{}ith": "credited-person",
    "```\npassword to \n{w*9}7x\n```": "value-on-the-next-line",
    "ſDE89 {}3704 0044 0532 0130 00": "iban",
    "ſthin:app/{w*9}7x@db": "command-line-password",
    "restart \u212astg-eu1-19": "staged-host",
    "thanks ſ@an{}na-lpjg": "mention",
    "sshpass -p opense{}same?, db": "command-line-password",
    "net user bob Pass{}wort!] x": "command-line-password",
    "thanks to An{}na Bell": "credited-person",
    "call (415) {}736-2{d*3}": "phone-number",
    "tél{}éphone: (415) 736-2{d*3}": "phone-number",
    "root / {w*9}7x!": "name-and-password",
    "cf login ops2 password {w*9}7x": "command-line-password",
    "vault login {w*9}7x": "command-line-password",
    "(curl -u ops:{w*9}7x": "command-line-password",
    "(thin) thin:app/{w*9}7x@db": "command-line-password",
    "tool --connectionstr=.Xav{}HKzsvQDhEJJXR": "announced-secret",
    "curl -u admin:wywe{}ac&) https://example.com/api": "command-line-password",
    "mysql -u root -pake{}qr:^: orders": "command-line-password",
    "curl -u admin:GNTU{}EA?.. https://example.com/api": "command-line-password",
    "{w*9}7x is the WLAN passkey": "value-before-a-foreign-word",
    "debian/~~vZ{w*3}I": "name-and-password",
    "https://sl{}ack.com/client/E{U*8}": "slack-workspace",
}


@pytest.mark.parametrize(("recipe", "detector"), FOUND.items(), ids=FOUND)
def test_a_line_with_a_value_passes(recipe: str, detector: str) -> None:
    text = cook(recipe, random.Random(6))
    assert detector in [one.detector for one in scan(text)]
    assert not is_clean([(text, None)], GROUPS)


ELSEWHERE = (
    ("| host | password |\n|---|---|\n| db-01 | {w*9}7x |\n", 3),
    ("**Password:**\n\n`{w*9}7x`\n", 3),
    ("so the root password was set to\n`{w*9}7x` by hand.\n", 2),
    ("passwords:\n  prod: {w*9}7x\n", 2),
    ("- value: {w*9}7x\n  name: DB_PASSWORD\n", 1),
    ("-----BEGIN EC PRI{}VATE KEY-----\n{b*64}\n{b*20}\n-----END EC PRI{}VATE KEY-----\n", 2),
)


@pytest.mark.parametrize(("recipe", "line"), ELSEWHERE)
def test_a_value_in_some_lines_may_be_announced_in_another_one(recipe: str, line: int) -> None:
    text = cook(recipe, random.Random(6))
    found = scan(text)
    assert found
    assert scan(text, lines=[range(line, line + 1)]) == found


def test_what_was_looked_at_in_part_before_changes_nothing() -> None:
    text = cook("Das neue PW\n{w*9}7x\n", random.Random(8))
    assert scan(text, lines=[range(1, 2)]) == []
    assert scan(text)
