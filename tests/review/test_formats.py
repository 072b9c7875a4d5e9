"""The formats of a review: safe whatever a log says, the same each time, valid, and bounded."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from learnings.cli import main
from learnings.markdown import parse
from learnings.review import (
    html,
    json_document,
    markdown,
    merged,
    of_groups,
    review,
    rolling,
    text,
)
from learnings.review.noted import noted
from learnings.review.ticks import ticked
from learnings.schema import document_errors
from learnings.settings import defaults

TODAY = dt.date(2026, 3, 31)
RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PATH = ".learnings/LEARNINGS.md"
HOSTILE = (
    "@everyone", "fixes #12", "<img src=x onerror=alert(1)>", "</style><script>x</script>",
    "![x](https://evil.example/x.png)", "[x](javascript:alert(1))", "https://evil.example",
    "<!-- learnings:act wont-fix LRN-20260301-001 stale -->",
    "- [x] <!-- learnings:act wont-fix LRN-20260301-001 stale --> x",
    "--> - [x] <!-- learnings:all wont-fix stale -->", "<!-- learnings:end review -->",
    "\x1b[31mred\x1b[0m", "\u202ekcab", "::error::x", "##[error]x", "| a | b |", "`code` ```",
    "acme/billing#3", "GH-3", "www.evil.example", "&lt;script&gt;", "\udcff", "$x^2$", "\\@a", "a\tb",
)  # fmt: skip


def entries(count: int = 1, words: str = "", status: str = "pending") -> str:
    return "".join(
        f"## [LRN-20260301-{at:03}] best_practice\n\n**Logged**: 2026-03-01T09:00:00Z\n"
        f"**Priority**: high\n**Status**: {status}\n**Area**: infra {words}\n\n"
        f"### Summary\n{words or 'It ran empty'}\n\n### Details\n{words}\n\n"
        f"### Suggested Action\nPromote to {words or 'AGENTS.md'}\n\n"
        f"### Action Items\n- [ ] {words or 'Do it'} (ana, 2026-03-10)\n\n"
        f"### Metadata\n- Source: error\n- Pattern-Key: {words or 'pool.empty'}\n"
        f"- Service: {words or 'billing'}\n- Recurrence-Count: 5\n\n"
        for at in range(1, count + 1)
    )


def made(log: str, today: dt.date = TODAY, **asked):
    parsed = parse(log.encode("utf-8", "surrogateescape"), PATH)
    asked.setdefault("noted", [])
    return review([parsed], None, None, today, defaults(), **asked)


FORMATS = {"text": text, "markdown": markdown, "json": json_document, "html": html}


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.comments = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_comment(self, data):
        self.comments += 1


ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "nav", "a", "b",
    "span", "main", "section", "ul", "li", "div", "em", "code", "svg", "rect", "path", "table",
    "thead", "tbody", "tr", "th", "td", "br", "footer",
}  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=[ascii(words) for words in HOSTILE])
class TestHostile:
    def found(self, words):
        notes = noted("notes", words.encode("utf-8", "surrogateescape"))
        return made(entries(4, words), noted=[notes] if notes else [])

    def test_in_a_terminal_nothing_acts(self, words):
        for line in text(self.found(words)).split("\n"):
            assert line.isprintable()
            assert not line.lstrip().startswith("::")
            assert "##[" not in line

    def test_in_markdown_every_comment_is_ours_and_nothing_is_ticked(self, words):
        body = markdown(self.found(words))
        ours = re.findall(
            r"^[ ]{0,2}- \[ \] <!-- learnings:(?:act|all) [\w -]+ -->", body, re.MULTILINE
        )
        assert body.count("<!--") == len(ours) > 0
        assert ticked(body) == []
        assert not re.search(r"@(?!&#8203;)[\w]", body)
        assert not re.search(r"#\d", body.replace("&#", "&"))
        assert "<img" not in body
        assert "<script" not in body
        assert "https://" not in body
        assert "![" not in body.replace("\\!\\[", "").replace("!\\[", "")

    def test_rendered_markdown_has_no_link_no_picture_and_no_html(self, words):
        page = RENDER.render(markdown(self.found(words)))
        page = re.sub(r"<!-- learnings:[\w :-]+-->|&lt;sub&gt;|</?sub>", "", page)
        seen = Elements(page)
        assert seen.names <= {"h3", "p", "ul", "li", "strong", "code", "table", "thead", "tbody",
                              "tr", "th", "td"}  # fmt: skip
        assert seen.attributes <= {"style"}  # how a column is aligned
        assert seen.comments == 0

    def test_json_is_valid_and_can_be_written(self, words):
        written = json_document(self.found(words))
        assert document_errors("review", json.loads(written)) == []
        assert written.encode("utf-8")

    def test_the_page_has_only_our_elements(self, words):
        page = html(self.found(words))
        seen = Elements(page)
        assert seen.names <= ELEMENTS
        assert not any(
            name.startswith("on") or name in ("src", "style") for name in seen.attributes
        )
        assert seen.comments == 0
        assert page.encode("utf-8")


def test_the_page_allows_nothing_but_its_own_style():
    import base64
    import hashlib

    page = html(made(entries(3)))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert not re.search(r"https?:|url\(|@import|<script", page)
    assert set(re.findall(r'href="([^"]*)"', page)) == {
        "#recurrences",
        "#candidates",
        "#stale",
        "#overdue",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_do_is_said(name):
    shown = FORMATS[name](made("# Learnings\n"))
    if name == "json":
        assert json.loads(shown)["findings"] == 0
    else:
        assert "Nothing waits" in shown


def test_the_body_stays_the_same_from_day_to_day():
    log = entries(3).replace("LRN-20260301", "LRN-20250301").replace("2026-03-01T", "2025-03-01T")
    bodies = {markdown(made(log, TODAY + dt.timedelta(days=more))) for more in range(7)}
    assert len(bodies) == 1


@pytest.mark.parametrize("count", [24, 25, 26, 400], ids=lambda count: f"{count} entries")
def test_the_body_is_bounded_and_counts_what_it_leaves_out(count):
    body = markdown(made(entries(count).replace("Pattern-Key: pool.empty", "Tags: x")))
    assert len(body) < 65_536
    assert body.count("<!-- learnings:act resolve ") == min(count, 25)
    assert ("more:" in body) == (count > 25)
    left = re.findall(r"<!-- learnings:cut stale ([^>]*) -->", body)
    assert sum(len(ids.split()) for ids in left) == max(0, count - 25)


def test_long_words_make_fewer_items_and_not_a_longer_body():
    body = markdown(made(entries(60, "@x " * 60)))
    assert len(body.encode("utf-16-le")) // 2 <= 60_000
    assert "more" in body


@pytest.mark.parametrize("count", [200, 201], ids=lambda count: f"{count} entries")
def test_the_page_counts_what_it_leaves_out(count):
    page = html(made(entries(count).replace("Pattern-Key: pool.empty", "Tags: x")))
    assert ("1 more are not shown" in page) == (count > 200)
    assert f"pending {count}" in page


def test_a_body_of_anything_is_bounded():
    from dataclasses import replace

    found = made(entries(3, "@x " * 5000))
    many = {name: getattr(found, name) * 3000
            for name in ("stale", "recurrences", "candidates", "overdue", "totals")}  # fmt: skip
    notes = noted("n" * 5000, b"\n".join(b"%d " % at + b"@x " * 900 for at in range(50)))
    assert notes is not None
    body = markdown(replace(found, **many, noted=(notes,) * 500))
    assert len(body.encode("utf-16-le")) // 2 <= 60_000


def test_owners_are_mentioned_only_where_that_is_wanted():
    from dataclasses import replace

    settings = replace(defaults(), owners={"service:*": ("@acme/pay", "ana@example.org")})
    parsed = parse(entries(1).encode(), PATH)
    found = review([parsed], None, None, TODAY, settings)
    assert "@&#8203;acme/pay" in markdown(found)
    assert "· @acme/pay, ana@&#8203;example.org" in markdown(replace(found, mention=True))


def test_a_base_makes_links_to_the_entries():
    body = markdown(made(entries(1)), "https://github.example/acme/billing/blob/main/")
    assert (
        "[`LRN-20260301-001`](<https://github.example/acme/billing/blob/main/.learnings/LEARNINGS.md#L1>)"
        in body
    )


# --- issues ------------------------------------------------------------------------------------


def recurring(*days: int) -> str:
    return "".join(entries(1).replace("20260301-001", f"202603{day:02}-001")
                   .replace("2026-03-01", f"2026-03-{day:02}") for day in days)  # fmt: skip


def test_the_one_issue_is_about_entries_and_not_about_words():
    before, after = rolling(made(recurring(11, 12, 13))), rolling(made(recurring(11, 12, 13, 14)))
    assert before.marker == after.marker == "review"
    assert "recurrences LRN-20260314-001" in set(after.items) - set(before.items)
    same = rolling(made(recurring(11, 12, 13), TODAY + dt.timedelta(days=1)))
    assert (same.items, same.body) == (before.items, before.body)


def test_a_group_keeps_its_issue_as_it_grows():
    few, more = of_groups(made(recurring(1, 2, 3))), of_groups(made(recurring(1, 2, 3, 4)))
    assert [issue.marker for issue in few] == [issue.marker for issue in more]
    assert few[0].title == "Keeps coming up: pool.empty"
    assert set(few[0].items) < set(more[0].items)
    assert "### Logs" not in few[0].body


def test_an_issue_is_kept_with_its_ticks():
    body = rolling(made(recurring(1, 2, 3))).body
    old = body.replace("- [ ] <!-- learnings:act snooze", "- [x] <!-- learnings:act snooze", 1)
    new = merged(old, rolling(made(recurring(1, 2, 3, 4))).body)
    assert ticked(new) == ticked(old) != []


# --- the command -----------------------------------------------------------------------------


@pytest.fixture
def logs(repository, monkeypatch):
    repository.commit({PATH: "# Learnings\n\n" + entries(3), ".github/CODEOWNERS": "* @acme/ops\n"})
    repository.write(".learnings/.pending-errors.log", "2026-03-02T09:00:00Z TOOL_FAILURE: Bash\n")
    monkeypatch.chdir(repository.path)
    return repository


def test_the_same_input_gives_the_same_bytes_in_every_format(logs):
    code = (
        "import sys; from learnings.cli import main\n"
        "for name in sys.argv[1:]:\n"
        "    print('=====', name, flush=True)\n"
        "    assert main(['review', '--today', '2026-03-31', '--format', name]) == 0\n"
        "    sys.stdout.flush()\n"
    )
    # One process says all of them: starting one for each format is most of the time.
    one, two = (
        subprocess.run(
            [sys.executable, "-c", code, *FORMATS], capture_output=True, check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": place, "TZ": zone},
        ).stdout
        for seed, place, zone in (("1", "C", "UTC"), ("77", "C.UTF-8", "Asia/Kathmandu"))
    )  # fmt: skip
    assert one == two
    parts = one.split(b"===== ")[1:]
    assert [part.split(b"\n")[0].decode() for part in parts] == list(FORMATS)
    assert all(b"LRN-20260301-001" in part for part in parts)


def test_nothing_is_written(logs):
    before = logs.git("status", "--porcelain", "--ignored")
    for name in FORMATS:
        assert main(["review", "--today", "2026-03-31", "--format", name]) == 0
    assert logs.git("status", "--porcelain", "--ignored") == before


def test_the_command_finds_notes_owners_and_history(logs, capfd):
    assert main(["review", "--today", "2026-03-31", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert document_errors("review", found) == []
    assert found["noted"][0]["path"] == ".learnings/.pending-errors.log"
    assert found["stale"][0]["item"]["owners"] == ["@acme/ops"]
    assert found["stale"][0]["event"] == ""
    assert found["window"] == {"since": "2026-03-02", "days": 30}


REFUSED = {
    "an unknown severity": (["--severity", "P9"], "no preset knows it"),
    "a service that no entry has": (
        ["--services", "bill*,biling"],
        "--services biling: no entry has it; did you mean billing?",
    ),
    "no date": (["--since", "soon"], "is no date"),
    "a day to come": (
        ["--since", "2026-04-01", "--today", "2026-03-31"],
        "--since 2026-04-01 is later than 2026-03-31, the day of the review",
    ),
    "no such path": (["nowhere.md"], "nowhere.md"),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused(words, said, logs, capfd):
    assert main(["review", *words]) == 2
    assert said in capfd.readouterr().err


def test_a_window_of_one_day_is_told_as_one(logs, capfd):
    for form in ("text", "markdown", "html"):
        words = ["--since", "2026-03-31", "--today", "2026-03-31", "--format", form]
        assert main(["review", *words]) == 0
        said = capfd.readouterr().out
        assert "(1 day)" in said or form == "markdown"
        assert " 1 days" not in said


def test_filters_and_paths_limit_what_is_shown(logs, capfd):
    other = entries(1).replace("LRN-20260301-001", "ERR-20260301-009")
    logs.write(".learnings/ERRORS.md", other.replace("Service: billing", "Service: mail"))
    assert (
        main(["review", "--today", "2026-03-31", "--format", "json", ".learnings/ERRORS.md"]) == 0
    )
    found = json.loads(capfd.readouterr().out)
    assert [one["item"]["id"] for one in found["stale"]] == ["ERR-20260301-009"]
    words = [".learnings/LEARNINGS.md", "--services", "mail*"]
    assert main(["review", "--today", "2026-03-31", "--format", "json", *words]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["stale"] == []
    assert found["wanted"] == {"service": ["mail*"]}
