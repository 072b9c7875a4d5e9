"""The client: what it repeats, how long it waits, what it follows, and what it never shows."""

from __future__ import annotations

import pickle
import traceback

import pytest

from learnings.errors import RemoteError, UsageError
from learnings.github.answer import refuse
from learnings.github.client import Client
from learnings.github.faults import Limited, Refused, Unanswered
from learnings.github.secret import Secret
from learnings.github.transport import Broken, Reply, exchange

from .conftest import BOT, CANARY
from .fake import Token
from .server import serving

READ, WRITE = "issues", {"title": "x"}


class TestReads:
    @pytest.mark.parametrize("fault", ["cut before", "502 after", "truncated", "html"])
    def test_are_repeated_until_they_are_answered(self, server, client, time, fault):
        server.faults = dict.fromkeys((1, 2, 3), fault)
        assert client.get(READ) == []
        assert time.slept == [1, 2, 4]

    def test_are_given_up_after_four_times(self, server, client):
        server.faults = dict.fromkeys(range(1, 9), "502 before")
        with pytest.raises(Unanswered, match=r"GitHub failed at GET /repos/acme/ops/issues \(502"):
            client.get(READ)
        assert len(server.calls) == 4

    def test_say_what_came_instead_of_json(self, server, client):
        server.faults = dict.fromkeys(range(1, 9), "html")
        with pytest.raises(RemoteError, match="text/html instead of JSON: check the address"):
            client.get(READ)
        server.faults = dict.fromkeys(range(1, 99), "truncated")
        with pytest.raises(RemoteError, match="JSON that is cut or broken"):
            client.get(READ)

    def test_of_lists_go_to_the_last_page(self, fake, client):
        for number in range(250):
            fake.person("ada", f"issue {number}", "")
        assert len(list(client.pages(READ))) == 250

    def test_of_lists_stop_when_nobody_asks_for_more(self, server, fake, client):
        for number in range(250):
            fake.person("ada", f"issue {number}", "")
        next(client.pages(READ))
        assert len(server.calls) == 1

    def test_of_what_is_no_list_are_a_fault(self, fake, client):
        fake.person("ada", "one", "")
        with pytest.raises(RemoteError, match="no list for GET /repos/acme/ops/issues/1"):
            list(client.pages("issues/1"))


class TestWrites:
    @pytest.mark.parametrize("fault", ["cut before", "cut after", "502 before", "502 after",
                                       "truncated", "html"])  # fmt: skip
    def test_are_never_repeated_where_nobody_knows(self, server, client, fault):
        server.faults = {1: fault}
        with pytest.raises(Unanswered):
            client.post(READ, WRITE)
        assert len(server.calls) == 1

    @pytest.mark.parametrize(
        ("fault", "seconds"),
        [("429", 3), ("secondary limit", 60), ("429 without a time", 60), ("primary limit", 6)],
    )
    def test_are_repeated_after_a_limit_when_it_is_over(
        self, server, fake, client, time, fault, seconds
    ):
        server.faults = {1: fault}
        client.post(READ, WRITE)
        assert sum(time.slept) == seconds
        assert len(fake.items) == 1

    def test_keep_a_second_apart(self, client, time):
        for _ in range(3):
            client.post(READ, WRITE)
        assert time.slept == [1, 1]

    def test_wait_longer_each_time_and_not_for_ever(self, server, client, time):
        server.faults = dict.fromkeys(range(1, 9), "secondary limit")
        with pytest.raises(Limited, match="asks to wait 240 s"):
            client.post(READ, WRITE)
        assert time.slept == [60, 120]
        with pytest.raises(Limited):
            client.get(READ)
        assert sum(time.slept) <= 300

    def test_do_not_wait_for_an_hour(self, client):
        reply = Reply(429, {"retry-after": "3600"}, b"{}")
        with pytest.raises(Limited, match="asks to wait 3600 s at POST /x") as caught:
            refuse(reply, "POST /x")
        assert caught.value.seconds == 3600


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "99"}, 7),
        ({"retry-after": "0"}, 1),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:30 GMT", "date": "Fri, 15 Jan 2027 08:00:00 GMT"}, 30),
        ({"retry-after": "soon"}, 60),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800000010",
          "date": "Fri, 15 Jan 2027 08:00:00 GMT"}, 11),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, 1),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, 60),
        ({}, 60),
    ],
)  # fmt: skip
def test_how_long_a_limit_says_to_wait(headers, seconds):
    with pytest.raises(Limited) as caught:
        refuse(Reply(429, headers, b""), "GET /x")
    assert caught.value.seconds == pytest.approx(seconds)


