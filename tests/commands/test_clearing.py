"""`redact` and `lint --fix` take the same out of a log, and number it alike."""

from __future__ import annotations

import random

import pytest

from learnings.cli import main
from learnings.privacy.recipe import cook

LOG = ".learnings/ERRORS.md"
ENTRY = "## [ERR-20260301-00{}] a\n\n**Status**: pending\n\n### Summary\n{}\n\n"
FIX = ("lint", "--today=2026-03-06", "--fix", "--select")
ALLOWED = '<!-- learnings: ignore[private-address] reason="of the laboratory" author=ops -->'
TEXTS = [
    pytest.param("Nothing.", id="nothing"),
    pytest.param("password: {w*9}7x! at 10.{}2.3.4", id="one of each kind"),
    pytest.param("10.{}2.3.4/10.{}2.3.5 10.{}2.3.6-10.{}2.3.9", id="addresses found late"),
    pytest.param(
        "http://admin:{w*9}7x@10.{}2.3.4:80/{w*30}7?token={w*30}7a", id="a token found late"
    ),
    pytest.param("key AK{}IA{2*16}, its secret: {b*39}7\nAK{}IA{2*16}", id="both halves of a pair"),
    pytest.param(f"{ALLOWED}\n10.{{}}2.3.4\n\n10.{{}}2.3.5", id="one that is allowed"),
    pytest.param("password: {w*9}7x! [REDACTED:password:3]", id="one that was taken out before"),
]


def _after(repository, text, *words):
    path = repository.write(LOG, text)
    main([*words])
    return path.read_bytes()


@pytest.mark.parametrize("recipe", TEXTS)
def test_the_same_comes_of_both(repository, monkeypatch, recipe):
    monkeypatch.chdir(repository.path)
    said = [cook(recipe, random.Random(seed)) for seed in (1, 2)]
    text = "# E\n\n" + "".join(ENTRY.format(*one) for one in enumerate(said, 1))
    redacted = _after(repository, text, "redact")
    assert _after(repository, text, *FIX, "secrets,network,pii") == redacted
    assert (redacted == text.encode()) == (recipe == "Nothing.")


def test_beside_other_fixes_the_numbers_are_the_same(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    said = cook("10.{}2.3.4/10.{}2.3.5 10.{}2.3.6-10.{}2.3.9", random.Random(1))
    text = "# E\n\n" + ENTRY.format(1, said).replace("pending", "Open")
    fixed = _after(repository, text, *FIX, "network,lifecycle,noncanonical-value").decode()
    assert "**Status**: pending" in fixed
    assert "[REDACTED:ip:1]/[REDACTED:ip:2] [REDACTED:ip:3]-[REDACTED:ip:4]" in fixed


def test_of_a_change_only_its_entries_are_mended(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    said = cook("10.{}2.3.4/10.{}2.3.5 10.{}2.3.6-10.{}2.3.9", random.Random(1))
    old = "# E\n\n" + ENTRY.format(1, said)
    repository.commit({LOG: old})
    repository.write(LOG, old + ENTRY.format(2, said))
    repository.git("add", "--all")
    main([*FIX, "network", "--staged"])
    fixed = (repository.path / LOG).read_text()
    assert fixed.startswith(old)
    assert "[REDACTED:ip:1]/[REDACTED:ip:2] [REDACTED:ip:3]-[REDACTED:ip:4]" in fixed


STAYING = [
    pytest.param(b"\xef\xbb\xbf", b"e", id="a byte order mark"),
    pytest.param(b"", b"\xe9", id="a byte of Latin-1"),
    pytest.param(b"", b"\0", id="a NUL"),
    pytest.param(b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n\n", b"", id="a conflict"),
]


@pytest.mark.parametrize(("first", "last"), STAYING)
def test_what_is_no_clean_text_is_cleared_byte_for_byte(repository, monkeypatch, first, last):
    monkeypatch.chdir(repository.path)
    token = cook("gh{}p_{w*36}", random.Random(1)).encode()
    path = repository.write(LOG, "")
    entry = ENTRY.encode().replace(b"{}", b"%s")
    before = first + b"# E\n\n" + entry % (b"1", b"The key " + token + b" caf" + last + b".")
    for words in (("redact",), (*FIX, "secrets,network,pii")):
        path.write_bytes(before)
        main([*words])
        assert path.read_bytes() == before.replace(token, b"[REDACTED:token]")
