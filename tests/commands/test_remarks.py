"""What `lint` and `list` say on standard error of logs that they did not read."""

from __future__ import annotations

import json

import pytest

from learnings.cli import main

LOG = ".learnings/LEARNINGS.md"
OTHER = "sub/.learnings/ERRORS.md"
TEXT = """\
## [LRN-20260301-001] best_practice

**Logged**: 2026-03-01T09:00:00Z
**Status**: pending
"""
TODAY = "--today=2026-03-03"


@pytest.fixture
def here(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


@pytest.fixture
def sparse(here):
    """A repository with two logs, one of which is not checked out."""
    here.commit({LOG: TEXT, OTHER: TEXT.replace("LRN-", "ERR-").replace("pending", "odd")})
    here.git("sparse-checkout", "set", "--no-cone", "/.learnings/")
    assert not (here.path / OTHER).exists()
    return here


def said(capsys, *words: str, code: int = 0) -> list[str]:
    """The lines on standard error."""
    assert main(list(words)) == code
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("learnings: ") for line in lines)
    return [line.removeprefix("learnings: ") for line in lines]


@pytest.mark.parametrize("words", (["lint"], ["lint", LOG], ["lint", "--staged"], ["list"], ["lint", "--rev", "HEAD"]))  # fmt: skip
def test_where_all_is_read_nothing_is_said(here, capsys, words):
    here.commit({LOG: TEXT, ".learnings/README.md": "Read me.\n", "skills/x/.learnings/A.md": TEXT})
    assert said(capsys, *words) == []


@pytest.mark.parametrize("words", (["lint"], ["lint", "--format", "json"], ["list"]))
def test_a_linked_folder_of_logs_is_named(here, tmp_path, capsys, words):
    (tmp_path / "elsewhere").mkdir()
    (here.path / ".learnings").symlink_to(tmp_path / "elsewhere")
    here.write(OTHER, TEXT)
    assert said(capsys, *words) == ["not read: .learnings/ (is a link, which is not followed)"]


