"""What a person should know of a run that is no finding: what was not read, and where to start.

Said on standard error, a sentence a line, so that no report for a program holds it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence

from ..collect import Collection
from ..output.escape import inert, visible
from ..output.stream import complain
from ..output.summary import amount
from ..settings import Settings
from ..verify import verified

_NAMED = 3


def say(sentences: Iterable[str]) -> None:
    """Write the sentences to standard error."""
    for sentence in sentences:
        complain(f"learnings: {inert(visible(sentence))}\n")


def of_lint(args: argparse.Namespace, settings: Settings, collection: Collection) -> list[str]:
    """What is to be said of the logs that were read for `learnings lint`."""
    if args.rev and not args.since and not collection.logs:
        return [f"{args.rev} holds no logs: nothing was judged"]
    if collection.remarks:
        return list(collection.remarks)
    return of_walk(collection, settings, args.paths, may_be_none=args.staged)


def of_walk(
    collection: Collection, settings: Settings, paths: Sequence[str], *, may_be_none: bool = False
) -> list[str]:
    """What is to be said of the logs of a work tree: which were not read, and if there are none.

    `paths` are those that the person named; `may_be_none` where it is no news if none is found.
    """
    found = collection.survey
    if found is None:
        return []
    sentences = []
    if found.unread:
        names = [f"{path} ({reason})" for path, reason in found.unread]
        sentences.append(f"not read: {_list(names)}")
    if collection.absent:
        sentences.append(
            f"not read, since the sparse checkout leaves {_them(collection.absent)} out: "
            f"{_list(collection.absent)}; `learnings lint --rev HEAD` judges all logs"
        )
    if not found.sources and not may_be_none:
        sentences += _nothing(settings, paths, len(found.left_out), is_new=not sentences)
    return sentences


def _nothing(
    settings: Settings, paths: Sequence[str], left_out: int, *, is_new: bool
) -> Iterator[str]:
    if paths:
        yield f"no Markdown in {_list(paths)}: nothing was read"
    else:
        yield (
            f"no logs below {settings.root}: logs are the Markdown files in .learnings/ and "
            "docs/ops-knowledge/, and memory/working-buffer.md, at any depth, and what `logs` "
            "in .learnings.toml names"
        )
    if left_out:
        yield f"{amount(left_out, 'place was', 'places were')} left out: `learnings where` says why"
    elif is_new and not paths:
        preset = verified(settings).preset(settings.preset)
        kind = preset.offered()[0]
        option = (
            "" if settings.preset == "agent" or settings.file else f" --preset {settings.preset}"
        )
        name = kind.prefixes[0] if kind.prefixes else kind.name
        yield (
            f"to start, run `learnings init{option}` and then `learnings new {name} TEXT`, which "
            "says what such an entry needs"
        )


def _them(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"


def _list(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown
