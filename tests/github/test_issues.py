"""One rolling issue: found by marker and author, and everything people did in it stays."""

from __future__ import annotations

import pytest

from learnings.errors import RemoteError, UsageError
from learnings.github.issues import Wanted, keep_issue, keep_issues
from learnings.github.section import LIMIT, find, fit, length

from .conftest import BOT, CANARY
from .fake import Token


def keep(client, body="- [ ] one", *, dry_run=False, **more):
    return keep_issue(client, marker="review", title="Review of the learnings", body=body,
                      dry_run=dry_run, **more)  # fmt: skip


def ours(fake):
    return find(fake.items[-1].body, "review").text


def ticked(old: str, new: str) -> str:
    """A merge as a review does it: boxes that are ticked stay ticked."""
    done = {line[6:] for line in old.splitlines() if line.startswith("- [x] ")}
    return "\n".join(f"- [x] {line[6:]}" if line[6:] in done else line for line in new.splitlines())


class TestFinding:
    def test_the_first_run_makes_it_and_the_second_writes_nothing(self, server, fake, client):
        made = keep(client, labels=["learnings"])
        assert (made.number, made.did, made.remarks) == (1, "created", ())
        assert made.url == "https://github.com/acme/ops/issues/1"
        assert fake.items[0].labels == ["learnings"]
        server.calls.clear()
        assert keep(client, labels=["learnings"]).did == "unchanged"
        assert [call.split("?")[0] for call in server.calls] == ["GET /repos/acme/ops/issues"]

    def test_none_is_made_about_nothing(self, fake, client):
        kept = keep(client, "all is well", items=[])
        assert (kept.number, kept.did) == (0, "unchanged")
        assert fake.items == []

    def test_a_title_is_no_name(self, fake, client):
        fake.person(BOT, "Review of the learnings", "by hand")
        assert keep(client).number == 2

    def test_a_new_title_by_a_person_stays_and_is_no_hindrance(self, fake, client):
        keep(client)
        fake.items[0].title = "Ours!"
        assert keep(client, "- [ ] two").did == "updated"
        assert [item.title for item in fake.items] == ["Ours!"]

    @pytest.mark.parametrize("ignores", [False, True])
    def test_a_marker_that_somebody_else_wrote_is_no_marker(self, fake, client, ignores):
        fake.ignores_creator = ignores
        keep(client)
        forged = fake.items.pop().body
        fake.person("mallory", "Review of the learnings", forged.replace("one", "promote"))
        assert keep(client).did == "created"
        assert fake.items[0].edits == 0

    def test_a_marker_in_a_quote_or_in_a_line_is_no_marker(self, fake, client):
        fake.person(
            BOT, "x", "> <!-- learnings:begin review -->\n`<!-- learnings:begin review -->`"
        )
        assert keep(client).number == 2

    def test_other_markers_are_other_issues(self, fake, client):
        keep(client)
        more = keep_issue(client, marker="review-2", title="x", body="y", dry_run=False)
        assert more.number == 2

    def test_pull_requests_are_no_issues(self, fake, client):
        keep(client)
        fake.items[0].head, fake.items[0].base = "x", "main"
        assert keep(client).number == 2

    def test_it_is_found_behind_hundreds_of_others(self, fake, client):
        for number in range(230):
            fake.person(BOT, f"{number}", "")
        keep(client)
        assert keep(client).did == "unchanged"

    def test_of_two_the_older_one_is_kept(self, fake, client):
        keep(client)
        fake.person(BOT, "x", fake.items[0].body)
        assert keep(client, "new").number == 1


