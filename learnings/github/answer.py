"""What an answer of GitHub means: a document, a fault, or how long to wait."""

from __future__ import annotations

import email.utils
import json
import time
from typing import Any

from ..output.escape import clip, visible
from .faults import Limited, Refused, Unanswered
from .transport import Reply

LONGEST = 300  # characters of GitHub's own words that a message quotes
# GitHub asks for at least a minute where it does not say how long, and for more each time.
MINUTE = 60.0
_MEANS = {
    401: "the token is not valid, or has expired",
    404: "there is none, or the token may not see it",
    410: "it is gone, or switched off in the settings of the repository",
}


def document(reply: Reply) -> Any:
    """The JSON of an answer that says yes; `None` for one without content.

    Raises `Unanswered` where there is something else, such as the page of a proxy.
    """
    if reply.status in (204, 205) or not reply.body:
        return None
    try:
        return json.loads(reply.body)
    except (ValueError, RecursionError):
        kind = reply.headers.get("content-type", "").partition(";")[0] or "something"
        what = "JSON that is cut or broken" if "json" in kind else f"{kind} instead of JSON"
        raise Unanswered(f"GitHub answered with {visible(clip(what, 80))}: check the address of "
                         "its API, and what stands between", reply.status) from None  # fmt: skip


def refuse(reply: Reply, asked: str, tries: int = 0) -> None:
    """Raise the fault that an answer of 400 or more tells of; `asked` names the request."""
    said = words(reply)
    quoted = f": {said}" if said else ""
    if reply.status >= 500:
        raise Unanswered(f"GitHub failed at {asked} ({reply.status}{quoted})", reply.status)
    seconds = wait(reply, said, tries)
    if seconds is not None:
        raise Limited(f"GitHub limits the requests and asks to wait {seconds:.0f} s at "
                      f"{asked}{quoted}", reply.status, seconds)  # fmt: skip
    means = _MEANS.get(reply.status, "")
    needs = reply.headers.get("x-accepted-github-permissions", "")
    if reply.status == 403:
        means = "the token may not"
        if needs:
            means += f"; it needs the permission {visible(clip(needs, 100))}"
    reason = ". ".join(part for part in (means, said) if part) or "no reason given"
    raise Refused(f"GitHub refused {asked} ({reply.status}): {reason}", reply.status, said)


def wait(reply: Reply, said: str, tries: int) -> float | None:
    """The seconds after which to ask again; `None` where it is no matter of limits.

    What `Retry-After` says counts most, then the time at which the limit is reset, then a
    minute, doubled with each try.
    """
    if reply.status not in (403, 429):
        return None
    after = reply.headers.get("retry-after")
    spent = reply.headers.get("x-ratelimit-remaining") == "0"
    if reply.status == 403 and after is None and not spent and "rate limit" not in said.lower():
        return None
    if after is not None:
        return max(1.0, _after(after, reply))
    reset = reply.headers.get("x-ratelimit-reset", "")
    if spent and reset.isdecimal():
        return max(1.0, int(reset) - _now(reply) + 1)
    return MINUTE * float(2**tries)


def _after(value: str, reply: Reply) -> float:
    if value.strip().isdecimal():
        return float(value[:9])
    try:
        return email.utils.parsedate_to_datetime(value).timestamp() - _now(reply)
    except ValueError:
        return MINUTE


def _now(reply: Reply) -> float:
    """The time by the clock of the server, since its reset is by that clock too."""
    try:
        return email.utils.parsedate_to_datetime(reply.headers["date"]).timestamp()
    except (KeyError, ValueError):
        return time.time()


def words(reply: Reply) -> str:
    """GitHub's own words for a refusal, on one line and not long; empty for a page of HTML."""
    try:
        content = json.loads(reply.body)
    except (ValueError, RecursionError):
        return ""
    if not isinstance(content, dict):
        return ""
    parts = [content.get("message")]
    errors = content.get("errors")
    for error in errors if isinstance(errors, list) else []:
        if isinstance(error, dict):
            named = (error.get(key) for key in ("resource", "field", "code"))
            parts.append(error.get("message") or " ".join(str(name) for name in named if name))
        else:
            parts.append(error)
    said = "; ".join(part.strip().rstrip(".") for part in parts if isinstance(part, str) and part)
    return visible(clip(said, LONGEST))
