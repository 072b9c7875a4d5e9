"""Three versions of a log in, one out: entry by entry, field by field, and nothing lost."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from learnings.engine import Engine
from learnings.markdown import parse
from learnings.merging import Rules, merge, with_markers
from learnings.merging.lines import matches, merge_lines
from learnings.merging.markers import Labels
from learnings.merging.sequence import merge_order
from learnings.merging.values import leads
from learnings.settings import Settings

PATH = ".learnings/LEARNINGS.md"
HEAD = "# Learnings\n\nWhat was learnt.\n\n---\n\n"
FIXED = "\n### Resolution\n- **Resolved**: 2026-03-04T00:00:00Z\n- **Notes**: done\n"


def rules() -> Rules:
    engine = Engine(Settings(), today=dt.date(2026, 3, 9))
    return Rules(
        kind=lambda log, entry: engine.presets_of(engine.settings_of(log)).kind(entry),
        recognise=lambda log: engine.recognise([log]),
    )


def entry(id: str = "LRN-20260301-001", **parts: str) -> str:
    day = f"{id[4:8]}-{id[8:10]}-{id[10:12]}"
    return (
        f"## [{id}] {parts.get('title', 'best_practice')}\n\n"
        f"**Logged**: {parts.get('logged', day + 'T09:00:00Z')}\n"
        f"**Priority**: {parts.get('priority', 'medium')}\n"
        f"**Status**: {parts.get('status', 'pending')}\n**Area**: infra\n\n"
        f"### Summary\n{parts.get('summary', 'Disks fill up')}\n\n"
        f"### Metadata\n- Source: error\n{parts.get('more', '')}\n---\n\n"
    )


def merged(base: str, ours: str, theirs: str, conflicts: int = 0) -> str:
    found = merge(base.encode(), ours.encode(), theirs.encode(), PATH, rules())
    assert len(found.conflicts) == conflicts, found.data.decode()
    return found.data.decode()


OLD = entry()
ONE = entry("LRN-20260302-B2B", summary="One")
TWO = entry("LRN-20260303-C3C", summary="Two")

CLEAN = {
    "both append, the older entry first": (HEAD + OLD, HEAD + OLD + TWO, HEAD + OLD + ONE,
                                           HEAD + OLD + ONE + TWO),
    "both put theirs on top, the newer entry first": (
        HEAD + ONE + OLD, HEAD + TWO + ONE + OLD,
        HEAD + entry("LRN-20260305-D4D") + ONE + OLD,
        HEAD + entry("LRN-20260305-D4D") + TWO + ONE + OLD),
    "both append the same": (HEAD + OLD, HEAD + OLD + ONE, HEAD + OLD + ONE, HEAD + OLD + ONE),
    "each side changes a field, neighbours though they are": (
        HEAD + OLD, HEAD + entry(status="in_progress"), HEAD + entry(priority="high"),
        HEAD + entry(status="in_progress", priority="high")),
    "each side changes a section": (
        HEAD + OLD, HEAD + entry(summary="New words"), HEAD + entry(more="- Tags: disk\n"),
        HEAD + entry(summary="New words", more="- Tags: disk\n")),
    "both add fields at one place": (
        HEAD + OLD, HEAD + entry(more="- Tags: disk\n"), HEAD + entry(more="- Pattern-Key: a.b\n"),
        HEAD + entry(more="- Tags: disk\n- Pattern-Key: a.b\n")),
    "the status that the other leads to holds, with its Resolution": (
        HEAD + OLD, HEAD + entry(status="in_progress"), HEAD + entry(status="resolved", more=FIXED),
        HEAD + entry(status="resolved", more=FIXED)),
    "the same the other way round": (
        HEAD + OLD, HEAD + entry(status="resolved", more=FIXED), HEAD + entry(status="in_progress"),
        HEAD + entry(status="resolved", more=FIXED)),
    "promoted goes beyond resolved": (
        HEAD + OLD, HEAD + entry(status="promoted"), HEAD + entry(status="resolved"),
        HEAD + entry(status="promoted")),
    "counts are added where each side saw it another time": (
        HEAD + entry(more="- Recurrence-Count: 2\n- Last-Seen: 2026-03-01\n"),
        HEAD + entry(more="- Recurrence-Count: 3\n- Last-Seen: 2026-03-05\n"),
        HEAD + entry(more="- Recurrence-Count: 4\n- Last-Seen: 2026-03-06\n"),
        HEAD + entry(more="- Recurrence-Count: 5\n- Last-Seen: 2026-03-06\n")),
    "even if they are the same number": (
        HEAD + entry(more="- Recurrence-Count: 2\n- Last-Seen: 2026-03-01\n"),
        HEAD + entry(more="- Recurrence-Count: 3\n- Last-Seen: 2026-03-05\n"),
        HEAD + entry(more="- Recurrence-Count: 3\n- Last-Seen: 2026-03-06\n"),
        HEAD + entry(more="- Recurrence-Count: 4\n- Last-Seen: 2026-03-06\n")),
    "the same occurrence counts once": (
        HEAD + entry(more="- Recurrence-Count: 2\n- Last-Seen: 2026-03-01\n"),
        HEAD + entry(more="- Recurrence-Count: 3\n- Last-Seen: 2026-03-05\n"),
        HEAD + entry(more="- Recurrence-Count: 3\n- Last-Seen: 2026-03-05\n- Tags: disk\n"),
        HEAD + entry(more="- Recurrence-Count: 3\n- Last-Seen: 2026-03-05\n- Tags: disk\n")),
    "lists have what each side added": (
        HEAD + entry(more="- Tags: a, b\n"), HEAD + entry(more="- Tags: a, b, c\n"),
        HEAD + entry(more="- Tags: b, d\n"), HEAD + entry(more="- Tags: b, c, d\n")),
    "one side removes what the other leaves alone": (
        HEAD + OLD + ONE, HEAD + ONE, HEAD + OLD + ONE + TWO, HEAD + ONE + TWO),
    "one side moves an entry, the other edits it": (
        HEAD + OLD + ONE, HEAD + ONE + OLD, HEAD + entry(priority="high") + ONE,
        HEAD + ONE + entry(priority="high")),
    "an entry that got another ID is still the same": (
        HEAD + OLD, HEAD + entry(status="in_progress"),
        HEAD + entry("LRN-20260301-X2X", more="- Former IDs: LRN-20260301-001\n"),
        HEAD + entry("LRN-20260301-X2X", status="in_progress",
                     more="- Former IDs: LRN-20260301-001\n")),
    "the text before the entries is merged by lines": (
        HEAD + OLD, HEAD.replace("Learnings", "Our learnings") + OLD,
        HEAD.replace("learnt.", "learnt.\n\nAnd how.") + OLD,
        HEAD.replace("Learnings", "Our learnings").replace("learnt.", "learnt.\n\nAnd how.") + OLD),
    "both begin the same log": ("", HEAD + ONE, HEAD + TWO, HEAD + ONE + TWO),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_merges_that_need_nobody(name):
    base, ours, theirs, wanted = CLEAN[name]
    assert merged(base, ours, theirs) == wanted


CONFLICTS = {
    "two ends": (entry(status="wont_fix"), entry(status="promoted")),
    "two priorities": (entry(priority="high"), entry(priority="low")),
    "two wordings": (entry(summary="So"), entry(summary="Or so")),
    "one removes what the other edits": ("", entry(priority="high")),
    "one edits what the other removes": (entry(priority="high"), ""),
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_contradiction_stands_around_its_entry_alone(name):
    ours, theirs = CONFLICTS[name]
    text = merged(HEAD + OLD + ONE, HEAD + ours + ONE, HEAD + theirs + ONE + TWO, 1)
    before, _, rest = text.partition("<<<<<<< ours\n")
    inside, _, after = rest.partition(">>>>>>> theirs\n")
    assert before == HEAD
    assert after.strip("\n- ") == (ONE + TWO).strip("\n- ")
    mine, _, other = inside.partition("=======\n")
    assert mine.rstrip() == ours.rstrip("\n- ")
    assert other.rstrip() == theirs.rstrip("\n- ")


def test_what_does_not_collide_is_merged_in_both_versions_of_a_conflict():
    text = merged(HEAD + OLD, HEAD + entry(priority="high", summary="So"),
                  HEAD + entry(priority="low", more="- Tags: disk\n"), 1)  # fmt: skip
    assert text.count("\nSo\n") == text.count("- Tags: disk") == 2


def test_a_status_in_conflict_keeps_its_resolution_to_itself():
    text = merged(HEAD + OLD, HEAD + entry(status="wont_fix"),
                  HEAD + entry(status="resolved", more=FIXED), 1)  # fmt: skip
    assert "Resolution" not in text.partition("=======")[0]


def test_markers_have_the_size_and_the_labels_that_git_gives():
    asked = rules()
    asked.labels = Labels("HEAD", "topic (a subject)", 9)
    data = [(HEAD + text).encode() for text in (OLD, entry(priority="low"), entry(priority="high"))]
    text = merge(*data, PATH, asked).data.decode()
    assert "<<<<<<<<< HEAD\n" in text
    assert "\n=========\n" in text
    assert ">>>>>>>>> topic (a subject)\n" in text


class TestOneIdForTwoEntries:
    mine = entry("LRN-20260302-001", summary="Mine")
    other = entry("LRN-20260302-001", summary="Theirs", more="- See Also: LRN-20260302-001\n")
    pointing = entry("LRN-20260303-001", more="- See Also: LRN-20260302-001\n")

    def find(self, theirs: str, base: str = OLD, **more):
        data = [(HEAD + text).encode() for text in (base, base + self.mine, base + theirs)]
        asked = rules()
        for name, value in more.items():
            setattr(asked, name, value)
        return merge(*data, PATH, asked)

    def test_both_are_kept_whole_and_the_incoming_one_gets_another(self):
        found = self.find(self.other)
        text = found.data.decode()
        (told,) = found.renumbered
        assert told.old == "LRN-20260302-001"
        assert self.mine.rstrip("\n- ") in text
        theirs = text[text.index(f"## [{told.new}]") :]
        assert "Theirs" in theirs
        assert "- Former IDs: LRN-20260302-001" in theirs
        assert f"- See Also: {told.new}" in theirs

    def test_its_own_references_follow_and_ours_stay(self):
        ours = (
            HEAD
            + OLD
            + self.mine
            + entry("LRN-20260304-001", more="- See Also: LRN-20260302-001\n")
        )
        theirs = HEAD + OLD + self.other + self.pointing
        found = merge((HEAD + OLD).encode(), ours.encode(), theirs.encode(), PATH, rules())
        text = found.data.decode()
        new = found.renumbered[0].new
        assert f"See Also: {new}" in text[text.index("[LRN-20260303-001]") :].partition("## [")[0]
        assert "See Also: LRN-20260302-001" in text[text.index("[LRN-20260304-001]") :]

    def test_what_the_base_said_already_means_another_entry(self):
        base = entry(more="- See Also: LRN-20260302-001\n")
        text = self.find(self.other, base).data.decode()
        assert "See Also: LRN-20260302-001" in text.partition("## [LRN-20260302")[0]

    def test_everybody_gives_the_same_new_id(self):
        assert self.find(self.other) == self.find(self.other)

    def test_the_ids_of_the_tree_are_taken(self):
        new = self.find(self.other).renumbered[0].new
        assert self.find(self.other, taken=lambda: {new}).renumbered[0].new != new

    def test_a_sequence_goes_on(self):
        found = self.find(
            self.other + entry("LRN-20260302-002"), style=lambda log, entry: "sequence"
        )
        assert found.renumbered[0].new == "LRN-20260302-003"

    def test_the_same_entry_on_both_branches_is_one(self):
        found = self.find(self.mine.replace("pending", "in_progress"))
        assert not found.renumbered
        assert found.data.decode().count("Mine") == 1
        assert "in_progress" in found.data.decode()

    def test_an_id_that_one_side_gave_to_something_else_is_no_edit(self):
        other = entry(title="knowledge_gap", logged="2026-04-01T00:00:00Z", summary="New")
        text = merge((HEAD + OLD).encode(), (HEAD + entry(priority="high")).encode(),
                     (HEAD + other).encode(), PATH, rules()).data.decode()  # fmt: skip
        assert "New" in text
        assert "Disks fill up" in text
        assert text[text.index("New") - 200 : text.index("New")].count("high") == 0


ID, NEW, THIRD = "LRN-20260302-001", "LRN-20260302-K7B", "LRN-20260302-C3C"
CRON, TLS = "Jobs run twice when clocks go back", "Certificates expire at night"
FORMER = f"- Former IDs: {ID}\n"
EPSILON = entry(ID, summary=CRON)
GAMMA = entry(ID, summary=TLS)
MOVED = entry(NEW, summary=TLS, more=FORMER)
FIXED_GAMMA = entry(ID, summary=TLS, status="resolved", more=FIXED)
FIXED_MOVED = entry(NEW, summary=TLS, status="resolved", more=FORMER + FIXED)


def see(name: str, other: str) -> str:
    return entry(name, summary="Look there", more=f"- See Also: {other}\n")


AFTER_A_COLLISION = {
    "a second merge of the branch whose entry got another ID": (
        GAMMA, EPSILON + MOVED, FIXED_GAMMA, EPSILON + FIXED_MOVED),
    "a merge back, after an edit under the ID that it had": (
        GAMMA, FIXED_GAMMA, EPSILON + MOVED, EPSILON + FIXED_MOVED),
    "a later commit that names it, when it is rebased": (
        GAMMA, EPSILON + MOVED, GAMMA + see(THIRD, ID), EPSILON + MOVED + see(THIRD, NEW)),
    "a reference to our entry stays": (
        GAMMA, EPSILON + MOVED + see(THIRD, ID), FIXED_GAMMA,
        EPSILON + FIXED_MOVED + see(THIRD, ID)),
    "a reference that was added on the side that has the old ID, when it merges back": (
        GAMMA, GAMMA + see(THIRD, ID), EPSILON + MOVED, EPSILON + MOVED + see(THIRD, NEW)),
    "both sides gave one entry another ID: ours holds, and theirs leads to it still": (
        GAMMA, MOVED, entry(THIRD, summary=TLS, more=FORMER) + see("LRN-20260304-D4D", THIRD),
        entry(NEW, summary=TLS, more=f"- Former IDs: {ID}, {THIRD}\n")
        + see("LRN-20260304-D4D", NEW)),
    "both sides gave the two entries their IDs the other way round": (
        EPSILON + MOVED, EPSILON + MOVED,
        GAMMA + entry(THIRD, summary=CRON, status="in_progress", more=FORMER),
        entry(THIRD, summary=CRON, status="in_progress", more=FORMER) + GAMMA),
}  # fmt: skip


@pytest.mark.parametrize("name", AFTER_A_COLLISION)
def test_each_branch_may_call_another_entry_by_an_id(name):
    base, ours, theirs, wanted = (HEAD + OLD + text for text in AFTER_A_COLLISION[name])
    text = merged(base, ours, theirs)
    assert sorted(text.split("\n---\n")) == sorted(wanted.split("\n---\n"))


def test_an_id_that_ours_gave_to_something_else_is_no_version_of_theirs():
    base, theirs = (HEAD + OLD + text for text in (GAMMA, FIXED_GAMMA))
    text = merged(base, HEAD + OLD + EPSILON, theirs, 1)
    before, _, rest = text.partition("<<<<<<< ours\n")
    assert EPSILON.rstrip("\n- ") in before
    assert rest.startswith("=======\n" + FIXED_GAMMA.rstrip("\n- "))


def test_an_entry_that_is_called_otherwise_meets_a_third_one():
    base, ours, theirs = (HEAD + OLD + text for text in (
        GAMMA, GAMMA + entry(NEW, summary="Queues grow without any limit"), EPSILON + MOVED))  # fmt: skip
    found = merge(base.encode(), ours.encode(), theirs.encode(), PATH, rules())
    text = found.data.decode()
    (told,) = found.renumbered
    assert told.old == NEW
    assert [text.count(f"## [{name}]") for name in (ID, NEW, told.new)] == [1, 1, 1]
    own = text[text.index(f"## [{told.new}]") :]
    assert TLS in own
    assert f"Former IDs: {ID}, {NEW}" in own


BOTH_RENAMED = {
    "since the sides parted": (EPSILON, ()),
    "of an entry that was cherry-picked": ("", ()),
    "with references to theirs": (EPSILON, (see("LRN-20260304-001", THIRD),)),
}


@pytest.mark.parametrize(("base", "more"), BOTH_RENAMED.values(), ids=BOTH_RENAMED)
def test_two_other_ids_for_one_entry_are_both_kept(base, more):
    renamed = [entry(name, summary=CRON, more=FORMER) for name in (NEW, THIRD)]
    texts = (base, renamed[0], "".join((renamed[1], *more)))
    found = merge(*((HEAD + OLD + text).encode() for text in texts), PATH, rules())
    text = found.data.decode()
    assert found.conflicts == []
    assert [(told.old, told.new, told.twice) for told in found.renumbered] == [(THIRD, NEW, True)]
    assert text.count("Summary") == 2 + len(more)
    assert f"- Former IDs: {ID}, {THIRD}\n" in text
    assert f"See Also: {THIRD}" not in text


def test_of_two_other_ids_one_that_ours_knows_is_not_told_again():
    ours = entry(NEW, summary=CRON, more=f"- Former IDs: {ID}, {THIRD}\n")
    theirs = entry(THIRD, summary=CRON, status="in_progress", more=FORMER)
    found = merge(*((HEAD + OLD + text).encode() for text in (EPSILON, ours, theirs)),
                  PATH, rules())  # fmt: skip
    assert found.renumbered == []
    assert f"- Former IDs: {ID}, {THIRD}\n" in found.data.decode()
    assert "in_progress" in found.data.decode()


def test_an_id_that_theirs_gave_twice_is_free_again_if_only_one_of_the_two_stays():
    # Ours has neither: it took out the first one, and the ID for something else.
    second = entry(ID, summary="Queues grow without any limit")
    found = merge(*((HEAD + OLD + text).encode() for text in (EPSILON, GAMMA, EPSILON + second)),
                  PATH, rules())  # fmt: skip
    text = found.data.decode()
    (told,) = found.renumbered
    assert [text.count(f"## [{name}]") for name in (ID, told.new)] == [1, 1]
    assert CRON not in text
    assert f"Former IDs: {ID}" in text[text.index(f"## [{told.new}]") :]
    assert (found.conflicts, found.duplicates) == ([], [])


def test_an_id_that_theirs_gave_twice_is_told():
    second = entry(ID, summary="Queues grow without any limit")
    found = merge(*((HEAD + OLD + text).encode() for text in ("", GAMMA, EPSILON + second)),
                  PATH, rules())  # fmt: skip
    assert found.duplicates == [ID]
    assert found.data.decode().count(f"## [{ID}]") == 3


@pytest.mark.parametrize("summary", [CRON, "So"])
def test_the_common_ancestor_stands_between_if_it_is_asked_for(summary):
    asked = rules()
    asked.labels = Labels(with_base=True)
    data = [(HEAD + text + ONE).encode()
            for text in (OLD, entry(summary=summary), entry(summary="Or so"))]  # fmt: skip
    text = merge(*data, PATH, asked).data.decode()
    inside = text.partition("||||||| base\n")[2].partition("=======\n")[0]
    assert inside.rstrip() == OLD.rstrip("\n- ")
    assert text.count("<<<<<<<") == 1


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_stay(newline):
    texts = [HEAD + text for text in (OLD, OLD + ONE, OLD + TWO, OLD + ONE + TWO)]
    base, ours, theirs, wanted = (text.replace("\n", newline).encode() for text in texts)
    assert merge(base, ours, theirs, PATH, rules()).data == wanted


def test_a_side_that_changes_the_line_ends_changes_them():
    base, ours = HEAD + OLD, (HEAD + OLD).replace("\n", "\r\n")
    found = merge(base.encode(), ours.encode(), (base + ONE).encode(), PATH, rules())
    assert found.data == (base + ONE).replace("\n", "\r\n").encode()


def test_a_byte_order_mark_and_a_missing_end_stay():
    base, ours, theirs = ("\ufeff" + (HEAD + text).rstrip("\n- ")
                          for text in (OLD, OLD + ONE, OLD + TWO))  # fmt: skip
    text = merge(base.encode(), ours.encode(), theirs.encode(), PATH, rules()).data.decode()
    assert text == "\ufeff" + (HEAD + OLD + ONE + TWO).rstrip("\n- ")


def test_bytes_that_are_not_utf_8_stay():
    base, ours, theirs = ((HEAD + text).encode().replace(b"learnt", b"l\xe9arnt")
                          for text in (OLD, OLD + ONE, OLD + TWO))  # fmt: skip
    assert b"l\xe9arnt" in merge(base, ours, theirs, PATH, rules()).data


def test_an_entry_file_is_merged_by_fields():
    def file(status: str, text: str) -> bytes:
        return (f"---\nid: OPS-20260301-001\ntitle: Pool\nstatus: {status}\nseverity: high\n---\n\n"
                f"# Pool\n\n## Summary\n\n{text}\n\n## Learning\n\nMore.\n").encode()  # fmt: skip

    found = merge(file("pending", "A"), file("resolved", "A"), file("pending", "B"),
                  "docs/ops-knowledge/incidents/2026-03-01-pool.md", rules())  # fmt: skip
    assert found.data == file("resolved", "B")


def test_lines_merge_as_git_merges_them(tmp_path):
    import subprocess

    chance = random.Random(4)
    for number in range(60):
        base = [f"{chance.choice('abcdefgh')}{index}\n" for index in range(12)]
        sides = []
        for _ in range(2):
            side = list(base)
            for _ in range(chance.randint(0, 3)):
                at = chance.randrange(len(side))
                side[at : at + chance.randint(0, 2)] = [
                    f"x{chance.randrange(3)}\n"
                ] * chance.randint(0, 2)
                side = side or ["y\n"]
            sides.append(side)
        for name, lines in zip("oab", (base, *sides), strict=True):
            (tmp_path / name).write_text("".join(lines))
        done = subprocess.run(["git", "merge-file", "-p", "a", "o", "b"], cwd=tmp_path,
                              capture_output=True, text=True, check=False)  # fmt: skip
        chunks = merge_lines(base, *sides)
        if done.returncode == 0 and all(chunk.lines is not None for chunk in chunks):
            assert "".join("".join(chunk.lines or ()) for chunk in chunks) == done.stdout, number
        kept = [line for chunk in chunks for line in (chunk.lines or [*chunk.ours, *chunk.theirs])]
        assert set(sides[0]) & set(sides[1]) <= set(kept)


def test_as_many_lines_as_can_be_are_the_same():
    assert matches("abcabba", "cbabac") != []
    assert [one for one, _ in matches("abcd", "xbyd")] == [1, 3]
    assert matches("", "a") == []


def test_additions_are_sorted_where_they_meet():
    assert merge_order("ab", "abz", "abc", lambda key: ord(key)) == list("abcz")
    assert merge_order("ab", "abz", "abc") == list("abzc")
    assert merge_order("abc", "abc", "cab") == list("cab")


def test_the_lifecycle_leads_forwards_only():
    agent = Engine(Settings(), today=dt.date(2026, 3, 9))
    log = parse((HEAD + OLD).encode(), PATH)
    agent.recognise([log])
    lifecycle = agent.presets_of(agent.settings_of(log)).kind(log.entries[0]).lifecycle
    assert leads(lifecycle, "pending", "promoted")
    assert leads(lifecycle, "resolved", "promoted")
    assert not leads(lifecycle, "resolved", "pending")
    assert not leads(lifecycle, "wont_fix", "resolved")


def test_any_bytes_are_kept_between_markers():
    found = with_markers(b"a\n\xff\x00\nz\n", b"a\nb\nz\n", Labels())
    assert found == b"a\n<<<<<<< ours\n\xff\x00\n=======\nb\n>>>>>>> theirs\nz\n"
    assert with_markers(b"a", b"b", Labels()) == b"<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    shown = with_markers(b"a\nb\nz\n", b"a\nc\nz\n", Labels(with_base=True), b"a\n\xffz\nz\n")
    assert shown == b"a\n<<<<<<< ours\nb\n||||||| base\n\xffz\n=======\nc\n>>>>>>> theirs\nz\n"
