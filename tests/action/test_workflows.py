"""The workflows, judged by GitHub's parser and by zizmor, and what starts them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.workflow import files

from .conftest import BOT, HERE, LOG, OWN, PIN, ROOT, SIN, SOUND, entry, log, needs_node, rendered

REVIEW = "<!-- learnings:begin review known= -->"
WORTH = entry(
    1, "The disk of the build machine fills up.", status="resolved", more="- Recurrence-Count: 4\n"
)


RIGHTS = {
    "lint": "contents: read, pull-requests: read",
    "review": "contents: read, issues: write",
    "promote": "contents: write, issues: write, pull-requests: write",
}


def reusable(name: str, event: str) -> str:
    """A workflow of a team that calls one of ours, with the rights that the page names."""
    return (
        f"on: {event}\npermissions: {{}}\njobs:\n  ours:\n    permissions: {{{RIGHTS[name]}}}\n"
        f"    uses: {OWN}/.github/workflows/{name}.yml@{PIN}\n"
    )


@needs_node
def test_githubs_parser_finds_nothing_wrong(tmp_path):
    paths = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    for name in files.NAMES:
        (tmp_path / f"{name}.yml").write_text(rendered(name))
        paths.append(tmp_path / f"{name}.yml")
    assert parsed(*paths, ROOT / "action.yml") == {
        str(path): [] for path in (*paths, ROOT / "action.yml")
    }


@needs_node
def test_githubs_parser_finds_planted_faults(tmp_path):
    text = (ROOT / "action.yml").read_text()
    planted = {
        "using.yml": text.replace("using: composite", "using: compsite"),
        "shell.yml": text.replace("shell: bash", "shel: bash"),
        "step.yml": rendered("lint").replace("        uses:", "        use:", 1),
        "context.yml": rendered("review").replace("inputs.dry-run", "inptus.dry-run"),
    }
    for name, content in planted.items():
        (tmp_path / name).write_text(content)
    found = parsed(*(tmp_path / name for name in planted))
    assert [name for name in planted if not found[str(tmp_path / name)]] == []


def parsed(*paths: Path) -> dict[str, list[str]]:
    """What GitHub's parser says of workflows and actions."""
    script = (
        f"const l = await import({json.dumps(str(HERE / 'language.mjs'))});"
        "const all = {};"
        "for (const p of process.argv.slice(1)) {"
        "  const text = (await import('node:fs')).readFileSync(p, 'utf8');"
        "  const made = /^runs:/m.test(text) ? l.action(p) : await l.workflow(p);"
        "  all[p] = made.errors; }"
        "process.stdout.write(JSON.stringify(all));"
    )
    words = ["node", "--no-warnings", "--input-type=module", "-e", script, "--", *map(str, paths)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def zizmor(place: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which(
        "zizmor", path=f"{Path(os.sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    assert program, "zizmor is one of the development dependencies"
    words = [
        program,
        "--offline",
        "--persona=pedantic",
        "--strict-collection",
        "--no-progress",
        ".",
    ]
    return subprocess.run(words, cwd=place, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing_in_what_is_ours_and_what_is_written(tmp_path):
    for path in (ROOT / "action.yml", *(ROOT / ".github" / "workflows").glob("*.yml")):
        there = tmp_path / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    for name in files.NAMES:
        (tmp_path / files.path(name)).write_text(rendered(name))
    done = zizmor(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


def test_zizmor_would_find_something(tmp_path):
    place = tmp_path / ".github" / "workflows"
    place.mkdir(parents=True)
    bad = rendered("promote").replace(
        "        uses: acme", "        run: echo ${{ inputs.ids }}\n        use: acme"
    )
    (place / "bad.yml").write_text(re.sub(r"        use: [\s\S]*", "", bad))
    assert "template-injection" in zizmor(tmp_path).stdout


def test_no_run_of_ours_holds_an_expression_and_all_that_is_used_is_pinned():
    texts = [path.read_text() for path in (ROOT / ".github").rglob("*.yml")]
    texts += [(ROOT / "action.yml").read_text(), *map(rendered, files.NAMES)]
    for text in texts:
        for block in re.findall(r"^( +)run: ((?:.*\n)(?:\1 +.*\n|\n)*)", text, re.MULTILINE):
            assert "${{" not in block[1]
        for used in re.findall(r"^ +uses: (\S+)", text, re.MULTILINE):
            assert used.startswith("./") or re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used)


@needs_node
class TestReview:
    def test_a_schedule_keeps_one_issue(self, world):
        for did in ("1", "0"):
            job = world.run(rendered("review"), "schedule", {"schedule": "23 5 * * 1"})
            assert job.conclusion == "success", job.text
            assert job.outputs["changed"] == did
        (issue,) = world.server.fake.issues()
        assert job.outputs["issue"].endswith(f"/issues/{issue.number}")
        assert issue.login == BOT
        assert "Learnings to look at" in job.last["summary"]

    def test_a_dry_run_by_hand_writes_nothing(self, world):
        job = world.run(rendered("review"), "workflow_dispatch", {}, inputs={"dry-run": True})
        assert job.conclusion == "success", job.text
        assert world.server.fake.issues() == []
        assert "would be created" in job.last["summary"]
        assert job.outputs["changed"] == "0"

    def test_a_dry_promotion_says_what_would_be(self, world):
        world.work.commit({LOG: log(WORTH, SIN), "AGENTS.md": "# Rules\n"})
        world.publish()
        workflow = rendered("promote") + "          dry-run: true\n"
        job = world.run(workflow, "workflow_dispatch", {}, inputs={"ids": "LRN-20260301-001"})
        assert job.conclusion == "success", job.text
        assert "would be created" in job.last["summary"]
        assert job.outputs["changed"] == "0"
        assert world.server.fake.pulls() == []

    def test_a_token_that_may_not_write_is_told_so(self, world):
        from .conftest import READER

        job = world.run(rendered("review"), "schedule", {}, token=READER)
        assert job.last["code"] == 4
        assert job.outputs["exit-code"] == "4"
        assert world.server.fake.issues() == []

    def test_on_an_enterprise_server_its_own_addresses_are_used(self, world):
        world.server.fake.base = "/api/v3"
        job = world.run(rendered("review"), "schedule", {})
        assert job.conclusion == "success", job.text
        assert all(call.partition(" ")[2].startswith("/api/") for call in world.server.calls)
        assert len(world.server.fake.issues()) == 1

    def test_a_team_calls_the_workflow(self, world):
        job = world.run(reusable("review", "schedule"), "schedule", {})
        assert job.conclusion == "success", job.text
        assert job.told["waits"] == ["learnings-issues-acme/ops"]
        assert job.outputs["changed"] == "1"


@needs_node
class TestPromote:
    def test_by_hand_it_opens_one_pull_request(self, world):
        world.work.commit({LOG: log(WORTH, SIN), "AGENTS.md": "# Rules\n"})
        world.publish()
        for did in ("1", "0"):
            given = {"ids": "LRN-20260301-001", "to": "agents", "line": ""}
            job = world.run(rendered("promote"), "workflow_dispatch", {}, inputs=given)
            assert job.conclusion == "success", job.text
            assert job.outputs["changed"] == did
        (pull,) = world.server.fake.pulls()
        assert pull.base == "main"
        assert job.outputs["pull-request"].endswith(f"/pull/{pull.number}")

    @pytest.mark.parametrize("ids", ["", "--dry-run", "$(touch pwned)", "LRN-1; touch pwned"])
    def test_what_is_no_id_is_refused(self, world, ids):
        job = world.run(rendered("promote"), "workflow_dispatch", {}, inputs={"ids": ids})
        assert job.last["code"] == 2, job.text
        assert not list(world.path.rglob("pwned"))

    @pytest.mark.parametrize(
        ("issue", "sender", "runs"),
        [
            ({"login": BOT, "body": f"{REVIEW}\n- [x] a"}, "User", True),
            ({"login": BOT, "body": f"{REVIEW}\n- [ ] a"}, "User", False),
            ({"login": BOT, "body": f"{REVIEW}\n- [x] a"}, "Bot", False),
            ({"login": BOT, "body": "- [x] a"}, "User", False),
            ({"login": "eve", "body": f"{REVIEW}\n- [x] a"}, "User", False),
        ],
        ids=[
            "ticked by a person", "nothing ticked", "edited by a bot", "no issue of ours",
            "an issue of somebody else",
        ],
    )  # fmt: skip
    def test_an_edited_issue_starts_it_where_a_person_ticked_ours(self, world, issue, sender, runs):
        payload = {
            "action": "edited", "sender": {"login": "ada", "type": sender},
            "issue": {"number": 1, "user": {"login": issue["login"]}, "body": issue["body"]},
        }  # fmt: skip
        (job,) = world.jobs(rendered("promote"), "issues", payload)
        assert (job["conclusion"] != "skipped") == runs

    @pytest.mark.parametrize(("who", "code"), [("ada", 0), ("eve", 2)])
    def test_what_a_person_ticks_is_done_if_they_may_write(self, world, who, code):
        world.run(rendered("review"), "schedule", {})
        (issue,) = world.server.fake.issues()
        box = next(
            line for line in issue.body.splitlines() if "act resolve LRN-20260301-001" in line
        )
        issue.body = issue.body.replace(box, box.replace("[ ]", "[x]"))
        payload = {
            "action": "edited", "sender": {"login": who, "type": "User"},
            "issue": {"number": 1, "user": {"login": BOT}, "body": issue.body},
        }  # fmt: skip
        job = world.run(rendered("promote"), "issues", payload)
        assert job.last["code"] == code, job.text
        pulls = world.server.fake.pulls()
        assert len(pulls) == int(job.outputs["pull-requests"]) == (code == 0)
        if code:
            assert "eve may not write here" in job.text

    @pytest.mark.parametrize(
        ("box", "waits"), [("[ ]", []), ("[x]", ["learnings-issues"])], ids=["nothing", "a tick"]
    )
    def test_an_edit_that_asks_for_nothing_takes_no_place_of_a_run(self, world, box, waits):
        payload = {
            "action": "edited", "sender": {"login": "ada", "type": "User"},
            "issue": {"number": 1, "user": {"login": BOT}, "body": f"{REVIEW}\n- {box} a"},
        }  # fmt: skip
        (job,) = world.jobs(rendered("promote"), "issues", payload)
        assert job["waits"] == waits

    def test_a_run_by_hand_waits_for_no_other_and_gives_its_place_to_none(self, world):
        given = {"ids": "LRN-20260301-009"}
        (job,) = world.jobs(rendered("promote"), "workflow_dispatch", {}, inputs=given)
        assert job["waits"] == ["learnings-1"]
        team = reusable("promote", "push") + "    with:\n      ids: LRN-20260301-009\n"
        assert [job["waits"] for job in world.jobs(team, "push", {})] == [
            ["learnings-issues-acme/ops-1"]
        ]

    def test_an_opened_issue_does_not(self, world):
        payload = {"action": "opened", "sender": {"type": "User"}, "issue": {"user": {}}}
        (job,) = world.jobs(rendered("promote"), "issues", payload)
        assert job["conclusion"] == "not triggered"


@needs_node
def test_a_team_calls_the_workflow_that_lints(world):
    new = entry(3, "A new one.", status="strange")
    labels = """    with:\n      runs-on: '["self-hosted", "linux"]'\n"""
    job = world.on_pull(
        reusable("lint", "pull_request") + labels, world.pull(2, {LOG: log(SOUND, SIN, new)})
    )
    assert job.conclusion == "failure"
    assert job.told["labels"] == ["self-hosted", "linux"]
    assert job.told["outputs"]["findings"] == job.told["outputs"]["errors"] == "1"


@needs_node
def test_it_installs_itself_from_its_own_checkout_and_once(world):
    workflow = rendered("lint")
    step = workflow[workflow.index("      - name: Lint\n") :]
    job = world.on_pull(workflow + step, world.pull(2, {"a.txt": ""}), installed=False)
    assert job.conclusion == "success", job.text
    made = list((world.path / "run-0" / "temp").glob("learnings-*/bin/learnings"))
    assert len(made) == 1
    assert not (ROOT / "build").exists()


@needs_node
@pytest.mark.parametrize(
    "python", ["/nowhere/python", "false", "."], ids=["no file", "no Python", "a folder"]
)
def test_a_python_that_is_none_is_told_and_no_other_taken(world, python):
    workflow = rendered("review") + f"          python: {python}\n"
    job = world.run(workflow, "schedule", {})
    assert job.conclusion == "failure"
    (step,) = [step for step in job.told["steps"] if step["name"] == "Install learnings"]
    assert (step["code"], step["log"].count("::error")) == (2, 1)
    assert job.outputs["exit-code"] == "2"
    assert "The input python names no Python 3.11 or newer" in step["log"]
    assert world.server.fake.issues() == []


@needs_node
@pytest.mark.parametrize(
    ("breaks", "said"),
    [("venv", "makes no environment"), ("pip", "pip cannot install"), ("", "ended early")],
    ids=["no ensurepip", "an index that does not answer", "a folder that is in the way"],
)
def test_an_installation_that_fails_is_told_and_no_finding(world, breaks, said):
    """A Python that fits, of which one part does not work; its environment is itself."""
    python = world.path / "python"
    python.write_text(
        "#!/bin/sh\n"
        f'case "$*" in *"-m {breaks or "no"}"*) echo "a broken {breaks}" >&2; exit 1;; esac\n'
        "for last; do :; done\n"
        'case "$*" in *"-m venv"*) mkdir -p "$last/bin" && cp "$0" "$last/bin/python"\n'
        'touch "$last/source";; esac\n'
    )
    python.chmod(0o755)
    job = world.run(rendered("lint") + f"          python: {python}\n", "push", {})
    assert job.conclusion == "failure"
    (line,) = job.annotations()
    assert line.startswith("::error title=learnings::")
    assert said in line
    assert f"a broken {breaks}" in job.text or "source" in job.text
    assert job.outputs["exit-code"] == "3"


def test_the_page_shows_the_workflow_as_it_is_written():
    page = (ROOT / "docs" / "actions.md").read_text()
    text = rendered("lint", "OWNER/learnings@0123456789abcdef0123456789abcdef01234567")
    assert text.split("\n", 2)[2] in page


def test_the_names_of_jobs_and_outputs_are_those_of_the_page():
    page = (ROOT / "docs" / "actions.md").read_text()
    text = (ROOT / "action.yml").read_text()
    for part in ("inputs", "outputs"):
        block = re.search(rf"^{part}:\n((?:  .*\n|\n)+)", text, re.MULTILINE)
        assert block
        for name in re.findall(r"^  ([\w-]+):$", block[1], re.MULTILINE):
            assert f"| `{name}` |" in page, f"{part}: {name}"


BRANCHES = {
    "the main one": (["main", "topic"], "topic", "main"),
    "an old one beside others": (["a-topic", "master"], "a-topic", "master"),
    "a trunk": (["trunk", "x"], "x", "trunk"),
    "the only one": (["stable"], "stable", "stable"),
    "the only one, something else checked out": (["stable"], "topic", "stable"),
    "several, of which none has a usual name": (["a", "b"], "a", "main"),
    "none that is known yet": ([], "master", "master"),
}


class TestInstall:
    ACTION = f"{OWN}@{PIN}"

    @pytest.fixture
    def place(self, repository, monkeypatch):
        monkeypatch.chdir(repository.path)
        return repository.path

    def run(self, *words: str) -> int:
        return main(["install", "github", *words])

    def test_it_writes_all_and_a_second_time_changes_nothing(self, place, capsys):
        assert self.run("--action", self.ACTION) == 0
        before = {path: path.read_bytes() for path in (place / ".github" / "workflows").iterdir()}
        assert len(before) == 3
        capsys.readouterr()
        assert self.run() == 0
        assert capsys.readouterr().out.count("is up to date") == 3
        assert {path: path.read_bytes() for path in before} == before

    def test_what_was_chosen_once_stays_and_a_new_version_comes_in(self, place):
        self.run("--action", self.ACTION, "--runs-on", "self-hosted", "--bot", "ops[bot]")
        newer = f"{OWN}@{'9' * 40}"
        assert self.run("--action", newer) == 0
        texts = [path.read_text() for path in (place / ".github" / "workflows").iterdir()]
        assert all("runs-on: self-hosted" in text and newer in text for text in texts)
        assert any("user.login == 'ops[bot]'" in text for text in texts)

    def test_a_runner_with_several_labels_is_written_and_stays(self, place):
        self.run("--action", self.ACTION, "--runs-on", "[self-hosted, linux]")
        assert self.run("--action", f"{OWN}@{'9' * 40}") == 0
        for path in (place / ".github" / "workflows").iterdir():
            assert "\n    runs-on: [self-hosted, linux]\n" in path.read_text()

    def test_pins_that_a_bot_moved_are_no_change_of_somebody_and_stay(self, place):
        self.run("--action", self.ACTION)
        for path in (place / ".github" / "workflows").iterdir():
            text = re.sub(
                r"@[0-9a-f]{40}( # v6.0.2)?", lambda found: f"@{'8' * 40}", path.read_text()
            )
            path.write_text(text)
        assert self.run() == 0
        texts = [path.read_text() for path in (place / ".github" / "workflows").iterdir()]
        assert all(f"actions/checkout@{'8' * 40}\n" in text for text in texts)

    def test_what_somebody_changed_is_left_and_named(self, place, capsys):
        self.run("--action", self.ACTION)
        mine = place / files.path("review")
        mine.write_text(mine.read_text().replace("23 5 * * 1", "23 5 * * *"))
        kept = mine.read_bytes()
        assert self.run("--action", f"{OWN}@{'9' * 40}") == 3
        out, err = capsys.readouterr()
        assert files.path("review") in err
        assert out.count(f"wrote {files.path('lint')}") == 2
        assert mine.read_bytes() == kept
        assert self.run("--remove") == 3
        assert mine.read_bytes() == kept
        assert self.run("--action", self.ACTION, "--force") == 0
        assert mine.read_bytes() != kept

    def test_a_workflow_of_somebody_else_is_left(self, place, capsys):
        (place / ".github" / "workflows").mkdir(parents=True)
        (place / files.path("lint")).write_text("name: mine\n")
        assert self.run("--action", self.ACTION, "--only", "lint") == 3
        assert (place / files.path("lint")).read_text() == "name: mine\n"

    def test_line_ends_that_git_made_are_no_change_of_somebody(self, place, capsys):
        self.run("--action", self.ACTION)
        for path in (place / ".github" / "workflows").iterdir():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        capsys.readouterr()
        assert self.run() == 0
        assert capsys.readouterr().out.count("is up to date") == 3
        assert self.run("--action", f"{OWN}@{'9' * 40}") == 0
        assert capsys.readouterr().out.count("wrote ") == 3
        assert b"\r" not in (place / files.path("lint")).read_bytes()

    def test_nothing_is_said_to_be_written_that_was_not(self, place, tmp_path, capsys):
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (place / ".github").mkdir()
        (place / ".github" / "workflows").symlink_to(elsewhere)
        assert self.run("--action", self.ACTION) in (2, 3)
        out, err = capsys.readouterr()
        assert out == ""
        assert err != ""
        assert list(elsewhere.iterdir()) == []

    def test_the_branch_is_the_current_one_where_no_remote_names_another(self, repository, place):
        repository.git("checkout", "-q", "-b", "trunk")
        self.run("--action", self.ACTION)
        assert "branches: [trunk]" in (place / files.path("lint")).read_text()
        repository.git("checkout", "-q", "-b", "topic")
        self.run("--action", f"{OWN}@{'9' * 40}")
        assert "branches: [trunk]" in (place / files.path("lint")).read_text()

    def test_with_a_remote_that_names_none_it_is_main(self, repository, place):
        repository.git("checkout", "-q", "-b", "topic")
        repository.git("remote", "add", "origin", "https://git.example/acme/ops.git")
        self.run("--action", self.ACTION)
        assert "branches: [main]" in (place / files.path("lint")).read_text()

    @pytest.mark.parametrize(("there", "here", "told"), BRANCHES.values(), ids=BRANCHES)
    def test_the_branch_is_one_that_the_remote_has(self, there, here, told, repository, place):
        commit = repository.commit({"a.md": "a\n"})
        repository.git("branch", "-M", here)
        repository.git("remote", "add", "origin", "https://git.example/acme/ops.git")
        for name in there:
            repository.git("update-ref", f"refs/remotes/origin/{name}", commit)
        self.run("--action", self.ACTION, "--only", "lint")
        assert f"branches: [{told}]" in (place / files.path("lint")).read_text()

    def test_it_goes_without_a_trace(self, place):
        self.run("--action", self.ACTION)
        assert self.run("--remove") == 0
        assert not list((place / ".github" / "workflows").iterdir())

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            ((), "where is the Action?"),
            (("--action", f"{OWN}@v1"), "since a tag can be moved"),
            (("--action", f"{OWN}@{PIN}\n  evil: x"), "since a tag can be moved"),
            (("--action", f"{OWN}@{PIN}", "--runs-on", "x\ny: z"), "no label of a runner"),
            (("--action", f"{OWN}@{PIN}", "--runs-on", "[a, b"), "no label of a runner"),
            (("--action", f"{OWN}@{PIN}", "--runs-on", "[a, [b]]"), "several as [self-hosted"),
            (("--action", f"{OWN}@{PIN}", "--bot", "my app"), "no login: write one such as"),
            (("--action", f"{OWN}@{PIN}", "--hook", "all"), "--hook goes with"),
        ],
        ids=[
            "no action",
            "a tag",
            "another line",
            "a runner of two lines",
            "half a list",
            "a list of lists",
            "no login",
            "an option of git",
        ],
    )
    def test_what_cannot_be_is_refused(self, place, capsys, words, said):
        assert self.run(*words) == 2
        assert said in capsys.readouterr().err
        assert not (place / ".github").exists()

    def test_an_option_of_github_is_none_for_git(self, place, capsys):
        assert main(["install", "git", "--force"]) == 2
        assert "--force goes with `learnings install github`" in capsys.readouterr().err

    def test_outside_a_repository_it_is_refused(self, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        assert self.run("--action", self.ACTION) == 3
