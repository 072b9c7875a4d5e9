"""The workflows that the pages show: as they are written, sound to GitHub and to zizmor, and they run."""

from __future__ import annotations

import re

import pytest

from scripts.workflows import OWN as SHOWN
from scripts.workflows import blocks, caller

from .conftest import BOT, LOG, OWN, PIN, ROOT, SIN, SOUND, entry, log, needs_node
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
    """What the page shows, with the repository and the commit that the runner knows."""
    return caller(name).replace(SHOWN.partition("/")[0], OWN.partition("/")[0]).replace(
        SHOWN.partition("@")[2], PIN
    )  # fmt: skip


def test_the_page_of_workflows_shows_each_as_it_is_written():
    page = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    for mark, text in blocks():
        assert f"<!-- {mark}: begin -->\n{text}<!-- {mark}: end -->" in page


def test_the_pages_show_every_way_to_start():
    shown = examples("jobs")
    assert len(shown) == 11
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
    assert job.told["outputs"] == {"findings": "1", "errors": "1"}