def test_a_linked_folder_is_listed_by_where(here, tmp_path, capsys):
    (tmp_path / "elsewhere").mkdir()
    (here.path / ".learnings").symlink_to(tmp_path / "elsewhere")
    assert main(["where"]) == 0
    assert "  .learnings/  (is a link, which is not followed)\n" in capsys.readouterr().out
    assert main(["where", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == [
        {"path": ".learnings/", "reason": "is a link, which is not followed"}
    ]


def test_the_report_for_a_program_says_nothing_of_it(here, tmp_path, capsys):
    here.write(OTHER, TEXT)
    main(["lint", "--format", "json", TODAY])
    before = capsys.readouterr().out
    (here.path / ".learnings").symlink_to(tmp_path)
    main(["lint", "--format", "json", TODAY])
    assert capsys.readouterr().out == before


@pytest.mark.parametrize(
    ("make", "sentence"),
    (
        (lambda path: path.symlink_to("nowhere"), "x/.learnings/ (is a link, which is not followed)"),
        (lambda path: path.write_text(""), "x/.learnings (is no folder)"),
    ),
    ids=("a link that leads nowhere", "a file"),
)  # fmt: skip
def test_what_stands_in_the_place_of_a_folder_is_named(here, capsys, make, sentence):
    here.write(LOG, TEXT)
    (here.path / "x").mkdir()
    make(here.path / "x" / ".learnings")
    assert said(capsys, "lint") == [f"not read: {sentence}"]


def test_a_link_that_the_settings_exclude_is_no_news(here, tmp_path, capsys):
    here.write(LOG, TEXT)
    here.write(".learnings.toml", 'exclude = ["x/.learnings", ".learnings/old.md"]\n')
    (here.path / "x").mkdir()
    (here.path / "x" / ".learnings").symlink_to(tmp_path)
    (here.path / ".learnings" / "old.md").symlink_to("LEARNINGS.md")
    assert said(capsys, "lint") == []


def test_many_are_counted(here, capsys):
    here.write(LOG, TEXT)
    for name in "abcde":
        (here.path / ".learnings" / f"{name}.md").symlink_to("LEARNINGS.md")
    links = ", ".join(f".learnings/{name}.md (is a link)" for name in "abc")
    assert said(capsys, "lint") == [f"not read: {links} and 2 more"]


@pytest.mark.parametrize("words", (["lint", TODAY], ["list"]))
def test_a_log_that_a_sparse_checkout_leaves_out_is_named(sparse, capsys, words):
    assert said(capsys, *words) == [
        f"not read, since the sparse checkout leaves it out: {OTHER}; "
        "`learnings lint --rev HEAD` judges all logs"
    ]


def test_a_sparse_checkout_in_a_linked_work_tree_is_seen_too(sparse, tmp_path, monkeypatch, capsys):
    sparse.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
    monkeypatch.chdir(tmp_path / "linked")
    (sentence,) = said(capsys, "lint", TODAY)
    assert OTHER in sentence


@pytest.mark.parametrize("scope", (["--staged", "--scope", "all"], ["--rev", "HEAD"]))
def test_the_index_and_a_commit_hold_it_all_the_same(sparse, capsys, scope):
    assert main(["lint", TODAY, "--format", "concise", *scope]) == 1
    out = capsys.readouterr()
    assert f"{OTHER}:4:13: error[unknown-value]" in out.out
    assert out.err == ""


def test_a_full_checkout_after_a_sparse_one_is_no_news(sparse, capsys):
    sparse.git("sparse-checkout", "disable")
    assert said(capsys, "lint", TODAY, code=1) == []


def test_without_git_a_sparse_checkout_is_judged_as_it_lies(sparse, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert said(capsys, "lint", TODAY) == []


@pytest.mark.parametrize("words", (["lint"], ["list"]))
def test_in_a_bare_repository_there_are_no_files(build, monkeypatch, capsys, words):
    bare = build("bare", "--bare")
    monkeypatch.chdir(bare.path)
    (sentence,) = said(capsys, *words, code=3)
    assert "is a bare repository, which has no files: do this in a clone" in sentence


def test_a_commit_of_a_bare_repository_is_judged(here, tmp_path, monkeypatch, capsys):
    first = here.commit({LOG: TEXT.replace("pending", "odd")})
    here.commit({LOG: TEXT})
    here.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    monkeypatch.chdir(tmp_path / "bare")
    assert said(capsys, "lint", TODAY, "--rev", first, code=1) == []
    assert said(capsys, "lint", TODAY, "--rev", "HEAD", "--since", first) == []


def test_a_file_in_a_bare_repository_can_be_named(build, monkeypatch, capsys):
    bare = build("bare", "--bare")
    (bare.path / "x.md").write_text(TEXT)
    monkeypatch.chdir(bare.path)
    assert said(capsys, "lint", "x.md", TODAY) == []


def test_where_no_log_is_found_it_says_what_is_searched_and_how_to_start(here, capsys):
    searched, start = said(capsys, "lint")
    assert searched.startswith(f"no logs below {here.path}: ")
    assert all(name in searched for name in (".learnings/", "docs/ops-knowledge/", "`logs`"))
    assert "memory/working-buffer.md" in searched
    assert (
        start
        == "to start, run `learnings init` and then `learnings new LRN TEXT`, which says what such an entry needs"
    )


@pytest.mark.parametrize(
    ("preset", "command"),
    {
        "journal": "learnings new journal-entry TEXT",
        "ops-knowledge": "learnings new ops-knowledge TEXT",
        "compact": "learnings new LRN TEXT",
        "operations": "learnings new LRN TEXT",
    }.items(),
)
@pytest.mark.parametrize("words", (["lint"], ["list"], ["status"]))
def test_how_to_start_is_said_in_the_words_of_the_preset(here, capsys, preset, command, words):
    here.write(".learnings.toml", f'preset = "{preset}"\n')
    main(words)
    assert f"run `learnings init` and then `{command}`" in capsys.readouterr().err


def test_where_all_is_left_out_it_says_who_knows_why(here, capsys):
    here.write("skills/x/.learnings/ERRORS.md", TEXT)
    searched, why = said(capsys, "lint")
    assert searched.startswith("no logs below ")
    assert why == "1 place was left out: `learnings where` says why"


def test_an_empty_folder_that_is_named_is_said_to_be_empty(here, capsys):
    (here.path / "empty").mkdir()
    here.write(LOG, TEXT)
    assert said(capsys, "lint", "empty") == ["no Markdown in empty: nothing was read"]


def test_a_commit_without_logs_is_said_to_have_none(here, capsys):
    here.commit()
    assert said(capsys, "lint", "--rev", "HEAD") == ["HEAD holds no logs: nothing was judged"]


@pytest.mark.parametrize("words", (["--staged"], ["--staged", "--or-all"], ["--rev", "HEAD", "--since", "HEAD"]))  # fmt: skip
def test_a_hook_says_nothing_where_there_are_no_logs(here, capsys, words):
    here.commit()
    assert said(capsys, "lint", *words) == []
