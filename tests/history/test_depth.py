"""Every check says the same at every depth of a clone, but for those that need all commits."""

from __future__ import annotations

import json
import subprocess

import pytest

from learnings import registry
from learnings.cli import main

from ..checks.learning import learning
from ..test_house import FILES, PATH, examples, parts, told

DEPTHS = {"one": ["--depth=1"], "two": ["--depth=2"], "all": []}
SCOPES = {
    "what is on disk": [],
    "what is staged": ["--staged"],
    "a commit as it is": ["--rev", "HEAD"],
    "what a commit changes": ["--rev", "HEAD", "--scope", "changed"],
}
# These ask who was there before, and since when: a shallow clone does not know.
ASKING = {"reused-id", "stale-entry"}


def files(name: str, text: str) -> dict[str, str]:
    """The files of an example, in a folder of its check."""
    text, own = parts(text)
    path, names = ".learnings/LEARNINGS.md", []
    if found := PATH.match(text):
        path, text = found[1], text[found.end() :]
    if found := FILES.match(text):
        names, text = [it.strip() for it in found[1].split(",")], text[found.end() :]
    there = dict.fromkeys(names, "Something.\n") | own | {path: text}
    return {f"{name}/{path.rstrip('/')}": content for path, content in there.items()
            if not path.endswith("/")}  # fmt: skip


def states() -> list[dict[str, str]]:
    """What was long ago, what was before, and what is wrong now: the examples of all checks."""
    found: list[dict[str, str]] = [{}, {}, {}]
    for name in registry.built_in_names():
        page = registry.checks()[name].page
        for state, title in zip(found, ("Long ago", "Before", "Bad"), strict=True):
            text = examples(page, title)[0] if title == "Bad" else told(page, title)
            if text is not None:
                state.update(files(name, text))
    return found


@pytest.fixture
def clones(build, tmp_path, monkeypatch):
    """A clone of each depth, with what is wrong now on disk and staged."""
    source = build("source")
    *before, now = states()
    for state in before:
        source.git("rm", "-rq", "--ignore-unmatch", ".")
        source.commit(state)
    found = {}
    for name, options in DEPTHS.items():
        place = tmp_path / name
        subprocess.run(["git", "clone", "-q", *options, f"file://{source.path}", str(place)],
                       check=True, capture_output=True)  # fmt: skip
        subprocess.run(["git", "rm", "-rq", "."], cwd=place, check=True)
        for path, text in now.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        subprocess.run(["git", "add", "--all", "--force"], cwd=place, check=True)
        found[name] = place
    return found


def findings(place, monkeypatch, capsys, words):
    monkeypatch.chdir(place)
    if "--rev" in words:
        subprocess.run(["git", "commit", "-qm", "now"], cwd=place, check=True)
    code = main(
        ["lint", "--format", "json", "--today", "2026-03-10", "--confidence", "low", *words]
    )
    said = capsys.readouterr()
    assert code in (0, 1), said.err
    return json.loads(said.out)["diagnostics"]


@pytest.mark.parametrize("words", SCOPES.values(), ids=SCOPES)
def test_all_checks_say_the_same_at_every_depth(clones, monkeypatch, capsys, words):
    found = {name: findings(place, monkeypatch, capsys, words) for name, place in clones.items()}
    judged = {item["check"] for item in found["all"]}
    assert len(judged) >= 50, sorted(set(registry.built_in_names()) - judged)
    alike = {name: [item for item in items if item["check"] not in ASKING]
             for name, items in found.items()}  # fmt: skip
    assert alike["one"] == alike["two"] == alike["all"]


def test_a_shallow_clone_says_nothing_of_what_was_long_ago(build, tmp_path, monkeypatch, capsys):
    source = build("source")
    log = ".learnings/LEARNINGS.md"
    source.commit(
        {
            log: "# Log\n\n"
            + learning(id="LRN-20260301-001", text="The disk of the build machine fills up")
        }
    )
    source.commit({log: "# Log\n"})
    new = "# Log\n\n" + learning(id="LRN-20260301-001", text="Certificates expire at night, unseen")
    found = {}
    for name, options in DEPTHS.items():
        place = tmp_path / name
        subprocess.run(["git", "clone", "-q", *options, f"file://{source.path}", str(place)],
                       check=True, capture_output=True)  # fmt: skip
        (place / log).write_text(new)
        subprocess.run(["git", "add", log], cwd=place, check=True)
        found[name] = {item["check"] for item in findings(place, monkeypatch, capsys, ["--staged"])}
    assert {name: "reused-id" in checks for name, checks in found.items()} == {
        "one": False, "two": False, "all": True,
    }  # fmt: skip
