"""The workflows that the pages show: as they are written, sound to GitHub and to zizmor, and they run."""

from __future__ import annotations

import re

import pytest

from scripts.workflows import OWN as SHOWN
from scripts.workflows import blocks, caller, with_app

from .conftest import APP, BOT, LOG, OWN, PIN, ROOT, SIN, SOUND, entry, log, needs_node
from .test_workflows import REVIEW, parsed, zizmor

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
BODIES = {False: f"{REVIEW}\n- [ ] a", True: f"{REVIEW}\n- [x] a"}


def examples(first: str) -> dict[str, str]:
    """The whole files of the pages that have such a line, by where they are shown."""
    return {
        f"{path.stem}-{number}": text
        for path in PAGES
        for number, text in enumerate(FENCE.findall(path.read_text(encoding="utf-8")))
        if re.search(rf"^{first}:", text, re.MULTILINE)
    }


def called(name: str) -> str:
    """The caller that the page shows, as the runner knows it."""
    return as_called(caller(name))


def as_called(text: str) -> str:
    """What the page shows, with the repository and the commit that the runner knows."""
    return text.replace(SHOWN.partition("/")[0], OWN.partition("/")[0]).replace(
        SHOWN.partition("@")[2], PIN
    )  # fmt: skip


def test_the_page_of_workflows_shows_each_as_it_is_written():
    page = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    for mark, text in blocks():
        assert f"<!-- {mark}: begin -->\n{text}<!-- {mark}: end -->" in page


def test_the_pages_show_every_way_to_start():
    shown = examples("jobs")
    assert len(shown) == 13
    for start in ("pull_request:", "- cron:", "types: [edited]", "workflow_dispatch:", "if: >-"):
        assert any(start in text for name, text in shown.items() if "workflows" in name)


def test_zizmor_finds_nothing_in_what_the_pages_show(tmp_path):
    place = tmp_path / ".github" / "workflows"
    place.mkdir(parents=True)
    for name, text in examples("jobs").items():
        (place / f"{name}.yml").write_text(text)
    (updates,) = examples("updates").values()
    (tmp_path / ".github" / "dependabot.yml").write_text(updates)
    done = zizmor(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


@needs_node
def test_githubs_parser_finds_nothing_wrong_in_what_the_pages_show(tmp_path):
    paths = []
    for name, text in examples("jobs").items():
        paths.append(tmp_path / f"{name}.yml")
        paths[-1].write_text(text)
    assert parsed(*paths) == {str(path): [] for path in paths}


@needs_node
@pytest.mark.parametrize("name", ["review", "promote"])
def test_a_workflow_that_calls_ours_does_the_same(world, name):
    start = {"review": "schedule", "promote": "workflow_dispatch"}[name]
    world.work.commit({LOG: log(entry(1, "It fills.", "resolved", "- Recurrence-Count: 4\n"), SIN),
                       "AGENTS.md": "# Rules\n"})  # fmt: skip
    world.publish()
    given = {"ids": "LRN-20260301-001"} if name == "promote" else {}
    job = world.run(called(name), start, {}, inputs=given)
    assert job.conclusion == "success", job.text
    assert len(world.server.fake.items) == 1


@needs_node
@pytest.mark.parametrize("ticked", BODIES, ids=["nothing", "a box"])
def test_an_edit_starts_the_one_that_calls_ours_where_something_is_ticked(world, ticked):
    payload = {
        "action": "edited", "sender": {"login": "ada", "type": "User"},
        "issue": {"number": 1, "user": {"login": BOT}, "body": BODIES[ticked]},
    }  # fmt: skip
    (job,) = world.jobs(called("promote"), "issues", payload)
    assert (job["conclusion"] != "skipped") == ticked


@needs_node
def test_a_pull_request_starts_the_one_that_calls_ours(world):
    bad = entry(3, "A new one.", status="strange")
    job = world.on_pull(called("lint"), world.pull(2, {LOG: log(SOUND, SIN, bad)}))
    assert job.told["outputs"] == {
        "exit-code": "1", "findings": "1", "errors": "1", "warnings": "0", "notes": "0",
        "files": "1", "entries": "3",
    }  # fmt: skip


# --- what callers can say ---------------------------------------------------------------------------

# Files that are gone with the job, and what the workflow itself says.
GONE = {"sarif", "report", "mode", "token"}
OURS = {"runs-on", "action-repository", "action-ref"}


def listed(title: str, name: str) -> set[str]:
    """What the page lists under a heading for a mode."""
    page = (ROOT / "docs" / "actions.md").read_text(encoding="utf-8")
    part = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]*) \|", part, re.MULTILINE)
    return {row for row, modes in rows if modes in ("all", "") or name in modes.split(", ")}


@pytest.mark.parametrize("name", ["lint", "review", "promote"])
def test_the_workflows_that_are_called_take_and_give_what_the_action_does(name):
    yaml = pytest.importorskip("yaml")
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    call, (job,) = document[True]["workflow_call"], document["jobs"].values()
    assert set(call["inputs"]) == (listed("Inputs", name) - GONE) | OURS
    assert set(call["outputs"]) == set(job["outputs"]) == listed("Outputs", name) - GONE
    assert list(call["secrets"]) == ["token"]
    (given,) = [step["with"] for step in job["steps"] if step["name"] == "Run learnings"]
    assert set(given) == (listed("Inputs", name) - GONE) | {"mode", "token"}


@needs_node
@pytest.mark.parametrize(
    ("secrets", "who"),
    [("", BOT), ("    secrets:\n      token: ${{ secrets.APP }}\n", "my-app[bot]"),
     ("    secrets: inherit\n", BOT)],
    ids=["of the workflow", "of an app", "all that the caller has, none of which is called so"],
)  # fmt: skip
def test_the_token_of_the_caller_writes(world, secrets, who):
    job = world.run(called("review") + secrets, "schedule", {}, app=APP)
    assert job.conclusion == "success", job.text
    assert [issue.login for issue in world.server.fake.issues()] == [who]
    assert job.told["outputs"]["issues"] == "1"


@needs_node
def test_a_folder_and_a_base_reach_the_action(world):
    bad = entry(3, "A new one.", status="strange")
    payload = world.pull(2, {LOG: log(SOUND, SIN, bad), "sub/a.md": "a\n"})
    job = world.on_pull(called("lint") + "    with:\n      base: HEAD\n", payload)
    assert job.told["outputs"]["findings"] == "0"
    job = world.on_pull(called("lint") + "    with:\n      working-directory: nowhere\n", payload)
    assert (job.conclusion, job.told["outputs"]["findings"]) == ("failure", "")


@needs_node
@pytest.mark.parametrize("name", ["review", "promote"])
def test_the_token_of_an_app_is_taken_and_writes(world, name):
    world.work.commit({LOG: log(entry(1, "It fills.", "resolved", "- Recurrence-Count: 4\n"), SIN),
                       "AGENTS.md": "# Rules\n"})  # fmt: skip
    world.publish()
    start = {"review": "schedule", "promote": "workflow_dispatch"}[name]
    given = {"ids": "LRN-20260301-001"} if name == "promote" else {}
    job = world.run(as_called(with_app(name)), start, {}, inputs=given, app=APP)
    assert job.conclusion == "success", job.text
    assert [item.login for item in world.server.fake.items] == ["my-app[bot]"]
