"""`learnings archive`: what is finished moves, and nothing is lost, doubled or cut loose."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main
from learnings.markdown import parse

DAY = ("--today", "2026-08-01")


def entry(id: str, status: str = "resolved", extra: str = "", day: str = "2026-03-01") -> str:
    return (
        f"## [{id}] slow\n\n**Logged**: {day}T09:00:00Z\n**Priority**: high\n"
        f"**Status**: {status}\n**Area**: infra\n\n### Summary\nBroke{extra}\n\n"
        "### Error\n```\n# no heading\n```\n\n### Suggested Fix\nfix\n\n### Metadata\n"
        "- Reproducible: yes\n\n### Resolution\n- **Resolved**: 2026-03-02\n"
    )


def log(*entries: str) -> str:
    return "# Errors\n\nOurs.\n\n---\n\n" + "\n---\n\n".join(entries)


ONE, TWO, OPEN = "ERR-20260301-001", "ERR-20260301-002", "ERR-20260301-003"


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def read(here, path: str) -> str:
    return (here.path / path).read_bytes().decode("utf-8", "surrogateescape")


def ids(here, path: str) -> list[str]:
    return [item.id for item in parse(read(here, path).encode(), path).entries]


LOG, ARCHIVE = ".learnings/ERRORS.md", ".learnings/archive/ERRORS.md"


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_finished_entries_move_byte_for_byte_and_open_ones_stay(here, newline, capsys):
    text = log(entry(ONE), entry(OPEN, "pending"), entry(TWO)).replace("\n", newline)
    here.write(LOG, text.encode())
    assert main(["archive", *DAY]) == 0
    assert ids(here, LOG) == [OPEN]
    assert ids(here, ARCHIVE) == [ONE, TWO]
    for name in (ONE, TWO):
        assert entry(name).strip().replace("\n", newline) in read(here, ARCHIVE)
    assert read(here, LOG).startswith(f"# Errors{newline}{newline}Ours.")
    assert read(here, ARCHIVE).startswith("# Errors (archive)")
    assert "\n" not in read(here, ARCHIVE).replace(newline, "")
    capsys.readouterr()
    assert main(["archive", *DAY]) == 0
    assert capsys.readouterr().out == "nothing to archive\n"


def test_a_log_with_the_newest_first_is_archived_in_its_order(here):
    entries = [entry(f"ERR-2026030{day}-001", day=f"2026-03-0{day}") for day in (5, 4, 3)]
    here.write(LOG, log(*entries))
    main(["archive", "ERR-20260303-001"])
    main(["archive", *DAY])
    assert ids(here, ARCHIVE) == ["ERR-20260305-001", "ERR-20260304-001", "ERR-20260303-001"]


def compact(number: int, status: str) -> str:
    return (
        f"### LRN-2026030{number}-001\n**Status**: {status}\n**Context**: Applying {number}\n"
        f"**Content**: It replaces {number}.\n**Action**: Added a lock.\n"
    )


def dialect(preset: str, number: int, status: str) -> tuple[str, str]:
    """An entry and its ID."""
    if preset == "compact":
        done = "promoted" if status == "resolved" else status
        return compact(number, done), f"LRN-2026030{number}-001"
    name = f"{'OPS' if preset == 'operations' else 'ERR'}-2026030{number}-001"
    text = entry(name, status, day=f"2026-03-0{number}")
    severity = "**Severity**: P3\n**Area**: monitoring\n"
    return text.replace("**Area**: infra\n", severity) if preset == "operations" else text, name


SPACED = {
    "rules between": ("\n---\n\n", ""),
    "rules between and behind": ("\n---\n\n", "\n---\n"),
    "blank lines between": ("\n", ""),
    "blank lines between and a rule behind": ("\n", "\n---\n"),
    "two blank lines between": ("\n\n", ""),
    "stars between": ("\n***\n\n", ""),
    "no line end behind": ("\n---\n\n", None),
}
PRESETS = {"agent": LOG, "operations": ".learnings/OPERATIONS_ISSUES.md", "compact": LOG}


@pytest.mark.parametrize(("gap", "tail"), SPACED.values(), ids=SPACED)
@pytest.mark.parametrize("newest_first", [False, True], ids=["newest last", "newest first"])
@pytest.mark.parametrize(
    ("preset", "newline"), [("agent", "\n"), ("operations", "\r\n"), ("compact", "\r\n")]
)
def test_what_is_restored_gives_the_log_back_byte_for_byte(
    here, preset, newline, newest_first, gap, tail
):
    place = PRESETS[preset]
    # Stars, and more than a blank line, are seen where two entries that stay show them.
    least = 3 if gap in ("\n\n", "\n***\n\n") else 1
    for count, chosen in [(c, n) for c in range(least, 4) for n in range(c)]:
        made = [dialect(preset, n + 1, "resolved" if n == chosen else "pending")
                for n in range(count)]  # fmt: skip
        texts = [text for text, _ in (reversed(made) if newest_first else made)]
        text = "# Log\n\nOurs.\n\n" + gap.join(texts)
        data = (text.rstrip("\n") if tail is None else text + tail).replace("\n", newline).encode()
        here.write(place, data)
        assert main(["archive", made[chosen][1]]) == 0
        assert (here.path / place).read_bytes() != data
        assert main(["archive", "--restore", made[chosen][1]]) == 0
        assert (here.path / place).read_bytes() == data, (count, chosen)
        (here.path / ".learnings/archive" / place.split("/")[1]).unlink()


@pytest.mark.parametrize("written", ["archive", "both"])
def test_a_run_that_was_killed_after_the_archive_is_completed_by_the_next(here, written):
    text = log(entry(ONE), entry(OPEN, "pending", f" as in [it](#err-{ONE[4:].lower()}-slow)"))
    here.write(LOG, text)
    main(["archive", *DAY])
    after, archived = read(here, LOG), read(here, ARCHIVE)
    assert "(archive/ERRORS.md#err-20260301-001-slow)" in after
    if written == "archive":
        here.write(LOG, text)
    assert main(["archive", *DAY]) == 0
    assert (read(here, LOG), read(here, ARCHIVE)) == (after, archived)


def test_another_entry_of_that_id_in_the_archive_is_a_refusal(here, capsys):
    here.write(LOG, log(entry(ONE)))
    here.write(ARCHIVE, log(entry(ONE, extra=" otherwise")))
    assert main(["archive", *DAY]) == 2
    assert f"{ARCHIVE}:7: another entry has the ID {ONE}" in capsys.readouterr().err
    assert ids(here, LOG) == [ONE]


def test_links_lead_where_they_led_and_ids_still_resolve(here, capsys):
    here.write("docs/run.md", "# Run\n")
    here.write(
        LOG,
        log(
            entry(ONE, extra=" see [run](../docs/run.md#run), [none](gone.md), [me](#summary)"),
            entry(OPEN, "pending").replace("- Reproducible: yes", f"- See Also: {ONE}"),
        ),
    )
    main(["archive", *DAY])
    text = read(here, ARCHIVE)
    assert "[run](../../docs/run.md#run), [none](gone.md), [me](#summary)" in text
    capsys.readouterr()
    main(["lint", "--select", "broken-reference", "--format", "concise"])
    assert ONE not in capsys.readouterr().out


REFUSED = {
    "an open entry": (entry(ONE, "pending"), "it is pending, which is not final"),
    "an entry in a conflict": (
        "<<<<<<< ours\n" + entry(ONE) + "=======\n>>>>>>> theirs\n",
        "conflict markers",
    ),
    "an entry with bytes that are not UTF-8": (entry(ONE, extra=" \udcff"), "not UTF-8"),
    "an entry with a status that nobody knows": (entry(ONE, "whatever"), "not final"),
}


@pytest.mark.parametrize(("text", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_named_and_may_not_go_is_refused(here, text, why, capsys):
    data = log(text).encode("utf-8", "surrogateescape")
    here.write(LOG, data)
    assert main(["archive", ONE]) == (3 if why == "not UTF-8" else 2)
    assert why in capsys.readouterr().err
    assert (here.path / LOG).read_bytes() == data
    capsys.readouterr()
    needs_mending = why in ("conflict markers", "not UTF-8")
    assert main(["archive", *DAY]) == (1 if needs_mending else 0)
    said = capsys.readouterr().err
    assert (why in said and f"{LOG}:" in said) == needs_mending
    assert (here.path / LOG).read_bytes() == data
    assert not (here.path / ARCHIVE).exists()


def test_age_and_status_choose(here, capsys):
    here.write(LOG, log(entry(ONE), entry(TWO, "wont_fix")))
    for words in (("--older-than", "200d"), ("--status", "promoted")):
        assert main(["archive", *words, *DAY]) == 0
        assert capsys.readouterr().out == "nothing to archive\n"
    assert main(["archive", "--status", "wont_fix", "--format", "json", *DAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [item["id"] for item in found["archived"]] == [TWO]


def test_entries_that_share_an_id_stay(here):
    here.write(LOG, log(entry(ONE), entry(ONE, extra=" again")))
    assert main(["archive", *DAY]) == 0
    assert ids(here, LOG) == [ONE, ONE]


def test_every_root_and_every_skill_has_an_archive_of_its_own(here):
    paths = ("a/.learnings/ERRORS.md", ".learnings/operations/OPERATIONS_ISSUES.md")
    here.write(paths[0], log(entry(ONE)))
    here.write(paths[1], log(entry("OPS-20260301-001")))
    assert main(["archive", *DAY]) == 0
    assert ids(here, "a/.learnings/archive/ERRORS.md") == [ONE]
    assert ids(here, ".learnings/operations/archive/OPERATIONS_ISSUES.md") == ["OPS-20260301-001"]


@pytest.mark.parametrize("folder", ["../archive", "/archive", "old", "."])
def test_an_archive_lies_beside_its_log_and_is_called_one(here, folder, capsys):
    here.write(LOG, log(entry(ONE)))
    assert main(["archive", "--to", folder, *DAY]) == 2
    assert "--to" in capsys.readouterr().err


def test_a_file_with_one_entry_moves_as_a_whole_and_comes_back_by_either_path(here, capsys):
    name = "issues/ops-learning-2026-03-01-09-00-00-issue-slow.md"
    text = (
        "# Slow\n\n### Issue Summary\n- **Date**: 2026-03-01T09:00:00Z\n- **Category**: issue\n"
        "- **Title**: Slow\n- **Status**: resolved\n\n### Context\nSee [run](../run.md)\n"
    )
    here.write("docs/ops-knowledge/run.md", "# Run\n")
    here.write(f"docs/ops-knowledge/{name}", text)
    assert main(["archive", *DAY]) == 0
    assert not (here.path / "docs/ops-knowledge" / name).exists()
    moved = read(here, f"docs/ops-knowledge/archive/{name}")
    assert moved == text.replace("../run.md", "../../run.md")
    assert main(["show", f"docs/ops-knowledge/{name}"]) == 0
    for named in (name, f"archive/{name}"):
        assert main(["archive", "--restore", f"docs/ops-knowledge/{named}"]) == 0
        assert read(here, f"docs/ops-knowledge/{name}") == text
        assert main(["archive", *DAY]) == 0
    other = here.path / "docs/ops-knowledge/archive/2026" / name
    other.parent.mkdir(parents=True)
    other.write_text(moved)
    assert main(["archive", "--restore", f"docs/ops-knowledge/{name}"]) == 2
    assert "2 logs are called" in capsys.readouterr().err


def test_a_dry_run_prints_what_the_run_does_and_writes_nothing(here, capsys):
    text = log(entry(ONE))
    here.write(LOG, text)
    assert main(["archive", "--dry-run", *DAY]) == 0
    out = capsys.readouterr().out
    assert f"+++ b/{ARCHIVE}" in out
    assert f"+## [{ONE}] slow" in out
    assert f"-## [{ONE}] slow" in out
    assert read(here, LOG) == text


def test_a_linked_log_is_not_followed(here):
    here.write("elsewhere.md", log(entry(ONE)))
    here.write(".learnings/LEARNINGS.md", "# Learnings\n")
    (here.path / LOG).symlink_to("../elsewhere.md")
    assert main(["archive", *DAY]) == 0
    assert ids(here, "elsewhere.md") == [ONE]
