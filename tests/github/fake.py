"""A GitHub with a memory: what it keeps, who may do what, and what no description says.

It encodes what we believe of the service. Each belief has a test of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from .judge import MOMENT, sample
from .remote import Served

LIMIT = 65_536


class Answer(Exception):
    """An answer that is no yes; raised from wherever it is found out."""

    def __init__(self, status: int, message: str, *errors: Any, **headers: str) -> None:
        super().__init__(message)
        body: dict[str, Any] = {"message": message, "documentation_url": "https://docs.github.com"}
        if errors:
            body["errors"] = list(errors)
        self.status, self.body = status, body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass
class Token:
    """Who a token is, and what it may do."""

    login: str
    app: bool = False
    permissions: frozenset[str] = frozenset({"issues", "pull_requests", "contents"})
    reads: frozenset[str] | None = None  # all, where it is not said

    def narrowed(self, granted: Mapping[str, str]) -> Token:
        """The token of a job with these rights, as `permissions` of a workflow name them."""
        levels = {name.replace("-", "_"): level for name, level in granted.items()}
        writes = frozenset(name for name, level in levels.items() if level == "write")
        reads = frozenset(name for name, level in levels.items() if level != "none")
        return replace(self, permissions=self.permissions & writes, reads=reads)

    def may_read(self, *names: str) -> bool:
        """True if one of these rights is enough, and it has it."""
        return self.reads is None or not self.reads.isdisjoint(names)


@dataclass
class Item:
    """An issue or a pull request: they share one series of numbers."""

    number: int
    title: str
    body: str | None
    login: str
    labels: list[str] = field(default_factory=list)
    state: str = "open"
    reason: str | None = None
    head: str = ""
    base: str = ""
    commit: str = ""
    draft: bool = False
    merged: bool = False
    reviewers: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    reviews: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # who was asked to review, teams after a slash
    edits: int = 0
    editors: list[str] = field(default_factory=list)  # who edited it, the last one last
    shut: str = ""  # what its branch had when a person closed it

    @property
    def editor(self) -> str:
        """Who edited it last; empty for somebody whose account is gone."""
        return self.editors[-1] if self.editors else ""

    @editor.setter
    def editor(self, login: str) -> None:
        self.editors.append(login)


class Fake:
    """One repository, its issues and pull requests, and the branches of its git repository."""

    def __init__(self, repository: str = "acme/ops") -> None:
        self.repository = repository
        self.was = ""  # the name before it was renamed
        self.tokens: dict[str, Token] = {}
        self.items: list[Item] = []
        self.labels: list[str] = ["bug"]
        self.collaborators = {"ada", "grace"}
        self.permissions = {"ada": "admin", "grace": "write", "joan": "triage"}
        self.teams = {"sre"}
        # Branch by name: its commits, the newest last. With `root` they are those of the bare
        # repository `root/OWNER/NAME.git`.
        self._branches: dict[str, list[str]] = {"main": []}
        self.root: Path | None = None
        self.has_issues = True
        self.has_drafts = True
        self.has_graphql = True
        self.ignores_creator = False  # a filter that is not understood is left out
        self.actions_may_open = True
        self.may_reopen = True  # not where the branch was pushed anew meanwhile
        self.indexed = 0  # how many of the items the search knows yet
        self.base = ""  # "/api/v3" on an Enterprise Server

    @property
    def bare(self) -> Path:
        """The bare repository that is served."""
        assert self.root is not None
        return self.root / f"{self.repository}.git"

    @property
    def branches(self) -> MutableMapping[str, list[str]] | Served:
        """The commits of each branch."""
        if self.root is None:
            return self._branches
        return Served(self.bare)

    def person(self, login: str, title: str, body: str, **more: Any) -> Item:
        """Somebody opens an issue by hand."""
        item = Item(len(self.items) + 1, title, body, login, **more)
        self.items.append(item)
        return item

    def close(self, item: Item) -> None:
        """A person closes a pull request."""
        item.state, item.shut = "closed", self.branches[item.head][-1]

    def issues(self) -> list[Item]:
        """What is no pull request."""
        return [item for item in self.items if not item.head]

    def pulls(self) -> list[Item]:
        """What is one."""
        return [item for item in self.items if item.head]

    # --- what each operation does -------------------------------------------------------------

    def handle(self, method: str, name: str, values: list[str], query: dict[str, str],
               body: dict[str, Any], token: Token | None) -> tuple[int, Any, dict[str, str]]:  # fmt: skip
        """Status, document and headers for an operation of the description."""
        if token is None:
            raise Answer(401, "Bad credentials")
        if len(values) >= 2 and "/".join(values[:2]).casefold() != self.repository.casefold():
            raise Answer(404, "Not Found")
        step = name.replace("/repos/{owner}/{repo}", "") or "/"
        handler: Callable[..., Any] | None = _ROUTES.get((method, step))
        if handler is None:
            raise Answer(404, "Not Found")
        needed = next((names for start, names in _READ.items() if step.startswith(start)), ())
        if method == "GET" and needed and not token.may_read(*needed):
            raise Answer(403, "Resource not accessible by integration")
        done = handler(self, values[2:], query if method == "GET" else body, token)
        status = 201 if method == "POST" and not step.endswith("/labels") else 200
        if (method, step) == ("POST", "/labels"):
            status = 201
        document, headers = done if isinstance(done, tuple) else (done, {})
        return status, document, headers

    def _user(self, values: list[str], query: Any, token: Token) -> Any:
        if token.app:
            raise Answer(403, "Resource not accessible by integration")
        return sample("private-user") | {"login": token.login, "type": "User",
                                         "user_view_type": "private"}  # fmt: skip

    def _permission(self, values: list[str], query: Any, token: Token) -> Any:
        known = self.permissions.get(values[0], "read")
        # `permission` knows four words, into which the roles are put.
        coarse = {"triage": "read", "maintain": "write"}.get(known, known)
        return sample("repository-collaborator-permission") | {
            "permission": coarse, "role_name": known, "user": None,
        }  # fmt: skip

    def question(self, query: str, token: Token) -> Any:
        """What GraphQL answers to the two questions that are asked."""
        found = re.search(r"issue\(number: (\d+)\)", query)
        if found is None:
            return {"viewer": {"login": token.login}}
        item = self._find(found[1])
        edits = [item.login, *item.editors] if item.editors else []
        nodes = [{"editedAt": f"2026-03-01T{number // 60:02}:{number % 60:02}:00Z",
                  "editor": _actor(login)} for number, login in enumerate(edits)][::-1]  # fmt: skip
        begun = int((re.search(r'after: "(\d+)"', query) or [0, 0])[1])
        page = {"hasNextPage": len(nodes) > begun + 100, "endCursor": str(begun + 100)}
        edited = {"nodes": nodes[begun : begun + 100], "pageInfo": page}
        return {"repository": {"issue": {"body": item.body, "userContentEdits": edited}}}

    def _may(self, token: Token, permission: str) -> None:
        if permission not in token.permissions:
            raise Answer(403, "Resource not accessible by integration",
                         X_Accepted_GitHub_Permissions=f"{permission}=write")  # fmt: skip

    def _find(self, number: str) -> Item:
        for item in self.items:
            if str(item.number) == number:
                return item
        raise Answer(404, "Not Found")

    def _pull(self, number: str) -> Item:
        item = self._find(number)
        if not item.head:
            raise Answer(404, "Not Found")
        return item

    def _list_issues(self, values: list[str], query: dict[str, str], token: Token) -> Any:
        self._enabled()
        found = [
            item for item in self.items
            if query.get("state", "open") in (item.state, "all")
            and (self.ignores_creator or query.get("creator", item.login) == item.login)
            and set(filter(None, query.get("labels", "").split(","))) <= set(item.labels)
        ]  # fmt: skip
        return self._page("issues", [self.issue(item) for item in _sorted(found, query)], query)

    def _enabled(self) -> None:
        if not self.has_issues:
            raise Answer(410, "Issues has been disabled in this repository.")

    def _page(self, path: str, found: list[Any], query: dict[str, str]) -> Any:
        size, number = int(query.get("per_page", 30)), int(query.get("page", 1))
        rest = found[size * number :]
        again = "&".join(f"{k}={v}" for k, v in {**query, "page": str(number + 1)}.items())
        url = f"{self.base}/repos/{self.repository}/{path}?{again}"
        headers = {"Link": f'<{{origin}}{url}>; rel="next"'} if rest else {}
        return found[size * (number - 1) : size * number], headers

    def _post_issue(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "issues")
        self._enabled()
        _short(body)
        item = Item(len(self.items) + 1, str(body["title"]), body.get("body"), token.login)
        item.labels = self._labelled(body.get("labels", []))
        self.items.append(item)
        return self.issue(item)

    def _labelled(self, labels: list[Any]) -> list[str]:
        names = [label["name"] if isinstance(label, dict) else label for label in labels]
        known = {label.casefold(): label for label in self.labels}
        for name in names:
            if name.casefold() not in known:
                self.labels.append(name)
        return [known.get(name.casefold(), name) for name in names]

    def _get_issue(self, values: list[str], query: Any, token: Token) -> Any:
        return self.issue(self._find(values[0]))

    def _patch_issue(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "issues")
        _short(body)
        item = self._find(values[0])
        _changed(item, body)
        item.editor = token.login
        item.reason = body.get("state_reason") if item.state == "closed" else None
        return self.issue(item)

    def _get_labels(self, values: list[str], query: Any, token: Token) -> Any:
        return [
            self.label(name) for name in (self._find(values[0]).labels if values else self.labels)
        ]

    def _add_labels(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "issues")
        item = self._find(values[0])
        item.labels += [x for x in self._labelled(body["labels"]) if x not in item.labels]
        return self._get_labels(values, {}, token)

    def _post_label(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "issues")
        if body["name"].casefold() in map(str.casefold, self.labels):
            raise Answer(422, "Validation Failed",
                         {"resource": "Label", "code": "already_exists", "field": "name"})  # fmt: skip
        self.labels.append(body["name"])
        return self.label(body["name"])

    def _search(self, values: list[str], query: dict[str, str], token: Token) -> Any:
        words = [word for word in query["q"].split() if ":" not in word]
        found = [item for item in self.items[: self.indexed]
                 if all(word in f"{item.title} {item.body}" for word in words)]  # fmt: skip
        item = sample("issue-search-result-item")
        return {"total_count": len(found), "incomplete_results": False, "search_type": "lexical",
                "items": [item | self.issue(one) | {"score": 1.0} for one in found]}  # fmt: skip

    def _list_pulls(self, values: list[str], query: dict[str, str], token: Token) -> Any:
        owner = self.repository.partition("/")[0]
        found = [
            item for item in self.pulls()
            if query.get("state", "open") in (item.state, "all")
            and query.get("head", f"{owner}:{item.head}") == f"{owner}:{item.head}"
            and query.get("base", item.base) == item.base
        ]  # fmt: skip
        simple = sample("pull-request-simple")
        return self._page("pulls", [simple | self.pull(item, "pull-request-simple") for item in
                                    _sorted(found, query)], query)  # fmt: skip

    def _post_pull(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "pull_requests")
        if token.login == "github-actions[bot]" and not self.actions_may_open:
            raise Answer(403, "GitHub Actions is not permitted to create or approve pull requests.")
        _short(body)
        for side in ("head", "base"):
            if body[side] not in self.branches:
                raise Answer(422, "Validation Failed",
                             {"resource": "PullRequest", "field": side, "code": "invalid"})  # fmt: skip
        if body.get("draft") and not self.has_drafts:
            raise Answer(422, "Draft pull requests are not supported in this repository.")
        head, base = body["head"], body["base"]
        if not set(self.branches[head]) - set(self.branches[base]):
            raise Answer(422, "Validation Failed", {
                "resource": "PullRequest", "code": "custom",
                "message": f"No commits between {base} and {head}"})  # fmt: skip
        if any((x.head, x.base, x.state) == (head, base, "open") for x in self.items):
            owner = self.repository.partition("/")[0]
            raise Answer(422, "Validation Failed", {
                "resource": "PullRequest", "code": "custom",
                "message": f"A pull request already exists for {owner}:{head}."})  # fmt: skip
        item = Item(len(self.items) + 1, body["title"], body.get("body"), token.login,
                    head=head, base=base, commit=self.branches[head][-1],
                    draft=bool(body.get("draft")))  # fmt: skip
        self.items.append(item)
        return self.pull(item)

    def _get_pull(self, values: list[str], query: Any, token: Token) -> Any:
        return self.pull(self._pull(values[0]))

    def _patch_pull(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "pull_requests")
        _short(body)
        item = self._pull(values[0])
        if body.get("state") == "open" and not (
            self.may_reopen
            and item.head in self.branches
            and not item.merged
            and item.shut in ("", self.branches[item.head][-1])
        ):
            raise Answer(422, "Validation Failed", {
                "resource": "PullRequest", "code": "invalid", "field": "state",
                "message": "state cannot be changed. The branch was deleted."})  # fmt: skip
        _changed(item, body)
        return self.pull(item)

    def _request_reviewers(self, values: list[str], body: dict[str, Any], token: Token) -> Any:
        self._may(token, "pull_requests")
        item = self._pull(values[0])
        people, teams = body.get("reviewers", []), body.get("team_reviewers", [])
        if item.login in people:
            raise Answer(422, "Review cannot be requested from pull request author.")
        if not {name.casefold() for name in people} <= self.collaborators:
            raise Answer(422, "Reviews may only be requested from collaborators. One or more of "
                         "the users or teams you specified is not a collaborator of the "
                         f"{self.repository} repository.")  # fmt: skip
        if not set(teams) <= self.teams:
            raise Answer(422, "Could not resolve to a node with the global id of 'x'.")
        item.asked += [*people, *(f"/{name}" for name in teams)]
        item.reviewers += [name for name in people if name not in item.reviewers]
        item.teams += [name for name in teams if name not in item.teams]
        return sample("pull-request-simple") | self.pull(item, "pull-request-simple")

    def _timeline(self, values: list[str], query: dict[str, str], token: Token) -> Any:
        item = self._find(values[0])
        asked = sample("review-requested-issue-event") | {"event": "review_requested"}
        given = sample("timeline-reviewed-event") | {"event": "reviewed"}
        team = sample("team")
        found = [sample("timeline-committed-event") | {"event": "committed"}]
        found += [asked | ({"requested_team": team | {"slug": name[1:], "name": name}} if
                           name.startswith("/") else {"requested_reviewer": self.user(name)})
                  for name in item.asked]  # fmt: skip
        found += [given | {"user": self.user(login)} for login in item.reviews]
        return self._page(f"issues/{item.number}/timeline", found, query)

    # --- documents ----------------------------------------------------------------------------

    def user(self, login: str) -> dict[str, Any]:
        kind = "Bot" if login.endswith("[bot]") else "User"
        return sample("simple-user") | {"login": login, "type": kind}

    def label(self, name: str) -> dict[str, Any]:
        return sample("label") | {"name": name, "color": "ededed", "description": ""}

    def issue(self, item: Item) -> dict[str, Any]:
        kind = "pull" if item.head else "issues"
        document = sample("issue") | {
            "id": item.number, "number": item.number, "title": item.title, "body": item.body,
            "state": item.state, "state_reason": item.reason, "user": self.user(item.login),
            "labels": [self.label(name) for name in item.labels],
            "closed_at": MOMENT if item.state == "closed" else None,
            "html_url": f"https://github.com/{self.repository}/{kind}/{item.number}",
        }  # fmt: skip
        if item.head:
            uri = f"https://github.com/{self.repository}/pull/{item.number}"
            document["pull_request"] = dict.fromkeys(
                ("url", "html_url", "diff_url", "patch_url"), uri
            )
        return document

    def pull(self, item: Item, schema: str = "pull-request") -> dict[str, Any]:
        empty = sample(schema)
        tip = self.branches.get(item.head) or [item.commit]
        commit = item.commit if item.merged or item.state == "closed" else tip[-1]
        return empty | {
            "id": item.number, "number": item.number, "title": item.title, "body": item.body,
            "state": item.state, "user": self.user(item.login), "draft": item.draft,
            "labels": [self.label(name) for name in item.labels],
            "requested_reviewers": [self.user(name) for name in item.reviewers],
            "requested_teams": [sample("team") | {"slug": name, "name": name}
                                for name in item.teams],
            "merged_at": MOMENT if item.merged else None,
            "closed_at": MOMENT if item.state == "closed" else None,
            "head": empty["head"] | {"ref": item.head, "sha": commit},
            "base": empty["base"] | {"ref": item.base},
            "html_url": f"https://github.com/{self.repository}/pull/{item.number}",
        }  # fmt: skip


def _actor(login: str) -> dict[str, str] | None:
    """Somebody as GraphQL names them: a program without the ending that it has elsewhere."""
    kind = "Bot" if login.endswith("[bot]") else "User"
    return {"__typename": kind, "login": login.removesuffix("[bot]")} if login else None


def _short(body: dict[str, Any]) -> None:
    """GitHub refuses long bodies and titles."""
    if len(body.get("body") or "") > LIMIT:
        raise Answer(422, "Validation Failed", {
            "resource": "Issue", "code": "custom", "field": "body",
            "message": f"body is too long (maximum is {LIMIT} characters)"})  # fmt: skip
    if len(str(body.get("title", ""))) > 256:
        raise Answer(422, "Validation Failed", {
            "resource": "Issue", "code": "custom", "field": "title",
            "message": "title is too long (maximum is 256 characters)"})  # fmt: skip


def _changed(item: Item, body: dict[str, Any]) -> None:
    for name in ("title", "body", "state"):
        if name in body:
            setattr(item, name, body[name])
    item.edits += 1


def _sorted(found: list[Item], query: dict[str, str]) -> list[Item]:
    ascending = query.get("direction", "desc") == "asc"
    return sorted(found, key=lambda item: item.number, reverse=not ascending)


def values_of(path: str) -> list[str]:
    """What stands in a path in place of the names in braces, given that of the operation."""
    return [unquote(part) for part in path.split("/")]


# What reading takes: one of these rights.
_READ = {"/issues": ("issues", "pull_requests"), "/search": ("issues", "pull_requests"),
         "/labels": ("issues", "pull_requests"), "/pulls": ("pull_requests",)}  # fmt: skip

_ROUTES: dict[tuple[str, str], Callable[..., Any]] = {
    ("GET", "/collaborators/{username}/permission"): Fake._permission,
    ("GET", "/user"): Fake._user,
    ("GET", "/search/issues"): Fake._search,
    ("GET", "/issues"): Fake._list_issues,
    ("POST", "/issues"): Fake._post_issue,
    ("GET", "/issues/{issue_number}"): Fake._get_issue,
    ("PATCH", "/issues/{issue_number}"): Fake._patch_issue,
    ("GET", "/issues/{issue_number}/labels"): Fake._get_labels,
    ("POST", "/issues/{issue_number}/labels"): Fake._add_labels,
    ("GET", "/issues/{issue_number}/timeline"): Fake._timeline,
    ("GET", "/labels"): Fake._get_labels,
    ("POST", "/labels"): Fake._post_label,
    ("GET", "/pulls"): Fake._list_pulls,
    ("POST", "/pulls"): Fake._post_pull,
    ("GET", "/pulls/{pull_number}"): Fake._get_pull,
    ("PATCH", "/pulls/{pull_number}"): Fake._patch_pull,
    ("POST", "/pulls/{pull_number}/requested_reviewers"): Fake._request_reviewers,
}