class TestRefusals:
    def test_name_the_permission_that_is_missing(self, fake, client):
        fake.tokens[CANARY] = Token(BOT, app=True, permissions=frozenset())
        with pytest.raises(
            Refused, match="the token may not; it needs the permission issues=write"
        ):
            client.post(READ, WRITE)

    def test_of_a_wrong_token(self, connect):
        with pytest.raises(
            Refused, match=r"\(401\): the token is not valid, or has expired"
        ) as caught:
            connect(token="ghp_" + "x" * 20).get(READ)
        assert caught.value.exit_code == 4

    def test_of_a_repository_that_the_token_does_not_see(self, connect):
        with pytest.raises(Refused, match=r"\(404\): there is none, or the token may not see it"):
            connect(repository="acme/other").get(READ)

    def test_of_issues_that_are_switched_off(self, fake, client):
        fake.has_issues = False
        with pytest.raises(Refused, match=r"switched off.* Issues has been disabled"):
            client.get(READ)

    def test_do_not_repeat_what_they_are_told_without_escaping_it(self):
        body = (
            b'{"message": "no\\u001b[31m \\u202e", "errors": ["'
            + b"x" * 999
            + b'", 3, {"code": "y"}]}'
        )
        with pytest.raises(Refused) as caught:
            refuse(Reply(422, {}, body), "POST /x")
        assert "\x1b" not in str(caught.value)
        assert "\u202e" not in str(caught.value)
        assert len(str(caught.value)) < 500


class TestTime:
    def test_a_silent_server_is_left(self, server, connect):
        server.faults = dict.fromkeys(range(1, 9), "slow")
        with pytest.raises(RemoteError, match=r"did not answer .*no answer within 0.1 s"):
            connect(seconds=0.1).get(READ)

    def test_an_answer_that_is_shorter_than_it_says_is_none(self, server):
        server.faults = {1: "cut in the answer"}
        with pytest.raises(Broken, match="the answer broke off"):
            exchange("GET", f"{server.url}/repos/acme/ops/issues", {}, None, 9)

    def test_no_answer_is_read_for_ever(self, server, monkeypatch):
        monkeypatch.setattr("learnings.github.transport.MOST", 10)
        with pytest.raises(Broken, match="longer than 10 bytes"):
            exchange("GET", f"{server.url}/repos/acme/ops/issues", {}, None, 9)

    def test_no_server_is_an_answer_too(self, connect):
        with pytest.raises(RemoteError, match="GitHub did not answer"):
            connect(api="http://127.0.0.1:1").get(READ)


class TestRedirects:
    def test_of_a_renamed_repository_are_followed_for_reads_and_writes(self, server, fake, connect):
        fake.repository, fake.was = "acme/operations", "acme/ops"
        client = connect()
        client.post(READ, WRITE)
        assert len(client.get(READ)) == 1
        assert len(fake.items) == 1

    def test_take_no_token_to_another_host(self, server, client):
        with serving() as other:
            server.redirect = f"{other.url}/repos/acme/ops/issues"
            with pytest.raises(RemoteError):
                client.get(READ)
            assert len(other.calls) == 1
            assert other.tokens == [""]

    def test_send_no_change_to_another_host(self, server, client):
        with serving() as other:
            server.redirect = f"{other.url}/repos/acme/ops/issues"
            with pytest.raises(RemoteError, match="redirects a change to another host"):
                client.post(READ, WRITE)
            assert other.calls == []

    @pytest.mark.parametrize("target", ["", "file:///etc/passwd", "ftp://127.0.0.1/x"])
    def test_to_nowhere_are_faults(self, server, client, target):
        server.redirect = target or f"{server.url}/repos/acme/ops/issues"
        with pytest.raises(RemoteError, match="redirects to nowhere"):
            client.get(READ)


