"""One pull request for a branch; what people did with it stays."""

from __future__ import annotations

import itertools

import pytest

from learnings.errors import RemoteError
from learnings.github.identity import checks
from learnings.github.pulls import ensure_pull
from learnings.github.section import find

from .conftest import BOT, CANARY
from .fake import Token
from .server import FAULTS

HEAD = "learnings/LRN-1"
ONE, TWO = "1" * 40, "2" * 40


@pytest.fixture(autouse=True)
def branch(fake):
    fake.branches[HEAD] = [ONE]


def ensure(client, body="text", title="Promote LRN-1", **more):
    return ensure_pull(client, head=HEAD, base="main", title=title, body=body, **more)


def kill(client, number, *, after):
    """The client is interrupted at the n-th thing that it asks, before or after it."""
    real, calls = client._follow, itertools.count(1)

    def stop(*given):
        last = next(calls) == number
        if last and not after:
            raise KeyboardInterrupt
        reply = real(*given)
        if last:
            raise KeyboardInterrupt
        return reply

    client._follow = stop


def text(fake):
    return find(fake.pulls()[-1].body, "pull").text


class TestOpen:
    def test_the_first_run_makes_it_and_the_second_writes_nothing(self, server, fake, client):
        made = ensure(client, labels=["learnings"], reviewers=["@ada", "@acme/sre"], draft=True)
        assert (made.number, made.did, made.remarks) == (1, "created", ())
        assert made.url == "https://github.com/acme/ops/pull/1"
        item = fake.items[0]
        assert (item.head, item.base, item.draft) == (HEAD, "main", True)
        assert (item.labels, item.reviewers, item.teams) == (["learnings"], ["ada"], ["sre"])
        server.calls.clear()
        again = ensure(client, labels=["learnings"], reviewers=["@ada", "@acme/sre"], draft=True)
        assert again.did == "unchanged"
        assert server.wrote() == []

    def test_that_a_person_opened_by_hand_is_the_one(self, fake, client):
        fake.person("ada", "Mine", "As we said.", head=HEAD, base="main")
        assert ensure(client).number == 1
        assert fake.items[0].title == "Mine"
        assert fake.items[0].body.endswith("\n\nAs we said.")
        assert ensure(client).did == "unchanged"

    def test_of_another_base_or_branch_is_another(self, fake, client):
        fake.branches.update(release=[], other=[TWO])
        fake.person("ada", "x", "", head=HEAD, base="release")
        fake.person("ada", "x", "", head="other", base="main")
        assert ensure(client).number == 3

    def test_a_new_text_is_written_and_what_people_wrote_around_it_stays(self, fake, client):
        ensure(client)
        fake.items[0].body += "\r\n\r\nFor Ada."
        assert ensure(client, "another").did == "updated"
        assert text(fake) == "another"
        assert fake.items[0].body.endswith("\n\nFor Ada.")

    def test_a_title_of_ours_is_renewed_and_one_of_a_person_is_not(self, fake, client):
        ensure(client)
        ensure(client, title="Promote LRN-1: always dry-run")
        assert fake.items[0].title == "Promote LRN-1: always dry-run"
        fake.items[0].title = "Ours"
        assert ensure(client, title="Promote LRN-1: never").did in ("unchanged", "updated")
        assert fake.items[0].title == "Ours"
        assert ensure(client, title="Promote LRN-1: never").did == "unchanged"

    def test_a_title_closes_nothing_and_mentions_nobody(self, fake, client):
        ensure(client, title="Fixes #3, GH-4 and acme/ops#5 for @ada [skip ci]")
        assert fake.items[0].title == "Fixes # 3, GH- 4 and acme/ops# 5 for @ ada (skip ci)"

    def test_others_commits_make_it_theirs(self, server, fake, client):
        ensure(client)
        server.calls.clear()
        pull = ensure(client, "another", foreign=True)
        assert pull.did == "unchanged"
        assert pull.remarks == ("others committed to its branch: it is left as it is",)
        assert server.wrote() == []

    def test_a_dry_run_writes_nothing(self, server, fake, client):
        assert ensure(client, dry_run=True).did == "created"
        assert fake.items == []
        ensure(client)
        server.calls.clear()
        assert ensure(client, "another", dry_run=True).did == "updated"
        assert server.wrote() == []


class TestClosed:
    def test_stays_closed(self, server, fake, client):
        ensure(client)
        fake.items[0].state = "closed"
        server.calls.clear()
        assert ensure(client, "another").did == "left closed"
        assert server.wrote() == []

    def test_is_opened_without_its_branch_where_others_committed_to_it(self, fake, client):
        ensure(client)
        fake.items[0].state = "closed"
        pushed: list[int] = []
        assert ensure(client, "another", foreign=True).did == "left closed"
        given = {"foreign": True, "reopen": True, "push": lambda: pushed.append(1)}
        for dry_run in (True, False):
            pull = ensure(client, "another", dry_run=dry_run, **given)
            assert pull.did == "reopened"
            assert pull.remarks == ("others committed to its branch: it is left as it is",)
            assert fake.items[0].state == ("closed" if dry_run else "open")
        assert pushed == []
        assert text(fake) != "another"

    def test_stays_closed_and_says_why_where_github_does_not_open_it(self, fake, client):
        ensure(client)
        fake.items[0].state = "closed"
        fake.may_reopen = False
        pull = ensure(client, foreign=True, reopen=True)
        assert pull.did == "left closed"
        assert "it is still closed: others changed its branch" in pull.remarks[0]

    def test_is_opened_when_that_is_asked(self, fake, client):
        ensure(client)
        fake.items[0].state = "closed"
        assert ensure(client, "another", reopen=True, dry_run=True).did == "reopened"
        assert ensure(client, "another", reopen=True).did == "reopened"
        assert fake.items[0].state == "open"
        assert text(fake) == "another"

    def test_that_cannot_be_opened_gets_a_successor(self, fake, client):
        ensure(client)
        fake.items[0].state = "closed"
        fake.may_reopen = False
        pull = ensure(client, reopen=True)
        assert (pull.number, pull.did) == (2, "created")

    def test_the_open_one_counts_before_newer_closed_ones(self, fake, client):
        ensure(client)
        fake.person(BOT, "x", "", head=HEAD, base="main", state="closed")
        assert ensure(client).number == 1


class TestMerged:
    def test_is_done(self, fake, client):
        ensure(client)
        fake.items[0].state, fake.items[0].merged = "closed", True
        assert ensure(client, commit=ONE).did == "merged"
        assert ensure(client, reopen=True).did == "merged"

    def test_with_another_commit_is_another_story(self, fake, client):
        ensure(client)
        fake.items[0].state, fake.items[0].merged = "closed", True
        fake.branches[HEAD] = [TWO]
        pull = ensure(client, commit=TWO)
        assert (pull.number, pull.did) == (2, "created")


class TestRefused:
    def test_actions_may_not_open_any(self, fake, client):
        fake.actions_may_open = False
        with pytest.raises(RemoteError, match="Allow GitHub Actions to create and approve"):
            ensure(client)

    def test_no_commits(self, fake, client):
        fake.branches[HEAD] = []
        with pytest.raises(RemoteError, match="No commits between main and learnings/LRN-1"):
            ensure(client)

    def test_no_branch(self, fake, client):
        del fake.branches[HEAD]
        with pytest.raises(RemoteError, match="push the branch learnings/LRN-1 first"):
            ensure(client)

    def test_no_permission(self, fake, client):
        fake.tokens[CANARY] = Token(BOT, app=True, permissions=frozenset({"issues"}))
        with pytest.raises(RemoteError, match="pull_requests=write"):
            ensure(client)

    def test_drafts_are_ordinary_where_there_are_none(self, fake, client):
        fake.has_drafts = False
        pull = ensure(client, draft=True)
        assert pull.did == "created"
        assert pull.remarks == ("this repository has no drafts: it is an ordinary pull request",)

    def test_another_run_that_was_quicker_made_it(self, fake, client):
        made = fake._page

        def slower(*arguments):
            if not fake.items:
                answer = made(*arguments)
                fake.person(BOT, "x", "", head=HEAD, base="main")
                return answer
            return made(*arguments)

        fake._page = slower
        assert ensure(client).number == 1
        assert len(fake.items) == 1


class TestExtras:
    def test_that_cannot_be_set_are_remarks(self, fake, client):
        pull = ensure(client, reviewers=["nobody", "ops@example.org"], labels=["learnings"])
        assert pull.did == "created"
        assert pull.remarks[0] == "no login and no team, so not asked to review: ops@example.org"
        assert pull.remarks[1].startswith("nobody could not be asked to review: ")
        assert "not a collaborator" in pull.remarks[1]
        assert fake.items[0].labels == ["learnings"]

    @pytest.mark.parametrize(
        ("wanted", "asked", "refused"),
        [
            (["ada", "grace", "acme/sre"], ["ada", "grace", "sre"], []),
            (["ada", "nobody", "grace", "acme/sre"], ["ada", "grace", "sre"], ["nobody"]),
            (["acme/none", "ada"], ["ada"], ["none"]),
            ([BOT, "ada"], ["ada"], [BOT]),
            (["nobody", "no-one"], [], ["nobody", "no-one"]),
        ],
        ids=["all can be asked", "one is no collaborator", "one team is not known",
             "one is the author", "none can be asked"],
    )  # fmt: skip
    def test_one_who_cannot_be_asked_keeps_nobody_else_from_it(
        self, server, fake, client, wanted, asked, refused
    ):
        pull = ensure(client, reviewers=wanted)
        assert [*fake.items[0].reviewers, *fake.items[0].teams] == asked
        told = [remark.partition(" could not be asked to review: ")[0] for remark in pull.remarks]
        assert told == refused
        server.calls.clear()
        ensure(client, reviewers=wanted)
        assert bool(server.wrote()) == bool(refused)
        assert fake.items[0].asked == [
            *fake.items[0].reviewers,
            *map("/{}".format, fake.items[0].teams),
        ]

    def test_labels_without_the_right_are_a_remark(self, fake, client):
        fake.tokens[CANARY] = Token(BOT, app=True, permissions=frozenset({"pull_requests"}))
        [remark] = ensure(client, labels=["learnings"]).remarks
        assert "the labels learnings could not be set" in remark

    def test_that_an_interrupted_run_left_out_are_set(self, fake, client):
        ensure(client)
        ensure(client, labels=["learnings"], reviewers=["ada"])
        assert (fake.items[0].labels, fake.items[0].reviewers) == (["learnings"], ["ada"])

    @pytest.mark.parametrize(
        ("call", "strike"),
        [*itertools.product(range(1, 8), ("killed before", "killed after")),
         *itertools.product((3, 6), FAULTS)],
    )  # fmt: skip
    def test_who_was_not_asked_when_a_run_was_interrupted_is_asked_once_by_the_next(
        self, server, fake, connect, call, strike
    ):
        wanted = ["ada", "nobody", "grace", "acme/sre"]
        begun, struck = connect(), connect(seconds=0.3)
        ensure(begun)
        server.calls.clear()
        if "killed" in strike:
            kill(struck, call, after="after" in strike)
            with pytest.raises(KeyboardInterrupt):
                ensure(struck, reviewers=wanted)
        else:
            server.faults = {call: strike}
            ensure(struck, reviewers=wanted)
            server.faults = {}
        for _ in range(2):
            remarks = ensure(begun, reviewers=wanted).remarks
            assert sorted(fake.items[0].asked) == ["/sre", "ada", "grace"]
            assert [remark.partition(" ")[0] for remark in remarks] == ["nobody"]

    @pytest.mark.parametrize(
        ("done", "asked"),
        [
            ({"reviews": ["ADA"]}, ["grace", "/sre"]),
            ({"asked": ["ada"]}, ["grace", "/sre"]),
            ({"asked": ["/sre"]}, ["ada", "grace"]),
            ({"asked": ["sre"]}, ["ada", "grace", "/sre"]),
            ({"asked": ["ada", "grace", "/sre"], "reviews": ["grace"]}, []),
            ({"asked": ["x"] * 99 + ["grace"]}, ["ada", "/sre"]),
        ],
        ids=["one has reviewed unasked", "a person took back what one was asked",
             "a member of the team has reviewed", "a person is called like the team",
             "all were asked", "a long story"],
    )  # fmt: skip
    def test_who_was_asked_or_has_reviewed_is_left_alone(self, fake, client, done, asked):
        ensure(client)
        for name, value in done.items():
            setattr(fake.items[0], name, list(value))
        ensure(client, reviewers=["ada", "grace", "acme/sre"])
        assert fake.items[0].asked == [*done.get("asked", []), *asked]

    def test_copilot_is_asked_by_one_name_and_shown_by_another(self, server, fake, client):
        ensure(client)
        fake.items[0].asked = ["Copilot"]
        server.calls.clear()
        ensure(client, reviewers=["copilot-pull-request-reviewer[bot]"])
        assert server.wrote() == []

    def test_nobody_is_asked_where_nobody_knows_who_was(self, server, fake, client):
        ensure(client)
        server.calls.clear()
        server.faults = dict.fromkeys((2, 3, 4, 5), "502 before")
        [remark] = ensure(client, reviewers=["ada"]).remarks
        assert remark.startswith("nobody else was asked to review: ")
        assert fake.items[0].asked == []

    def test_that_people_chose_stay(self, fake, client):
        ensure(client, labels=["learnings", "sre"], reviewers=["ada"])
        fake.items[0].labels = ["learnings"]
        fake.items[0].reviewers, fake.items[0].reviews = [], ["ada"]
        ensure(client, labels=["learnings", "sre"], reviewers=["ada"])
        assert (fake.items[0].labels, fake.items[0].reviewers) == (["learnings"], [])


@pytest.mark.parametrize(
    ("author", "enterprise", "words"),
    [
        (BOT, False, "checks wait until someone with write access approves"),
        (BOT, True, "no checks start"),
        ("our-app[bot]", False, "checks start as for any"),
        ("ada", True, "checks start as for any"),
    ],
)
def test_whether_checks_will_start(author, enterprise, words):
    assert words in checks(author, enterprise)
