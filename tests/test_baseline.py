from __future__ import annotations

import json

import pytest

from learnings.baseline import Baseline, load, write
from learnings.baseline import filter as take_out
from learnings.diagnostic import Confidence, Diagnostic, Problem, Severity, Span
from learnings.errors import ConfigurationError, RepositoryError


def diagnostic(subject="a", line=1, check="missing-field", path="x.md", entry="LRN-20260301-001"):
    problem = Problem(Span.at(line), f"on line {line}, a secret", subject)
    return Diagnostic(path, check, "schema", Severity.ERROR, Confidence.HIGH, problem, entry)


A, B, C = diagnostic("a"), diagnostic("b"), diagnostic("c")


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "baseline.json")


def subjects(diagnostics):
    return "".join(item.problem.subject for item in diagnostics)


@pytest.mark.parametrize(
    ("known", "now", "kept", "baselined"),
    [
        pytest.param([], [], "", "", id="nothing at all"),
        pytest.param([A], [A], "", "a", id="a known finding"),
        pytest.param([A], [diagnostic("a", line=99)], "", "a", id="it has moved"),
        pytest.param([A], [A, B], "b", "a", id="a new one beside it"),
        pytest.param([A], [A, A], "a", "a", id="it has come a second time"),
        pytest.param([A, A], [A, A], "", "aa", id="it was there twice"),
        pytest.param([A, B], [B], "", "b", id="one is mended"),
        pytest.param([A], [diagnostic("a", entry="LRN-20260301-002")], "a", "", id="another entry"),
        pytest.param([A], [diagnostic("a", check="x")], "a", "", id="another check"),
    ],
)
def test_filter(path, known, now, kept, baselined):
    write(path, known)
    result = take_out(now, load(path))
    assert tuple(map(subjects, result)) == (kept, baselined)


@pytest.mark.parametrize(
    ("before", "now", "grow", "after", "change"),
    [
        pytest.param(None, [A, B], False, "ab", (2, 0, 0, 0), id="a new one takes all"),
        pytest.param([A, B], [A], False, "a", (0, 1, 1, 0), id="what is mended goes"),
        pytest.param([A], [A, B], False, "a", (0, 0, 1, 1), id="what is new does not come in"),
        pytest.param([A], [B], True, "b", (1, 1, 0, 0), id="unless it may grow"),
        pytest.param([A], [A, A], False, "a", (0, 0, 1, 1), id="a count does not grow"),
        pytest.param([A], [A, A], True, "aa", (1, 0, 1, 0), id="unless it may"),
        pytest.param([A, A], [A], False, "a", (0, 1, 1, 0), id="a count shrinks"),
        pytest.param([A], [], False, "", (0, 1, 0, 0), id="the last one goes"),
        pytest.param([], [A], False, "", (0, 0, 0, 1), id="an empty one stays empty"),
    ],
)
def test_writing(path, before, now, grow, after, change):
    if before is not None:
        write(path, before)
    assert write(path, now, grow=grow) == change
    known = load(path)
    expected = {item.fingerprint: after.count(item.problem.subject) for item in (A, B)}
    assert {mark: item.count for mark, item in known.findings.items()} == {
        mark: count for mark, count in expected.items() if count
    }
    assert known.total == len(after)


def test_what_was_not_looked_at_stays(path):
    other = diagnostic("a", path="y.md", entry="LRN-20260301-009")
    write(path, [A, B, other])
    write(path, [A], judged=lambda check, path: path == "x.md")
    assert set(load(path).findings) == {A.fingerprint, other.fingerprint}


# Logs of two roots that use the same IDs.
A_THERE = diagnostic("a", path="y.md")


def places(diagnostics):
    return " ".join(item.path for item in diagnostics)


@pytest.mark.parametrize(
    ("known", "now", "kept", "baselined"),
    [
        pytest.param([A], [A_THERE], "", "y.md", id="its entry moved to another file"),
        pytest.param([A_THERE], [A, A_THERE], "x.md", "y.md", id="a new one of the same ID"),
        pytest.param([A, A_THERE], [A, A_THERE], "", "x.md y.md", id="one of each"),
        pytest.param([A, A_THERE], [A, A], "", "x.md x.md", id="one moved to the other's file"),
        pytest.param([A], [A, A_THERE, A_THERE], "y.md y.md", "x.md", id="two new ones elsewhere"),
    ],
)
def test_the_same_finding_in_several_files(path, known, now, kept, baselined):
    write(path, known)
    assert tuple(map(places, take_out(now, load(path)))) == (kept, baselined)


