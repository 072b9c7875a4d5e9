"""Something that looks like an entry is none to Markdown, or is not read.

A code fence or a comment that is never closed goes on to the end of the file, and a heading
glued to a closing fence keeps it from closing. To Markdown the entries behind it are code. They
are read here all the same, but other tools, and people, do not see them.

An entry that is written as a list item, with an HTML heading, in a quotation or inside other HTML
is not read: no other check judges it. It has an ID and fields below; an index or a list of
references has not.

### Bad

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The log said:

    ```
    no space left on device


    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

    ## [LRN-20260305-002] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

### Good

    ## [LRN-20260305-001] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    The log said:

    ```
    no space left on device
    ```

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error

    ## [LRN-20260305-002] best_practice

    **Logged**: 2026-03-05T09:00:00Z
    **Priority**: medium
    **Status**: pending
    **Area**: infra

    ### Summary
    Restart the worker after a change of its configuration

    ### Details
    It reads the file once, when it starts.

    ### Suggested Action
    Watch the file.

    ### Metadata
    - Source: error
"""

from __future__ import annotations

from collections.abc import Iterator

from learnings.check import Context, define
from learnings.diagnostic import Edit, Fix, Problem, Severity
from learnings.entry import Log, Region
from learnings.lazy import regex

from ._unread import unread

_MOST_NAMED = 3
_MESSAGES = {
    "fence-unclosed": "the code fence that opens here is never closed",
    "comment-unclosed": "the comment or HTML that opens here is never closed",
    "fence-glued": "a heading begins on the line of a closing fence",
    "heading-bold": "a heading of an entry has no hashes",
    "heading-glued": "a heading begins behind the text of another line",
    "heading-unspaced": "there is no blank between the hashes and the text of a heading",
    "front-matter-unclosed": "the front matter that opens here is never closed",
    "front-matter-line": "this line of the front matter is neither a key nor part of a value",
    "entry-html": "an entry with an HTML heading is not read",
    "entry-item": "an entry that is written as a list item is not read",
    "entry-nested": "an entry inside a quotation, a list item or HTML is not read",
}
_HINTS = {
    "fence-unclosed": "close it with a line of ``` where the code ends",
    "comment-unclosed": "close a comment with -->, and put code into a fence",
    "fence-glued": "put the heading on a line of its own",
    "heading-bold": "write it as ## and the ID",
    "heading-glued": "put the heading on a line of its own",
    "heading-unspaced": "put a blank behind the hashes",
    "front-matter-unclosed": "close it with a line of --- where the text begins",
    "front-matter-line": "write it as key: value, or indent it below the key that it belongs to",
    "entry-html": "write its heading as ## [ID]",
    "entry-item": "give it a heading, ## [ID], and its fields lines of their own",
    "entry-nested": "let its heading begin the line, outside of anything else",
}
# What opens a fence.
_MARK = regex(r"`{3,}|~{3,}")
_UNREAD = ("entry-html", "entry-item", "entry-nested")


@define(
    group="structure",
    severity=Severity.WARNING,
    fix="puts a blank or a line end where a heading needs one",
)
def check(log: Log, context: Context) -> Iterator[Problem]:
    for region in log.regions:
        message = _MESSAGES.get(region.reason)
        if message is None or region.reason in _UNREAD:
            continue
        if region.names:
            message += f"; Markdown takes {_listed(region.names)} for {_what(region)}"
        fix = _fix(log, region)
        yield Problem(region.span, message, region.reason, _hint(log, region), fix=fix)
    for reason in _UNREAD:
        yield from _unread(log, reason, context)


def _hint(log: Log, region: Region) -> str:
    """The remedy; a fence is closed by the mark that opens it."""
    hint = _HINTS[region.reason]
    mark = _MARK.search(log.line(region.span.line)) if region.reason == "fence-unclosed" else None
    return hint.replace("```", mark[0]) if mark is not None else hint


def _unread(log: Log, reason: str, context: Context) -> Iterator[Problem]:
    """One finding for all of a log: who writes entries so writes all of them so."""
    found = unread(log, reason, context)
    if found:
        names = _listed(tuple(region.names[0] for region in found))
        yield Problem(found[0].span, f"{_MESSAGES[reason]}: {names}", reason, _HINTS[reason])


def _what(region: Region) -> str:
    if region.reason.startswith("heading-"):
        return "plain text"
    return "HTML" if region.reason == "comment-unclosed" else "code"


def _listed(names: tuple[str, ...]) -> str:
    first = ", ".join(names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{first} and {more} more" if more > 0 else first


def _fix(log: Log, region: Region) -> Fix | None:
    """What is missing is put between the fence or the hashes and what follows them."""
    start = log.offset(region.span.line, region.span.end_column)
    if region.reason == "heading-unspaced":
        return Fix("put a blank behind the hashes", (Edit(start, start, " "),))
    if region.reason == "fence-glued":
        after = log.text[start:]
        end = start + len(after) - len(after.lstrip(" \t"))
        return Fix("begin a new line", (Edit(start, end, log.newline * 2),))
    return None