class TestAddresses:
    @pytest.mark.parametrize(
        "api",
        ["http://github.example", "https://", "ftp://github.example", "https://a:b@github.example",
         "https://github.example?x=1", "https://github.example/ x", "", "https://[", "https://h:x"],
    )  # fmt: skip
    def test_to_which_no_token_is_sent(self, api):
        with pytest.raises(UsageError, match="GITHUB_API_URL"):
            Client(api, CANARY, "acme/ops")

    @pytest.mark.parametrize("name", ["", "ops", "a/b/c", "../x", "a/..", "a/b?c", "a/b\n"])
    def test_of_repositories_that_cannot_be(self, name):
        with pytest.raises(UsageError, match="OWNER/NAME"):
            Client("https://api.github.com", CANARY, name)

    def test_of_an_enterprise_server_have_a_path(self, server, fake, connect):
        fake.base = "/api/v3"
        client = connect(api=server.url)
        assert client.author() == BOT
        assert server.calls == ["POST /api/graphql"]
        client.post(READ, WRITE)
        assert len(fake.items) == 1


class TestAuthors:
    def test_are_asked_for_once(self, server, fake, connect):
        fake.tokens["ghp_person"] = Token("ada")
        client = connect(token="ghp_person")
        assert [client.author(), client.author()] == ["ada", "ada"]
        assert server.calls == ["POST /graphql"]

    def test_that_are_given_are_not_asked_for(self, server, connect):
        assert connect(author="release-bot[bot]").author() == "release-bot[bot]"
        assert server.calls == []

    def test_are_asked_for_in_another_way_where_there_is_no_graphql(self, server, fake, connect):
        fake.has_graphql = False
        fake.tokens["ghp_person"] = Token("ada")
        assert connect(token="ghp_person").author() == "ada"
        assert server.calls == ["POST /graphql", "GET /user"]

    def test_of_wrong_tokens_are_asked_for_once(self, server, connect):
        with pytest.raises(Refused, match="not valid"):
            connect(token="ghp_other").author()
        assert len(server.calls) == 1


class TestTokens:
    @pytest.mark.parametrize("token", ["", "a b", "a\nb", "ä", "a\x00"])
    def test_that_cannot_be_are_refused_without_being_quoted(self, token):
        with pytest.raises(UsageError) as caught:
            Client("https://api.github.com", token, "acme/ops")
        assert not token or token not in str(caught.value)

    def test_do_not_show_themselves(self, client):
        secret = Secret(CANARY)
        shown = f"{secret} {secret!r} {client} {client!r} {vars(client)}"
        assert CANARY not in shown
        with pytest.raises(TypeError):
            pickle.dumps(secret)
        assert secret.hidden(f"a {CANARY} b") == "a *** b"

    @pytest.mark.parametrize(
        "fault", ["cut before", "502 before", "429", "slow", "html", "truncated"]
    )
    def test_are_in_no_traceback(self, server, connect, fault):
        server.faults = dict.fromkeys(range(1, 99), fault)
        client = connect(seconds=0.2, patience=1)
        for call in (lambda: client.get(READ), lambda: client.post(READ, WRITE)):
            with pytest.raises(RemoteError) as caught:
                call()
            shown = "".join(
                traceback.TracebackException.from_exception(
                    caught.value, capture_locals=True
                ).format()
            )
            assert CANARY not in shown