@pytest.mark.parametrize(
    ("known", "now", "judged", "after"),
    [
        pytest.param([A, A_THERE], [A], "x.md", {"x.md": 1, "y.md": 1}, id="only one was judged"),
        pytest.param([A, A_THERE], [A], "x.md y.md", {"x.md": 1}, id="the other one is mended"),
        pytest.param([A], [A_THERE], "x.md y.md", {"y.md": 1}, id="it moved"),
        pytest.param([A], [A, A_THERE], "x.md y.md", {"x.md": 1}, id="a new one stays out"),
        pytest.param(
            [A, A], [A, A_THERE], "x.md y.md", {"x.md": 1, "y.md": 1}, id="one of two moved"
        ),
        pytest.param([A], [A_THERE], "y.md", {"x.md": 1}, id="it did not move: its file is unread"),
    ],
)
def test_writing_the_same_finding_of_several_files(path, known, now, judged, after):
    write(path, known)
    write(path, now, judged=lambda check, file: file in judged)
    assert load(path).findings[A.fingerprint].paths == after


def test_the_file_is_sorted_and_holds_no_message(path, tmp_path):
    write(path, [C, A, B])
    first = (tmp_path / "baseline.json").read_bytes()
    (tmp_path / "baseline.json").unlink()
    write(path, [B, C, A])
    assert (tmp_path / "baseline.json").read_bytes() == first
    assert b"secret" not in first
    assert b"line" not in first
    content = json.loads(first)
    assert content["version"] == 1
    assert content["findings"][A.fingerprint] == {
        "check": "missing-field",
        "paths": {"x.md": 1},
    }


def test_a_path_that_is_not_utf8_can_be_written(path):
    odd = diagnostic(path="\udcff.md")
    write(path, [odd])
    assert take_out([odd], load(path)) == ([], [odd])


def test_nothing_is_written_where_nothing_changes(path, tmp_path):
    write(path, [A])
    before = (tmp_path / "baseline.json").stat()
    write(path, [A])
    after = (tmp_path / "baseline.json").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [item.name for item in tmp_path.iterdir()] == ["baseline.json"]


def test_the_mode_is_kept(path, tmp_path):
    write(path, [A])
    (tmp_path / "baseline.json").chmod(0o640)
    write(path, [])
    assert (tmp_path / "baseline.json").stat().st_mode & 0o777 == 0o640


def test_a_folder_that_is_missing_is_said(tmp_path):
    with pytest.raises(RepositoryError, match="cannot be written"):
        write(str(tmp_path / "no/baseline.json"), [A])


GOOD = {"check": "a", "paths": {"b": 1}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "is not JSON", id="empty"),
        pytest.param("{", "is not JSON", id="cut"),
        pytest.param("[" * 100000, "is not JSON", id="brackets"),
        pytest.param('{"version": ' + "9" * 9999 + "}", "is not JSON", id="a long number"),
        pytest.param("[]", "is not a baseline", id="a list"),
        pytest.param('{"version": true, "findings": {}}', "is not a baseline", id="no version"),
        pytest.param('{"version": 3, "findings": {}}', "newer version", id="a newer version"),
        pytest.param('{"version": 1}', "is not a baseline", id="no findings"),
        pytest.param(
            '{"version": 1, "version": 1, "findings": {}}', "is not JSON", id="a key twice"
        ),
        *(
            pytest.param(
                json.dumps({"version": 1, "findings": {"0f": GOOD | change}}),
                "damaged at 0f",
                id=name,
            )
            for name, change in {
                "a count of none": {"paths": {"b": 0}},
                "a count that is true": {"paths": {"b": True}},
                "no paths": {"paths": {}},
                "paths that are none": {"paths": None},
                "one key more": {"more": 1},
            }.items()
        ),
    ],
)
def test_a_damaged_baseline_is_refused(path, tmp_path, text, expected):
    (tmp_path / "baseline.json").write_text(text)
    with pytest.raises(ConfigurationError, match=expected):
        load(path)
    with pytest.raises(ConfigurationError, match=expected):
        write(path, [A])
    assert (tmp_path / "baseline.json").read_text() == text