class TestWriting:
    def test_a_dry_run_says_what_a_run_does_and_writes_nothing(self, server, fake, client):
        assert keep(client, dry_run=True).did == "created"
        assert fake.items == []
        keep(client)
        server.calls.clear()
        assert keep(client, "two", dry_run=True).did == "updated"
        assert server.wrote() == []
        assert keep(client, dry_run=True).did == "unchanged"

    def test_what_people_write_around_it_stays(self, fake, client):
        keep(client)
        fake.items[0].body = f"Dear all,\r\n\r\n{fake.items[0].body}\r\n\r\nSee you on Monday."
        assert keep(client).did == "unchanged"
        assert keep(client, "- [ ] two").did == "updated"
        body = fake.items[0].body
        assert body.startswith("Dear all,\n\n<!--")
        assert body.endswith("-->\n\nSee you on Monday.")
        assert ours(fake) == "- [ ] two"

    @pytest.mark.parametrize("mine", ["mine", "", "\n\n- [ ] mine\n"], ids=repr)
    def test_text_below_a_deleted_end_is_a_persons(self, fake, client, mine):
        keep(client, "zero\n- [ ] one two\n")
        fake.items[0].body = fake.items[0].body.rpartition("\n")[0].replace("[ ]", "[x]")
        fake.items[0].body += f"\n{mine}"
        keep(client, "- [ ] two")
        assert ours(fake) == "- [ ] two"
        assert fake.items[0].body.endswith(f"<!-- learnings:end review -->\n{mine}")
        assert "one" not in fake.items[0].body
        assert keep(client, "- [ ] two").did == "unchanged"

    def test_ticks_above_a_deleted_end_survive(self, fake, client):
        keep(client, "- [ ] one\n- [ ] two")
        body = fake.items[0].body.rpartition("\n")[0].replace("[ ] one", "[x] one")
        fake.items[0].body, fake.items[0].editor = body, "ada"
        keep(client, "- [ ] one\n- [ ] three", merge=ticked)
        assert ours(fake) == "- [x] one\n- [ ] three"

    def test_of_a_section_without_its_last_lines_what_is_left_is_ours(self, fake, client):
        keep(client, "- [ ] one two\n- [ ] three four\n- [ ] five six")
        fake.items[0].body = fake.items[0].body.partition("\n- [ ] three")[0] + "\nmine"
        keep(client, "- [ ] new")
        assert ours(fake) == "- [ ] new"
        assert fake.items[0].body.endswith("-->\nmine")

    def test_ticks_survive_a_new_body(self, fake, client):
        keep(client, "- [ ] one\n- [ ] two")
        fake.items[0].body = fake.items[0].body.replace("[ ] two", "[x] two")
        fake.items[0].editor = "ada"
        keep(client, "- [ ] zero\n- [ ] two", merge=ticked)
        assert ours(fake) == "- [ ] zero\n- [x] two"
        assert keep(client, "- [ ] zero\n- [ ] two", merge=ticked).did == "unchanged"

    def test_ticks_made_while_it_is_read_survive(self, server, fake, client):
        keep(client, "- [ ] one")
        listed = fake._page

        def late(*arguments):
            answer = listed(*arguments)
            fake.items[0].body = fake.items[0].body.replace("[ ] one", "[x] one")
            fake.items[0].editor = "ada"
            return answer

        fake._page = late
        keep(client, "- [ ] zero\n- [ ] one", merge=ticked)
        assert ours(fake) == "- [ ] zero\n- [x] one"

    def test_comments_of_ours_in_the_text_are_text(self, fake, client):
        keep(client, "a\n<!-- learnings:end review -->\n<!-- learnings:begin other -->\nb")
        assert ours(fake).startswith("a\n&lt;!-- learnings:end review -->")
        assert ours(fake).endswith("b")
        assert find(fake.items[0].body, "other") is None

    def test_an_edit_that_comes_between_is_said(self, fake, client):
        keep(client)
        whole, patch = fake.items[0].body, fake.issue

        def meanwhile(item):
            if item.edits:
                item.body = whole
            return patch(item)

        fake.issue = meanwhile
        with pytest.raises(RemoteError, match="was changed while it was written: run again"):
            keep(client, "- [ ] two")

    def test_labels_are_given_once(self, fake, client):
        keep(client, labels=["learnings"])
        fake.items[0].labels = ["ours"]
        keep(client, "- [ ] two", labels=["learnings"])
        assert fake.items[0].labels == ["ours"]

    def test_labels_that_were_not_set_are_told(self, fake, client):
        fake._labelled = lambda labels: []
        assert keep(client, labels=["learnings"]).remarks == (
            "labels that were not set: learnings",
        )

    def test_hostile_titles_are_titles(self, fake, client):
        keep_issue(
            client, marker="x", title="Fixes #1\nfor @ada " + "x" * 300, body="", dry_run=False
        )
        assert fake.items[0].title.startswith("Fixes # 1 for @ ada x")
        assert len(fake.items[0].title) == 256

    def test_what_the_token_may_not_is_said(self, fake, client):
        fake.tokens[CANARY] = Token(BOT, app=True, permissions=frozenset())
        with pytest.raises(RemoteError, match="issues=write"):
            keep(client)


