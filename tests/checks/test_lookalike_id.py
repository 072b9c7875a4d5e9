"""lookalike-id: IDs with characters that only look right."""

from __future__ import annotations

import pytest

from .learning import learning
from .mending import mended

NAME = "lookalike-id"

SILENT = {
    "plain letters": learning(),
    "a Chinese title": learning().replace("insight", "构建脚本在空目录失败"),
    "an emoji in front": learning().replace("[LRN", "✅ [LRN"),
    "a long dash behind the ID": learning().replace("] insight", "] — insight"),
    "a chapter in another script": learning() + "\n## ΟΚ\n\nText.\n",
    "full-width brackets": learning().replace("[", "【").replace("]", "】"),
    "a sample in a fence": "```\n" + learning().replace("LRN", "LRΝ") + "```\n",
    "an ID in another script's prose": learning(text="Siehe LRN‑20260305‑001 für mehr."),
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_is_silent_about(lint, text):
    assert lint(text, NAME) == []


ODD = {
    "a Greek letter": ("LRΝ-20260305-001", "greek capital letter nu"),
    "a Cyrillic letter": ("ЕRR-20260305-001", "cyrillic capital letter ie"),
    "full-width letters": ("ＬＲＮ-20260305-001", "fullwidth latin capital letter l"),
    "full-width digits": ("LRN-２０２６０３０５-001", "fullwidth digit two"),
    "dashes that do not break": ("LRN‑20260305‑001", "non-breaking hyphen"),
    "a long dash": ("LRN–20260305-001", "en dash"),
    "a space of no width": ("LRN-2026\u200b0305-001", "zero width space"),
    "a soft hyphen": ("LRN\u00ad-20260305-001", "soft hyphen"),
}


@pytest.mark.parametrize(("id", "what"), ODD.values(), ids=ODD)
def test_reports_and_mends(lint, id, what):
    plain = "ERR-20260305-001" if id.endswith("RR-20260305-001") else "LRN-20260305-001"
    text = learning(id=id)
    assert lint(text, NAME) == [
        f"LEARNINGS.md:1:5: warning[lookalike-id] this looks like {plain}, but holds a {what}"
    ]
    assert mended(NAME, text) == text
    assert mended(NAME, text, safe=False) == learning(id=plain)


def test_finds_an_id_without_brackets(lint):
    (line,) = lint(learning(id="LRΝ-20260305-001").replace("[", "").replace("]", ""), NAME)
    assert line.startswith("LEARNINGS.md:1:4: ")
