"""Inputs, outputs and summaries of a step, without a runner."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from learnings.cli import main
from learnings.errors import RemoteError, RepositoryError, UsageError
from learnings.git import find_repository
from learnings.git.remote import Remote
from learnings.github.event import event
from learnings.output import markdown
from learnings.workflow import outputs
from learnings.workflow.inputs import inputs

from .conftest import LOG, SIN, SOUND, log

COMMONMARK = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MODE", "lnit", "the input mode"),
        ("SCOPE", "every", "the input scope"),
        ("PULL_REQUESTS", "501", "the input pull-requests"),
        ("PULL_REQUESTS", "٣", "the input pull-requests"),
        ("DRY_RUN", "yes", "the input dry-run"),
        ("IDS", "LRN-1 --force", "which is no ID"),
        ("IDS", "../x", "which is no ID"),
    ],
)
def test_an_input_that_cannot_be_is_named(name, value, said):
    with pytest.raises(UsageError, match=said):
        inputs({f"INPUT_{name}": value})


def test_empty_inputs_have_their_defaults():
    found = inputs({"INPUT_MODE": "", "INPUT_PULL_REQUESTS": " ", "INPUT_GROUPS": ""})
    assert (found.mode, found.scope, found.pulls, found.groups) == ("lint", "changed", 50, False)
    assert inputs({"INPUT_ARGUMENTS": "--select=a\n\n  --ignore=b c \n"}).arguments == (
        "--select=a", "--ignore=b c",
    )  # fmt: skip
    assert inputs({"INPUT_IDS": "LRN-1,LRN-2  LRN-3"}).ids == ("LRN-1", "LRN-2", "LRN-3")


@given(value=st.text())
def test_an_output_sets_itself_and_nothing_else(tmp_path_factory, value):
    path = tmp_path_factory.getbasetemp() / "output"
    path.unlink(missing_ok=True)
    outputs.give({"GITHUB_OUTPUT": str(path)}, {"issue": value})
    first, *middle, last, end = path.read_text(encoding="utf-8").split("\n")
    name, _, mark = first.partition("<<")
    assert (name, len(middle), last, end) == ("issue", 1, mark, "")
    assert mark not in middle[0]


def test_a_summary_that_has_no_room_is_left_out(tmp_path):
    path = tmp_path / "summary"
    path.write_text("x" * (outputs.SUMMARY - 10))
    outputs.summarise({"GITHUB_STEP_SUMMARY": str(path)}, "y" * 11)
    assert "y" not in path.read_text()
    outputs.summarise({"GITHUB_STEP_SUMMARY": str(path)}, "y" * 10)
    assert path.stat().st_size == outputs.SUMMARY


def test_outputs_that_cannot_be_written_are_a_fault_of_the_environment(tmp_path):
    with pytest.raises(RepositoryError, match="cannot write what the step gives back"):
        outputs.give({"GITHUB_OUTPUT": str(tmp_path)}, {"a": 1})


def test_a_notice_is_one_command(capsys):
    outputs.notice("a\n::error::b%0A\r##[error]c")
    assert capsys.readouterr().out == "::notice title=learnings::a\\n::error::b%250A\\r##[error]c\n"


@given(
    text=st.one_of(st.text(), st.sampled_from(["`` ` ```", "<img src=x>", "@ada #1", "a\\", "|"]))
)
def test_a_code_span_holds_whatever_it_is_given(text):
    tokens = COMMONMARK.parseInline(f"- {markdown.code(text)} end")[0].children
    assert [token.type for token in tokens] == ["text", "code_inline", "text"]
    assert tokens[2].content == " end"


def test_several_formats_are_written_in_one_run(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)
    repository.write(LOG, log(SOUND, SIN))
    words = ["--also", "json=a.json", "--also", "markdown=a.md", "--also", "sarif=a.sarif"]
    assert main(["lint", "--format", "concise", *words]) == 1
    shown = capsys.readouterr().out
    assert "unknown-value" in shown
    found = json.loads((repository.path / "a.json").read_text())["diagnostics"]
    results = json.loads((repository.path / "a.sarif").read_text())["runs"][0]["results"]
    assert len(found) == len(results) > len(shown.splitlines()) - 1
    text = (repository.path / "a.md").read_text()
    assert "- **error** `.learnings/LEARNINGS.md:30` `unknown-value`" in text


@pytest.mark.parametrize("given", ["sarif", "sarif=", "srif=a", "=a"])
def test_what_is_no_format_and_file_is_refused(repository, monkeypatch, capsys, given):
    monkeypatch.chdir(repository.path)
    assert main(["lint", "--also", given]) == 2
    assert "write FORMAT=FILE" in capsys.readouterr().err


def test_a_report_is_never_written_over_a_log(repository, monkeypatch, capsys):
    monkeypatch.chdir(repository.path)
    repository.write(LOG, log(SOUND))
    assert main(["lint", "--also", f"json={LOG}"]) == 2
    assert "is one of the logs" in capsys.readouterr().err


def test_a_summary_ends_before_the_limit_and_counts_the_rest(monkeypatch):
    from learnings.diagnostic import Confidence, Diagnostic, Problem, Severity, Span
    from learnings.output import Report, render

    monkeypatch.setattr(markdown, "LIMIT", 2_000)
    one = Diagnostic(
        "a.md",
        "check",
        "group",
        Severity.ERROR,
        Confidence.HIGH,
        Problem(Span(1, 1, 1, 2), "m" * 90),
    )
    text = render("markdown", Report([one] * 100))
    assert len(text.encode()) <= 2_000
    shown = text.count("- **error**")
    assert f"{100 - shown} more are in the report of the job." in text


def test_links_lead_to_the_commit_of_the_run(repository, monkeypatch):
    from learnings.commands.destination import link

    said = {"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "acme/ops", "GITHUB_SHA": "0" * 40}  # fmt: skip
    assert link(said) == f"https://github.com/acme/ops/blob/{'0' * 40}/"
    assert link(said | {"GITHUB_ACTIONS": ""}) == ""
    assert link(said | {"GITHUB_REPOSITORY": "acme/ops)"}) == ""


def test_an_event_tells_where_a_change_begins(tmp_path):
    path = tmp_path / "event.json"
    said = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": str(path)}
    path.write_text(json.dumps({"before": "a" * 40, "repository": {"default_branch": "main"}}))
    assert (event(said).base_commit, event(said).main) == ("a" * 40, "main")
    path.write_text(json.dumps({"merge_group": {"base_sha": "b" * 40}}))
    assert event(said).base_commit == "b" * 40
    path.write_text(json.dumps({"before": 7, "pull_request": {"number": 3, "commits": "many"}}))
    assert (event(said).number, event(said).commits) == (3, 0)


def test_a_login_that_the_checkout_left_is_not_sent_as_well(repository):
    """GitHub refuses a request with two of them."""
    seen: list[list[str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers.get_all("Authorization") or [])
            self.send_error(404)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        host = f"http://127.0.0.1:{server.server_address[1]}"
        repository.git("config", f"http.{host}/.extraheader", "AUTHORIZATION: basic b2xk")
        remote = Remote(find_repository(str(repository.path)), f"{host}/acme/ops.git", "ghs_new")
        with pytest.raises(RemoteError) as caught:
            remote.bring(["refs/heads/main"], 1)
        server.shutdown()
    login = base64.b64encode(b"x-access-token:ghs_new").decode()
    assert seen == [[f"Basic {login}"]] * len(seen)
    assert seen
    assert login not in str(caught.value)
