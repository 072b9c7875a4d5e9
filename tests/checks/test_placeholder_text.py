"""placeholder-text: templates that nobody filled in."""

from __future__ import annotations

import pytest

from .learning import learning

SILENT = {
    "an ID in brackets": learning(text="[LRN-20260301-001]"),
    "a word in brackets": learning(text="[none]"),
    "an address in brackets": learning(text="<https://example.org/a b>"),
    "brackets within a text": learning(text="The flag <dry run> does it."),
    "brackets in a fence": learning(text="```\n<fill in>\n```"),
    "an entry": learning(),
    "a template in a fence": "```markdown\n" + learning(text="TODO") + "```\n",
    "a template in a comment": "<!--\n" + learning(text="TODO") + "-->\n",
    "a placeholder ID": learning(text="TODO").replace("20260305-001", "YYYYMMDD-XXX"),
    "a section with a fence that holds it": learning(text="```\nTODO\n```"),
    "a word of it in a text": learning(text="The TODO list of the build was lost."),
    "text below it": learning(text="TODO\nAsk the vendor."),
    "an unknown value": learning("Service: unknown"),
    "a list of areas": learning(header="**Area**: backend | frontend"),
    "a category in brackets": learning("Tags: [worker, cache]"),
    "a status that means pending": learning(status="TODO"),
    "a legend before the entries": "**Statuses**: pending | in_progress | resolved | promoted\n\n"
    + learning(),
    "a journal": "## 2026-03-01\n\n### Later\nTODO\n",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, "placeholder-text") == []


VALUES = [
    "ISO-8601 timestamp",
    "low | medium | high | critical",
    "to_do | doing | done | dropped",
    "[Brief descriptive title]",
    "`service-name`",
    "tag1, tag2",
    "path/to/file.ext",
    "1 (optional)",
    "LRN-20250110-001 (if related to existing entry)",
    "TBD",
    "todo.",
    "xxxx",
    "...",
    "HH:MM",
]


@pytest.mark.parametrize("value", VALUES)
def test_reports_the_value(lint, value):
    (line,) = lint(learning(f"Service: {value}"), "placeholder-text")
    assert line.startswith(
        "LEARNINGS.md:11:12: warning[placeholder-text] `Service` has the text of a template:"
    )


BODIES = {
    "a line of the template": "One-line description of what was learned",
    "the first of its two lines": "Full context: what operational pattern was found,"
    " why it matters for reliability,",
    "both of its lines": "Full context: what operational pattern was found, why it matters for"
    " reliability,\nwhat the correct process or automation should be. Include relevant metrics.",
    "a choice": "simple | medium | complex",
    "one word": "TODO",
    "a variable of a template engine": "{{ details }}",
    "numbered steps": "1. [Step 1 with command/action]\n2. [Step 2 with command/action]",
    "an instruction in angle brackets": "<fill in>",
    "an instruction in square brackets": "[describe what went wrong]",
    "an instruction on a bullet": "- <what to do next>",
    "dots": "...",
    "a word that waits": "TBD",
    "a list of measures": "- [Measure 1]: [Description and implementation]",
    "a task": "- [ ] Action item 1 (owner, deadline)",
    "a table": "| Time (UTC) | Event |\n|---|---|\n| HH:MM | Issue detected / Incident declared"
    " / Root cause identified / Mitigated / Restored |",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_reports_a_section_of(lint, body):
    (line,) = lint(learning(text=body), "placeholder-text")
    assert "the section has the text of a template" in line


def test_points_at_the_first_line_of_the_section(lint):
    (line,) = lint(learning(text="\n  - [ ] TODO"), "placeholder-text")
    assert line.startswith("LEARNINGS.md:9:3: ")


@pytest.mark.parametrize("title", ["category", "incident_or_issue_name", "capability_name"])
def test_reports_the_heading_of_the_template(lint, title):
    (line,) = lint(learning().replace("insight", title), "placeholder-text")
    assert line == (
        "LEARNINGS.md:1:23: warning[placeholder-text] the heading has the text of a template:"
        f" `{title}`"
    )
