"""The git room: every shape of repository works, or says in one sentence why not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from learnings.cli import main
from learnings.errors import LearningsError, RepositoryError, UsageError
from learnings.git import Change, Repository, find_repository

LOG = ".learnings/LEARNINGS.md"


def found(path: Path | str) -> Repository:
    repository = find_repository(str(path))
    assert repository is not None
    return repository


def letters(changes: list[Change]) -> list[str]:
    return [
        f"{change.status} {change.old_path} > {change.path}"
        if change.old_path != change.path
        else f"{change.status} {change.path}"
        for change in changes
    ]


# --- finding it ------------------------------------------------------------------------------


def test_a_folder_outside_any_repository_has_none(tmp_path):
    assert find_repository(str(tmp_path)) is None


def test_it_is_found_from_a_folder_a_file_and_a_path_that_is_not_there(repository):
    inner = repository.write("a/b/c.md", "text")
    for start in (repository.path, inner.parent, inner, inner.parent / "no" / "such"):
        assert Path(found(start).top) == repository.path


def test_a_linked_work_tree_has_its_own_top_and_index(repository, tmp_path):
    repository.commit({LOG: "one\n"})
    repository.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "side")
    (tmp_path / "linked" / LOG).write_text("two\n")
    subprocess.run(["git", "add", "-A"], cwd=tmp_path / "linked", check=True)
    linked = found(tmp_path / "linked" / ".learnings")
    assert Path(linked.top) == tmp_path / "linked"
    assert letters(linked.staged_paths()) == [f"M {LOG}"]
    assert found(repository.path).staged_paths() == []
    assert linked.read_rev("main", lambda path: path == LOG) == {LOG: b"one\n"}


def test_a_submodule_is_a_repository_and_for_its_parent_a_link(build):
    part, whole = build("part"), build("whole")
    part.commit({LOG: "one\n"})
    whole.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(part.path), "part"
    )
    whole.commit()
    assert Path(found(whole.path / "part").top) == whole.path / "part"
    assert found(whole.path / "part").tree_files("HEAD").keys() == {LOG}
    assert found(whole.path).index_files().keys() == {".gitmodules"}
    assert found(whole.path).index_tree().exists("part/anything")


def test_a_bare_repository_gives_revisions_and_says_that_it_has_no_index(build, tmp_path):
    source = build("source")
    source.commit({LOG: "one\n"})
    source.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    bare = found(tmp_path / "bare.git")
    assert bare.bare
    assert bare.tree("HEAD").text(LOG) == "one\n"
    with pytest.raises(RepositoryError, match="no work tree"):
        bare.staged_paths()


def test_a_detached_head_is_no_obstacle(repository):
    first = repository.commit({LOG: "one\n"})
    repository.git("checkout", "--quiet", "--detach")
    repository.stage(LOG, "two\n")
    assert found(repository.path).resolve("HEAD") == first
    assert found(repository.path).merge_heads() == []
    assert letters(found(repository.path).staged_paths()) == [f"M {LOG}"]


def test_a_shallow_clone_knows_that_it_is_one(build, tmp_path):
    source = build("source")
    for text in ("one\n", "two\n"):
        source.commit({LOG: text})
    source.git("clone", "--quiet", "--depth=1", f"file://{source.path}", str(tmp_path / "shallow"))
    shallow = found(tmp_path / "shallow")
    assert shallow.shallow
    assert shallow.read_rev("HEAD", lambda path: True) == {LOG: b"two\n"}
    with pytest.raises(RepositoryError, match="the clone is shallow"):
        shallow.resolve("HEAD~1")


FETCHED = {
    "a branch": ("origin/main", "git fetch origin main:refs/remotes/origin/main"),
    "its full name": ("refs/remotes/origin/main", "origin main:refs/remotes/origin/main"),
    "a commit before it": ("origin/main~3", "origin main:refs/remotes/origin/main"),
    "a branch with a slash": ("origin/a/b", "origin a/b:refs/remotes/origin/a/b"),
    "a branch that is there": ("origin/topic~9", "fetch more of its history"),
    "a branch of no remote": ("fork/main", "fetch more of its history"),
    "what would be more than one word": ("origin/a;b", "fetch more of its history"),
}


@pytest.mark.parametrize(("rev", "remedy"), FETCHED.values(), ids=FETCHED)
def test_a_clone_of_one_branch_says_what_fetches_another(build, tmp_path, rev, remedy):
    source = build("source")
    source.commit({LOG: "one\n"})
    source.git("switch", "--quiet", "-c", "topic")
    source.commit({LOG: "two\n"})
    source.git("clone", "--quiet", "--depth=1", f"file://{source.path}", str(tmp_path / "one"))
    with pytest.raises(RepositoryError) as caught:
        found(tmp_path / "one").resolve(rev)
    assert remedy in str(caught.value)


def test_what_it_says_fetches_the_branch(build, tmp_path):
    source = build("source")
    first = source.commit({LOG: "one\n"})
    source.git("switch", "--quiet", "-c", "topic")
    url, target = f"file://{source.path}", tmp_path / "one"
    source.git("clone", "--quiet", "--single-branch", url, str(target))
    with pytest.raises(UsageError) as caught:
        found(target).resolve("origin/main")
    command = str(caught.value).split("`")[1]
    subprocess.run(command.split(), cwd=target, check=True, capture_output=True)
    assert found(target).resolve("origin/main") == first


SECRET = "https://who:word@example.org/x"
ADDRESSES = {
    "with a password": SECRET,
    "with a token alone": "https://word@example.org/x",
    "with an at sign in the password": "ssh://who:wo@word@example.org/x",
    "in a revision": f"{SECRET}..HEAD",
}


@pytest.mark.parametrize("rev", ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_is_repeated_without_its_password(repository, rev):
    repository.commit({LOG: "one\n"})
    with pytest.raises(UsageError, match=r"//\*\*\*@example\.org/x") as caught:
        found(repository.path).resolve(rev)
    assert "word" not in str(caught.value)


@pytest.mark.parametrize(
    "words",
    [
        ("changed", SECRET),
        ("changed", "--rev", SECRET),
        ("lint", f"--changed={SECRET}"),
        ("lint", "--rev", SECRET),
        ("lint", "--rev", "HEAD", "--since", SECRET),
        ("lint", "--range", SECRET),
        ("lint", "--range", f"{SECRET}..HEAD"),
        ("lint", f"--chnged={SECRET}"),
        ("lint", SECRET),
        ("changed", "HEAD", SECRET),
        (SECRET,),
    ],
    ids=" ".join,
)
def test_no_command_repeats_a_password(repository, monkeypatch, capsys, words):
    repository.commit({LOG: "one\n"})
    monkeypatch.chdir(repository.path)
    assert main(list(words)) in (2, 3)
    said = capsys.readouterr()
    assert "word@" not in said.out + said.err


def test_a_sha256_repository_is_read_by_the_git_program(build):
    repository = build("long", "--object-format=sha256")
    repository.commit({LOG: "one\n"})
    repository.stage(LOG, "two\n")
    long = found(repository.path)
    assert long.read_rev("HEAD", lambda path: True) == {LOG: b"one\n"}
    assert long.index_tree().text(LOG) == "two\n"


def test_a_format_that_git_does_not_know_is_one_sentence(repository):
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "extensions.noSuchThing", "yes")
    with pytest.raises(RepositoryError, match=r"too old .*found: nosuchthing$") as caught:
        find_repository(str(repository.path))
    assert caught.value.exit_code == 3


def test_another_owners_repository_names_the_remedy(repository, monkeypatch):
    repository.commit({LOG: "one\n"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(RepositoryError, match=r"safe\.directory .*repository"):
        find_repository(str(repository.path))


def test_a_partial_clone_says_what_to_fetch_and_fetches_nothing(build, tmp_path):
    source = build("source")
    source.git("config", "uploadpack.allowFilter", "true")
    source.commit({LOG: "one\n"})
    source.git(
        "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{source.path}",
        str(tmp_path / "partial"),
    )  # fmt: skip
    partial = found(tmp_path / "partial")
    assert partial.tree_files("HEAD").keys() == {LOG}
    with pytest.raises(RepositoryError, match="git fetch --refetch"):
        partial.read_rev("HEAD", lambda path: True)
    with pytest.raises(RepositoryError, match="git fetch --refetch"):
        partial.tree("HEAD").text(LOG)


def test_a_sparse_checkout_deletes_nothing(repository):
    repository.commit({LOG: "one\n", "src/code.py": "pass\n"})
    repository.git("sparse-checkout", "set", "--sparse-index", "src")
    sparse = found(repository.path)
    assert not (repository.path / LOG).exists()
    assert sparse.staged_paths() == []
    assert sparse.index_tree().text(LOG) == "one\n"


def test_a_split_index_is_read(repository):
    repository.commit({LOG: "one\n"})
    repository.git("update-index", "--split-index")
    repository.stage("new.md", "new\n")
    assert letters(found(repository.path).staged_paths()) == ["A new.md"]
    assert found(repository.path).index_files().keys() == {LOG, "new.md"}


def test_reftable_works_or_is_one_sentence(build, tmp_path):
    try:
        repository = build("tables", "--ref-format=reftable")
        repository.commit({LOG: "one\n"})
    except AssertionError:  # this git cannot make one, and so cannot read one either
        repository = build("flagged")
        repository.git("config", "core.repositoryFormatVersion", "1")
        repository.git("config", "extensions.refStorage", "reftable")
    try:
        read = found(repository.path).read_rev("HEAD", lambda path: True)
    except RepositoryError as error:
        assert "too old for the repository" in str(error)  # noqa: PT017
    else:
        assert read == {LOG: b"one\n"}


def test_a_broken_work_tree_link_is_one_sentence(tmp_path):
    (tmp_path / "lost").mkdir()
    (tmp_path / "lost" / ".git").write_text("gitdir: /no/such/folder\n")
    with pytest.raises(RepositoryError, match="git cannot use the repository"):
        find_repository(str(tmp_path / "lost"))


def test_without_git_the_sentence_says_so(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RepositoryError, match="git cannot be run"):
        find_repository(str(repository.path))


# --- what is staged and what differs ---------------------------------------------------------


def test_before_the_first_commit_everything_staged_is_added(repository):
    repository.stage(LOG, "one\n")
    repository.write("unstaged.md", "two\n")
    assert letters(found(repository.path).staged_paths()) == [f"A {LOG}"]


def test_changes_carry_both_sides_and_renames_the_old_name(repository):
    text = "".join(f"line {number}\n" for number in range(20))
    repository.commit({"a.md": text, "b.md": "old\n", "c.md": "gone\n", "d.md": "same\n"})
    repository.git("mv", "a.md", "moved.md")
    repository.git("rm", "--quiet", "c.md")
    repository.stage("b.md", "new\n")
    repository.stage("über \t\u202e.md", "named\n")
    room = found(repository.path)
    changes = room.staged_paths()
    assert sorted(letters(changes)) == [
        "A über \t\u202e.md", "D c.md", "M b.md", "R a.md > moved.md",
    ]  # fmt: skip
    edited = next(change for change in changes if change.path == "b.md")
    data = room.read_many([edited.old, edited.new])
    assert (data[edited.old], data[edited.new]) == (b"old\n", b"new\n")
    gone = next(change for change in changes if change.status == "D")
    assert gone.new == ""


def test_settings_of_the_person_do_not_change_the_answer(repository, own_git):
    own_git.write_text(
        "[diff]\n\trelative = true\n\trenames = false\n\texternal = false\n"
        "\tnoprefix = true\n[core]\n\tquotePath = true\n[color]\n\tui = always\n[status]\n"
        "\trelativePaths = true\n"
    )
    repository.commit({"a.md": "text\n" * 9})
    repository.git("mv", "a.md", "é.md")
    assert letters(found(repository.path).staged_paths()) == ["R a.md > é.md"]


def test_the_index_is_read_and_not_the_work_tree(repository):
    repository.commit({LOG: "committed\n"})
    repository.stage(LOG, "staged\n")
    repository.write(LOG, "unstaged\n")
    room = found(repository.path)
    assert room.index_tree().text(LOG) == "staged\n"
    assert room.tree("HEAD").text(LOG) == "committed\n"


def test_an_unmerged_path_is_ours(repository):
    repository.commit({LOG: "base\n"})
    repository.git("checkout", "--quiet", "-b", "theirs")
    repository.commit({LOG: "theirs\n"})
    repository.git("checkout", "--quiet", "main")
    repository.commit({LOG: "ours\n"})
    subprocess.run(
        ["git", "merge", "theirs"], cwd=repository.path, capture_output=True, check=False
    )
    room = found(repository.path)
    assert room.merge_heads() == [room.resolve("theirs")]
    assert letters(room.staged_paths())[0][0] == "U"
    assert room.index_tree().text(LOG) == "ours\n"


def test_two_commits_are_compared(repository):
    first = repository.commit({LOG: "one\n"})
    repository.commit({LOG: "two\n", "more.md": "more\n"})
    room = found(repository.path)
    assert letters(room.changed_between(first, "HEAD")) == [f"M {LOG}", "A more.md"]
    assert room.merge_base(first, "HEAD") == first


@pytest.mark.parametrize(
    "rev",
    [
        pytest.param("nope", id="an unknown name"),
        pytest.param("--help", id="an option"),
        pytest.param("a\0b", id="a name with NUL"),
        pytest.param("", id="an empty name"),
        pytest.param("HEAD:README.md", id="a file"),
    ],
)
def test_what_is_no_revision_is_a_usage_error(repository, rev):
    repository.commit()
    with pytest.raises(UsageError):
        found(repository.path).resolve(rev)


@pytest.mark.parametrize("rev", ["HEAD", "main"])
def test_before_the_first_commit_there_is_no_revision(repository, rev):
    with pytest.raises(RepositoryError, match="has no commit yet"):
        found(repository.path).resolve(rev)


def test_names_and_bytes_that_are_not_utf8_survive(repository):
    name = os.fsdecode(b"caf\xe9.md")
    repository.stage(name, b"\xff\xfe\n")
    repository.commit()
    room = found(repository.path)
    assert room.read_rev("HEAD", lambda path: True) == {name: b"\xff\xfe\n"}
    assert room.read_many(room.index_files().values()).popitem()[1] == b"\xff\xfe\n"


def test_both_ways_of_reading_a_revision_agree(repository):
    repository.commit({LOG: "one\n", "a/b/c.md": "", "x.md": "y" * 70000})
    (repository.path / "link.md").symlink_to("x.md")
    repository.git("add", "-A")
    repository.commit()
    room = found(repository.path)
    by_program = room.read_many(room.tree_files("HEAD").values())
    by_library = room.read_rev("HEAD", lambda path: True)
    assert sorted(by_library.values()) == sorted(by_program.values())
    assert "link.md" not in by_library


def test_many_files_are_read_in_one_go(repository):
    repository.commit({f"{number}.md": f"text {number}\n" * 50 for number in range(500)})
    room = found(repository.path)
    files = room.index_files()
    data = room.read_many(files.values())
    assert all(data[files[f"{n}.md"]] == f"text {n}\n".encode() * 50 for n in range(500))


# --- inside a hook ---------------------------------------------------------------------------

HOOK = """#!{python}
import os, sys
sys.path[:0] = {path!r}
from learnings.git import find_repository
room = find_repository(".")
other = find_repository({other!r})
with open({out!r}, "a", encoding="utf-8") as file:
    print(room.top, [c.status + c.path for c in room.staged_paths()],
          room.index_tree().text({log!r}), [c.path for c in other.staged_paths()], file=file)