def test_a_missing_baseline_is_said_with_the_remedy(path):
    with pytest.raises(ConfigurationError, match=r"there is no baseline .*--write-baseline"):
        load(path)


def test_an_empty_baseline_knows_nothing():
    assert take_out([A], Baseline()) == ([A], [])


class TestLegacy:
    """A baseline of detect-secrets that is taken over."""

    @pytest.fixture
    def secrets(self, detectors, repository, monkeypatch):
        import hashlib
        import json

        from .shown import value

        monkeypatch.chdir(repository.path)
        text = "## [LRN-20260301-001] x\n\n**Status**: pending\n\n### Summary\n{}\n"
        values = [value("token"), value("password")]
        path = ".learnings/LEARNINGS.md"
        repository.write(path, text.format(f"{values[0]}\npassword: {values[1]}"))
        rows = [
            {
                "type": kind,
                "hashed_secret": hashlib.sha1(item.encode()).hexdigest(),
                "line_number": 6,
            }
            for kind, item in (("Secret Keyword", values[1]), ("GitHub Token", "ghp"))
        ]
        repository.write(".secrets.baseline", json.dumps({"results": {path: rows}}))
        return values

    def words(self, *more):
        return ["lint", "--select", "secrets", "--baseline", "known.json", *more]

    def test_only_what_it_knows_by_its_value_comes_in_and_runs_out(self, secrets, capsys):
        from pathlib import Path

        from learnings.cli import main

        given = ("--write-baseline", "--legacy", ".secrets.baseline", "--today", "2026-03-10")
        assert main(self.words(*given)) == 0
        said = "known.json: 1 added, 0 dropped, 0 kept; detect-secrets knows of 1 secret only the"
        assert capsys.readouterr().out.startswith(said)
        assert '"until": "2026-09-06"' in Path("known.json").read_text()
        for item in secrets:
            assert item not in Path("known.json").read_text()
        main(self.words("--today", "2026-09-06", "--format", "concise"))
        assert capsys.readouterr().out.count("error[secret]") == 1
        main(self.words("--today", "2026-09-07", "--format", "concise"))
        assert capsys.readouterr().out.count("error[secret]") == 2

    def test_what_is_no_baseline_is_refused(self, secrets, capsys, repository):
        from learnings.cli import main

        repository.write(".secrets.baseline", "[]")
        assert main(self.words("--write-baseline", "--legacy", ".secrets.baseline")) == 2
        assert "is no baseline of detect-secrets" in capsys.readouterr().err


def by_subject(item, salt):
    """A mark of a value: the message stands for it here."""
    return salt.hex()[:4] + item.problem.message if item.check == "secret" else ""


ONE, OTHER = (diagnostic("token.1", line=line, check="secret") for line in (1, 2))
KEY = diagnostic("pem.1", check="private-key")
CLOUD = diagnostic("aws-secret-access-key.1", check="secret")


@pytest.mark.parametrize(
    ("now", "known"),
    [([ONE], 1), ([OTHER], 0), ([OTHER, ONE], 1)],
    ids=["the same secret", "another one in its place", "another one beside it"],
)
def test_a_secret_is_known_by_its_mark(path, now, known):
    write(path, [ONE], bind=by_subject)
    assert len(take_out(now, load(path), by_subject)[1]) == known


def test_another_secret_does_not_come_in_by_writing_again(path):
    write(path, [ONE], bind=by_subject)
    assert write(path, [OTHER], bind=by_subject)[:3] == (0, 1, 0)
    assert load(path).total == 0


def test_what_was_written_before_there_were_marks_is_known_and_gets_them(path):
    write(path, [ONE])
    assert len(take_out([OTHER], load(path), by_subject)[1]) == 1
    write(path, [ONE], bind=by_subject)
    assert take_out([OTHER], load(path), by_subject)[1] == []


@pytest.mark.parametrize("item", [KEY, CLOUD], ids=["a private key", "a key of a cloud"])
def test_what_cannot_be_allowed_is_never_known(path, item):
    write(path, [item])
    assert take_out([item], load(path))[1] == []
