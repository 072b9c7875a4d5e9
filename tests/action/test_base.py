"""What the input `base` names is fetched, whatever the checkout has."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from learnings.errors import RemoteError, UsageError
from learnings.git import find_repository
from learnings.git.remote import Remote
from learnings.workflow.named import named

from .conftest import LOG, SIN, SOUND, entry, log, needs_node, rendered

BASES = {
    "the commit": "{commit}", "a branch": "main", "a branch with all of its name": "refs/heads/main",
    "a branch as git keeps it": "origin/main", "a tag": "v1", "the commit before": "HEAD~1",
    "the one before a branch": "topic~1",
}  # fmt: skip


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten commits of main, the last with a tag; one more is topic, and HEAD."""
    place = tmp_path_factory.mktemp("origin")

    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "tag.gpgsign=false")
        subprocess.run(["git", *who, "-C", place, *words], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("config", "uploadpack.allowAnySHA1InWant", "true")
    for number in range(10):
        git("commit", "-q", "--allow-empty", "-m", str(number))
    git("tag", "-a", "-m", "one", "v1")
    git("checkout", "-q", "-b", "topic")
    git("commit", "-q", "--allow-empty", "-m", "topic")
    return place


def checkout(origin: Path, place: Path, depth: int) -> tuple[object, str]:
    """What actions/checkout leaves of a commit, and the commit that bases name."""
    wanted = ["--depth=1", "origin", "topic"] if depth else ["origin", "topic"]
    for words in (["init", "-q"], ["remote", "add", "origin", f"file://{origin}"],
                  ["fetch", "-q", "--no-tags", *wanted], ["checkout", "-q", "FETCH_HEAD"]):  # fmt: skip
        subprocess.run(["git", *words], cwd=place, check=True, capture_output=True)
    found = subprocess.run(["git", "-C", origin, "rev-parse", "main"], check=True,
                           capture_output=True, text=True)  # fmt: skip
    return find_repository(str(place)), found.stdout.strip()


@pytest.mark.parametrize(
    ("base", "depth"),
    [pytest.param(base, 1, id=f"{name} in one of one commit") for name, base in BASES.items()]
    + [pytest.param(base, 0, id=f"{base} in one of all") for base in ("main", "v1")],
)
def test_a_base_is_found_in_a_checkout(origin, tmp_path, base, depth):
    repository, commit = checkout(origin, tmp_path, depth)
    remote = Remote(repository, f"file://{origin}")
    found = named(repository, remote, base.format(commit=commit))
    assert repository.resolve(found) == commit
    assert repository.merge_base("HEAD", found) == commit


NOWHERE = {
    "no name": "nowhere", "two names": "main..topic", "another commit": "9" * 40,
    "an option": "--all", "a pattern": "m*", "a step beyond the first commit": "main~10",
    "more steps than commits": "HEAD~99", "a shortened commit": "{commit:.10}",
    "what is before a shortened commit": "{commit:.10}~1", "a commit by its words": ":/9",
    "what a branch was": "HEAD@{{0}}", "what git describe says": "v1-1-g{commit:.7}",
}  # fmt: skip


@pytest.mark.parametrize("depth", [1, 0], ids=["of one commit", "of all"])
@pytest.mark.parametrize("base", NOWHERE.values(), ids=list(NOWHERE))
def test_a_base_that_is_nowhere_is_named_with_what_can_be(origin, tmp_path, base, depth):
    repository, commit = checkout(origin, tmp_path, depth)
    with pytest.raises(UsageError, match=r"the input base is .*: write a branch"):
        named(repository, Remote(repository, f"file://{origin}"), base.format(commit=commit))


def test_a_branch_is_taken_before_a_commit_that_begins_with_its_name(origin, tmp_path):
    repository, commit = checkout(origin, tmp_path, 0)
    before = repository.resolve(f"{commit}~1")
    name = f"refs/remotes/origin/{commit[:8]}"
    subprocess.run(["git", "-C", origin, "branch", commit[:8], before], check=True)
    try:
        assert named(repository, Remote(repository, f"file://{origin}"), commit[:8]) == name
    finally:
        subprocess.run(["git", "-C", origin, "branch", "-D", commit[:8]], check=True)


def test_a_remote_that_does_not_answer_is_no_fault_of_the_base(origin, tmp_path):
    repository, _ = checkout(origin, tmp_path, 1)
    with pytest.raises(RemoteError):
        named(repository, Remote(repository, f"file://{tmp_path}/none"), "main")


@needs_node
def test_a_pull_request_is_compared_with_the_base_that_is_given(world):
    bad = entry(3, "A new one without a known status.", status="strange")
    workflow = rendered("lint").replace("mode: lint", "mode: lint\n          base: main")
    job = world.on_pull(workflow, world.pull(2, {LOG: log(SOUND, SIN, bad)}))
    assert job.last["code"] == 1, job.text
    assert job.outputs["errors"] == "1"
