"""`learnings renumber`: the ID, the references, and the alias that is left."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

from ..merging.test_merge import HEAD, PATH, entry

ARCHIVE = ".learnings/archive/2026.md"


@pytest.fixture
def place(repository, monkeypatch):
    """Logs, an archive, and files that name an entry, entered."""
    monkeypatch.chdir(repository.path)
    repository.commit({
        PATH: HEAD + entry(more="- Promoted: `AGENTS.md`\n")
        + entry("LRN-20260302-001", more="- See Also: LRN-20260301-001, other/LRN-20260301-001\n"),
        ".learnings/ERRORS.md": HEAD + entry("ERR-20260303-001", summary="As in LRN-20260301-001."),
        ARCHIVE: HEAD + entry("LRN-20260101-001", more="- See Also: lrn-20260301-001\n"),
        "AGENTS.md": "- Watch the disk (LRN-20260301-001)\n",
        "docs/more.md": "See [it](../.learnings/LEARNINGS.md#lrn-20260301-001-best_practice).\n",
    })  # fmt: skip
    return repository


def read(place, path: str = PATH) -> str:
    return (place.path / path).read_text()


def test_references_follow_and_the_former_id_stays(place, capsys):
    assert main(["renumber", "lrn-20260301-001", "--to", "LRN-20260301-X2X"]) == 0
    out = capsys.readouterr().out
    assert "## [LRN-20260301-X2X]" in read(place)
    assert "- Former IDs: LRN-20260301-001\n" in read(place)
    assert "See Also: LRN-20260301-X2X, other/LRN-20260301-001" in read(place)
    assert "As in LRN-20260301-X2X." in read(place, ".learnings/ERRORS.md")
    assert "See Also: LRN-20260301-X2X" in read(place, ARCHIVE)
    assert "(LRN-20260301-X2X)" in read(place, "AGENTS.md")
    assert "#lrn-20260301-x2x-best_practice" in read(place, "docs/more.md")
    assert "follows: docs/more.md" in out
    assert "still" not in out


def test_other_files_can_be_left_alone_and_follow_later(place, capsys):
    words = ["renumber", "LRN-20260301-001"]
    assert main([*words, "--to", "LRN-20260301-X2X", "--logs-only"]) == 0
    assert "lrn-20260301-001" in read(place, "docs/more.md")
    assert "names LRN-20260301-001 still: docs/more.md" in capsys.readouterr().out
    assert main(words) == 0
    assert "#lrn-20260301-x2x-best_practice" in read(place, "docs/more.md")
    assert "still" not in capsys.readouterr().out


def test_the_option_that_once_asked_for_all_files_is_understood(place):
    assert main(["renumber", "LRN-20260301-001", "--everywhere"]) == 0


def test_a_dry_run_shows_it_and_writes_nothing(place, capsys):
    assert main(["renumber", "LRN-20260301-001", "--to", "LRN-20260301-X2X", "--dry-run"]) == 0
    assert "+## [LRN-20260301-X2X] best_practice" in capsys.readouterr().out
    assert place.git("status", "--short") == ""


def test_a_second_run_changes_nothing(place, capsys):
    main(["renumber", "LRN-20260301-001", "--to", "LRN-20260301-X2X"])
    before = place.git("diff")
    assert main(["renumber", "LRN-20260301-001", "--to", "LRN-20260301-X2X"]) == 0
    assert place.git("diff") == before


def test_a_run_that_was_cut_short_is_completed(place):
    main(["renumber", "LRN-20260301-001", "--to", "LRN-20260301-X2X"])
    place.git("checkout", "--quiet", ".learnings/ERRORS.md")
    main(["renumber", "LRN-20260301-001"])
    assert "As in LRN-20260301-X2X." in read(place, ".learnings/ERRORS.md")


def test_the_former_id_leads_to_the_entry(place, capsys):
    main(["renumber", "LRN-20260301-001", "--to", "LRN-20260301-X2X"])
    place.write(
        ".learnings/ERRORS.md",
        HEAD + entry("ERR-20260303-001", more="- See Also: LRN-20260301-001\n"),
    )
    capsys.readouterr()
    assert main(["show", "LRN-20260301-001"]) == 0
    assert "LRN-20260301-X2X" in capsys.readouterr().out
    main(["lint", "--select", "broken-reference"])
    assert "LRN-20260301-001" not in capsys.readouterr().out
    assert main(["resolve", "LRN-20260301-001"]) == 0


def test_an_id_that_was_given_before_is_not_given_again(place, capsys):
    main(["renumber", "LRN-20260301-001", "--to", "LRN-20260301-X2X"])
    assert main(["renumber", "LRN-20260302-001", "--to", "LRN-20260301-001"]) == 2
    assert "has or had that ID" in capsys.readouterr().err


REFUSED = {
    "an ID that is taken": (["LRN-20260301-001", "--to", "LRN-20260302-001"], "has or had"),
    "what is no ID": (["LRN-20260301-001", "--to", "x y"], "an ID looks like"),
    "another kind": (["LRN-20260301-001", "--to", "FEAT-20260301-001"], "begin with"),
    "an ID that nobody has": (["LRN-20260309-001"], "no entry has the ID"),
    "a place without it": (["LRN-20260301-001", "--at", f"{PATH}:1"], "stands there"),
    "a place that is none": (["LRN-20260301-001", "--at", "here"], "a colon and a line"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses(place, capsys, name):
    words, told = REFUSED[name]
    assert main(["renumber", *words]) == 2
    assert told in capsys.readouterr().err
    assert place.git("status", "--short") == ""


def test_of_two_with_one_id_the_one_that_is_meant_gets_another(place, capsys):
    twin = entry(summary="A twin", more="- See Also: LRN-20260301-001\n")
    place.commit({".learnings/ERRORS.md": HEAD + twin})
    line = (
        read(place, ".learnings/ERRORS.md").split("\n").index("## [LRN-20260301-001] best_practice")
        + 1
    )
    assert (
        main(
            [
                "renumber",
                "LRN-20260301-001",
                "--at",
                f".learnings/ERRORS.md:{line}",
                "--format",
                "json",
            ]
        )
        == 0
    )
    done = json.loads(capsys.readouterr().out)
    assert done["written"] == [".learnings/ERRORS.md"]
    assert read(place, ".learnings/ERRORS.md").count(done["new"]) == 2
    assert "## [LRN-20260301-001]" in read(place)


def test_without_a_wish_the_id_is_free_and_of_its_day(place, capsys):
    assert main(["renumber", "LRN-20260301-001", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"].startswith("LRN-20260301-")


def test_what_is_not_checked_out_and_names_the_id_is_told(place, capsys):
    place.commit({
        "lib/one.py": "# LRN-20260302-001\n",
        "lib/two.py": "# other/LRN-20260302-001, LRN-20260302-0011\n",
        "far/.learnings/LEARNINGS.md": HEAD + entry("LRN-20260302-B7K", more="- Former IDs: LRN-20260302-C8L\n"),
    })  # fmt: skip
    place.git("sparse-checkout", "set", "--no-cone", "/*", "!/lib", "!/far", "!/.learnings/archive")
    assert main(["renumber", "LRN-20260302-001", "--to", "LRN-20260302-X2X"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [line for line in out if "still" in line] == [
        "  names LRN-20260302-001 still, and is not checked out: lib/one.py"
    ]
    assert main(["renumber", "LRN-20260301-001", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["hidden"] == [ARCHIVE]
    place.git("sparse-checkout", "disable")
    assert main(["renumber", "LRN-20260302-001"]) == 0
    assert read(place, "lib/one.py") == "# LRN-20260302-X2X\n"


@pytest.mark.parametrize("name", ["LRN-20260302-B7K", "LRN-20260302-C8L"])
def test_an_id_of_a_log_that_is_not_checked_out_is_taken(place, capsys, name):
    log = HEAD + entry("LRN-20260302-B7K", more="- Former IDs: LRN-20260302-C8L\n")
    place.commit({"far/.learnings/LEARNINGS.md": log})
    place.git("sparse-checkout", "set", "--no-cone", "/*", "!/far")
    assert main(["renumber", "LRN-20260302-001", "--to", name]) == 2
    assert "an entry has or had that ID" in capsys.readouterr().err
    assert main(["renumber", name]) == 2
    said = capsys.readouterr().err
    assert f"{name} is in far/.learnings/LEARNINGS.md, which is not checked out" in said


def test_a_bare_repository_is_told_where_to_go(place, build, monkeypatch, capsys):
    monkeypatch.chdir(build("bare", "--bare").path)
    assert main(["renumber", "LRN-20260301-001"]) == 3
    assert "do this in a clone of it" in capsys.readouterr().err
