"""missing-promotion-target: a promoted entry is found where it went."""

from __future__ import annotations

import pytest

from .learning import learning, problems

ID = "LRN-20260305-001"
NEW = "LRN-20260305-K7B"
FILES = {
    "AGENTS.md": f"- Pin the formatter ({ID}).\n",
    "SOUL.md": "- Be kind.\n",
    "docs/runbooks/worker.md": f"From {ID.lower()}.\n",
    "docs/runbooks/empty.md": "",
    "service/AGENTS.md": f"{ID}\n",
}


def to(target: str) -> str:
    return learning(status="promoted", header=f"**Promoted**: {target}")


def renamed(target: str) -> str:
    return learning(
        f"Former IDs: {ID}", id=NEW, status="promoted", header=f"**Promoted**: {target}"
    )


SILENT = {
    "a file that names the entry": to("AGENTS.md"),
    "a file in a folder, whatever the case of the ID": to("docs/runbooks/worker.md"),
    "a file with a section": to("`AGENTS.md` (Formatting)"),
    "a link to a file": to("[the rules](../AGENTS.md)"),
    "a target in the status": learning(status="promoted (to AGENTS.md)"),
    "a target in the metadata": learning("Promoted: AGENTS.md", status="promoted"),
    "a place that is no file": to("automation backlog"),
    "words with a slash": to("SLO/SLA definitions, CI/CD"),
    "a link that is called as no file is": to("[worker.md](docs/runbooks/worker.md)"),
    "a file that names a former ID": renamed("AGENTS.md"),
    "a page elsewhere": to("https://wiki.example.net/runbooks/worker.md"),
    "a path on a machine": to("~/notes/rules.md, /srv/rules.md, C:\\rules.md"),
    "a folder": to("docs/runbooks/"),
    "a target while it is pending, which is another fault": learning("Promoted: none.md"),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "missing-promotion-target", tree=FILES) == []


FAULTS = {
    "no target": (
        learning(status="promoted"),
        "1:4: a `promoted` entry names where it went",
    ),
    "a file that is not there": (
        to("docs/runbooks/none.md"),
        f"6:15: {ID} was promoted to `docs/runbooks/none.md`, which is not in the repository",
    ),
    "a file in the status that is not there": (
        learning(status="promoted (to NONE.md)"),
        f"5:26: {ID} was promoted to `NONE.md`, which is not in the repository",
    ),
    "a file that does not name the entry": (
        to("AGENTS.md, SOUL.md"),
        f"6:26: {ID} was promoted to `SOUL.md`, which does not name it",
    ),
    "a former ID that another entry has now": (
        renamed("AGENTS.md") + learning(),
        f"6:15: {NEW} was promoted to `AGENTS.md`, which does not name it",
    ),
    "a link to a file that is not there, called like it": (
        to("[docs/none.md](../docs/none.md)"),
        f"6:30: {ID} was promoted to `../docs/none.md`, which is not in the repository",
    ),
    "one file twice": (
        to("SOUL.md, ./SOUL.md"),
        f"6:15: {ID} was promoted to `SOUL.md`, which does not name it",
    ),
    "an empty file": (
        to("docs/runbooks/empty.md"),
        f"6:15: {ID} was promoted to `docs/runbooks/empty.md`, which does not name it",
    ),
    "a file outside": (
        to("../../other/AGENTS.md"),
        "6:15: `../../other/AGENTS.md` leads out of the repository",
    ),
}


@pytest.mark.parametrize(("text", "start"), FAULTS.values(), ids=FAULTS)
def test_reports(lint, text, start):
    [line] = lint(text, "missing-promotion-target", tree=FILES)
    shown = line.replace(" warning[missing-promotion-target]", "")
    assert shown.startswith(f"LEARNINGS.md:{start}")


def test_a_target_is_looked_for_from_the_log_upwards(lint):
    path = "service/.learnings/LEARNINGS.md"
    assert lint(to("AGENTS.md"), "missing-promotion-target", tree=FILES, path=path) == []


def test_nothing_is_said_of_files_where_there_is_no_tree():
    assert problems("missing-promotion-target", to("none.md")) == []