"""


@pytest.fixture
def hooked(repository, build, tmp_path):
    """A repository whose pre-commit hook writes down what the git room tells it."""
    other = build("other")
    other.stage("elsewhere.md", "text\n")
    repository.commit({LOG: "one\n", "b.md": "one\n"})
    hook = repository.path / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    told = str(tmp_path / "told")
    hook.write_text(
        HOOK.format(python=sys.executable, path=sys.path, other=str(other.path), out=told, log=LOG)
    )
    hook.chmod(0o755)
    return repository


COMMITS = [
    pytest.param(["commit", "-qm", "x"], "staged\n", id="commit takes the index"),
    pytest.param(["commit", "-qam", "x"], "unstaged\n", id="commit -a takes the work tree"),
    pytest.param(["commit", "-qm", "x", "--", LOG], "unstaged\n", id="commit PATH takes the path"),
]


@pytest.mark.parametrize(("command", "text"), COMMITS)
def test_a_hook_sees_the_index_of_its_commit(hooked, tmp_path, command, text):
    hooked.stage(LOG, "staged\n")
    hooked.write(LOG, "unstaged\n")
    hooked.git(*command)
    told = (tmp_path / "told").read_text()
    assert told == f"{hooked.path} ['M{LOG}'] {text} ['elsewhere.md']\n"
    assert hooked.git("show", f"HEAD:{LOG}") + "\n" == text


def test_a_hook_in_a_linked_work_tree_sees_that_one(hooked, tmp_path):
    hooked.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "side")
    (tmp_path / "linked" / LOG).write_text("linked\n")
    subprocess.run(["git", "commit", "-qam", "x"], cwd=tmp_path / "linked", check=True)
    told = (tmp_path / "told").read_text()
    assert told == f"{tmp_path / 'linked'} ['M{LOG}'] linked\n ['elsewhere.md']\n"


def test_a_work_tree_named_by_the_environment_alone_is_found(build, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    (home / "notes.md").write_text("text\n")
    build("dots.git", "--bare")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "dots.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(home))
    subprocess.run(["git", "add", "notes.md"], cwd=home, check=True)
    monkeypatch.chdir(home)
    assert letters(found(".").staged_paths()) == ["A notes.md"]


# --- trees -----------------------------------------------------------------------------------


@pytest.fixture(params=["work tree", "index", "revision"])
def tree(request, repository):
    """The same files three ways, with links, a large file and a binary one."""
    from learnings.git import WorkTree

    repository.write("outside.md", "secret\n")
    (repository.path / "link.md").symlink_to("docs/a.md")
    (repository.path / "linked").symlink_to("docs")
    repository.write("docs/a.md", "text\n")
    repository.write("large.md", "x" * ((1 << 20) + 1))
    repository.write("limit.md", "x" * (1 << 20))
    repository.write("binary.md", b"a\0b")
    repository.git("add", "-A")
    repository.commit()
    if request.param == "work tree":
        return WorkTree(str(repository.path))
    room = found(repository.path)
    return room.index_tree() if request.param == "index" else room.tree("HEAD")


EXISTS = [
    pytest.param("nope.md", False, id="a missing file"),
    pytest.param("docs/nope.md", False, id="a missing file in a folder"),
    pytest.param("docs/a.md/x", False, id="below a file"),
    pytest.param("../outside.md", False, id="above the top"),
    pytest.param("docs/../../x", False, id="above the top by a detour"),
    pytest.param("/etc/passwd", False, id="an absolute path"),
    pytest.param("a\0b", False, id="NUL"),
    pytest.param("x" * 5000, False, id="a name too long"),
    pytest.param("docs/a.md", True, id="a file"),
    pytest.param("./docs//a.md", True, id="a file said clumsily"),
    pytest.param("docs", True, id="a folder"),
    pytest.param("docs/", True, id="a folder with a slash"),
    pytest.param(".", True, id="the top"),
    pytest.param("link.md", True, id="a link"),
    pytest.param("linked/anything.md", True, id="behind a link, where we do not look"),
]


@pytest.mark.parametrize(("path", "expected"), EXISTS)
def test_a_tree_knows_what_exists(tree, path, expected):
    assert tree.exists(path) is expected


TEXTS = [
    pytest.param("nope.md", None, id="a missing file"),
    pytest.param("docs", None, id="a folder"),
    pytest.param("link.md", None, id="a link"),
    pytest.param("linked/a.md", None, id="behind a link"),
    pytest.param("../outside.md", None, id="above the top"),
    pytest.param("large.md", None, id="a file above the limit"),
    pytest.param("binary.md", None, id="a binary file"),
    pytest.param("docs/a.md", "text\n", id="a file"),
    pytest.param("limit.md", "x" * (1 << 20), id="a file at the limit"),
]


@pytest.mark.parametrize(("path", "expected"), TEXTS)
def test_a_tree_reads_small_plain_files_only(tree, path, expected):
    assert tree.text(path) == expected


def test_a_pipe_is_not_opened(repository):
    from learnings.git import WorkTree

    os.mkfifo(repository.path / "pipe.md")
    assert WorkTree(str(repository.path)).text("pipe.md") is None


def test_a_loop_of_links_ends(repository):
    from learnings.git import WorkTree

    (repository.path / "one").symlink_to("two")
    (repository.path / "two").symlink_to("one")
    tree = WorkTree(str(repository.path))
    assert tree.exists("one")
    assert tree.text("one/x") is None


def test_no_error_of_the_room_has_two_lines(repository, monkeypatch):
    room = found(repository.path)
    for call in (
        lambda: room.tree("x\ny"),
        lambda: room.read_many(["0" * 40]),
        lambda: room.out("x"),
    ):
        with pytest.raises(LearningsError) as caught:
            call()
        assert "\n" not in str(caught.value)