class TestClosed:
    def test_by_a_person_it_stays_closed(self, server, fake, client):
        keep(client, "pending for 3 days", items=["LRN-1"])
        fake.items[0].state = "closed"
        server.calls.clear()
        assert keep(client, "pending for 4 days", items=["LRN-1"]).did == "left closed"

    def test_what_is_gone_is_nothing_new(self, fake, client):
        keep(client, "two", items=["LRN-1", "LRN-2"])
        fake.items[0].state = "closed"
        assert keep(client, "one", items=["LRN-2"]).did == "left closed"
        assert keep(client, "all is well", items=[]).did == "left closed"

    def test_it_is_opened_for_something_new(self, fake, client):
        keep(client, "one", items=["LRN-1"])
        fake.items[0].state = "closed"
        kept = keep(client, "two", items=["LRN-1", "LRN-2"])
        assert (kept.number, kept.did) == (1, "updated")
        assert kept.remarks == ("it was closed, and is open again: there is something new",)
        assert fake.items[0].state == "open"

    def test_without_items_another_text_is_something_new(self, fake, client):
        keep(client, "one")
        fake.items[0].state = "closed"
        assert keep(client, "one").did == "left closed"
        assert keep(client, "two").did == "updated"


class TestLimits:
    @pytest.mark.parametrize("size", [LIMIT - 400, LIMIT, 3 * LIMIT])
    @pytest.mark.parametrize("letter", ["x", "😀"])
    def test_long_bodies_are_cut_with_a_count(self, fake, client, size, letter):
        line = f"- [ ] {letter * 40}\n"
        keep(client, line * (size // len(line)))
        assert length(fake.items[0].body) <= LIMIT
        assert keep(client, line * (size // len(line))).did == "unchanged"
        if size > LIMIT:
            count, _, said = ours(fake).rpartition("\n")[2].removeprefix("_").partition(" ")
            assert said == "more lines are left out: GitHub takes no longer text._"
            assert ours(fake).count("- [ ]") + int(count) == size // len(line)

    def test_blocks_that_are_cut_are_closed(self, fake, client):
        keep(client, "<details>\n\n````text\n" + "x\n" * LIMIT)
        assert ours(fake).splitlines()[-4:-2] == ["````", "</details>"]

    def test_a_body_of_nothing_but_openings_is_cut_in_one_pass(self):
        cut = fit("<details>\n" * 20_000, 100_000)
        assert cut.count("<details>") == cut.count("</details>")
        assert 99_900 < len(cut) <= 100_000

    def test_a_body_full_of_others_text_is_said(self, fake, client):
        keep(client)
        fake.items[0].body += "x" * LIMIT
        with pytest.raises(RemoteError, match="leaves no room"):
            keep(client, "two")

    def test_a_run_writes_no_more_than_it_may_and_names_the_rest(self, server, fake, client):
        wanted = [Wanted(f"group:{number}", f"Group {number}", "text") for number in range(5)]
        kept = keep_issues(client, wanted, dry_run=False, most=3)
        assert [item.did for item in kept] == ["created"] * 3 + ["postponed"] * 2
        assert [item.title for item in fake.items] == ["Group 0", "Group 1", "Group 2"]
        assert [item.did for item in keep_issues(client, wanted, dry_run=True)] == [
            "unchanged"] * 3 + ["created"] * 2  # fmt: skip
        kept = keep_issues(client, wanted, dry_run=False, most=3)
        assert [item.did for item in kept] == ["unchanged"] * 3 + ["created"] * 2

    def test_thousands_of_items_fit(self, fake, client):
        items = [f"LRN-{number}" for number in range(5000)]
        keep(client, items=items)
        assert keep(client, items=items).did == "unchanged"
        keep(client, items=items[:1000])
        assert length(fake.items[0].body) < 12_000


def test_of_two_runs_at_once_both_keep_the_older_one(fake, client):
    made = fake.issue

    def slower(item):
        # The other run made its issue a moment before ours is answered.
        if len(fake.items) == 1 and item.login == BOT:
            other = fake.items[0]
            item = fake.person(BOT, other.title, other.body)
        return made(item)

    fake.issue = slower
    kept = keep(client)
    assert (kept.number, kept.did) == (1, "unchanged")
    assert kept.remarks == ("another run made it at the same time; #2 is closed as its double",)
    assert [item.state for item in fake.items] == ["open", "closed"]


@pytest.mark.parametrize("marker", ["", "a b", "a-->", "a--b", "x" * 200, "ä"])
def test_markers_that_could_not_be_found_again_are_refused(client, marker):
    with pytest.raises(UsageError, match="no marker"):
        keep_issue(client, marker=marker, title="x", body="y", dry_run=True)
