"""Our detectors as plugins of detect-secrets, for its own command line.

    detect-secrets scan -n -p PATH_OF_THIS_FILE

or, in a baseline, `{"name": "...", "path": "file://PATH_OF_THIS_FILE"}` in `plugins_used`. What a
detector finds over several lines is not found so: detect-secrets gives one line at a time.
"""

from __future__ import annotations

from collections.abc import Generator

from detect_secrets.plugins.base import BasePlugin

from learnings.privacy.borrowed import PREFIX
from learnings.privacy.catalogue import catalogue
from learnings.privacy.detector import Detector
from learnings.privacy.search import Search


class _Ours(BasePlugin):
    """Finds what one of our detectors finds in what a line says and shows."""

    _search: Search

    def analyze_string(self, string: str) -> Generator[str, None, None]:
        for finding in self._search.findings(string):
            yield string[finding.start : finding.end]


def plugin(detector: Detector) -> type[BasePlugin]:
    """A class that detect-secrets takes for a plugin, and that finds what a detector finds."""
    words = detector.name.split("-")
    name = "Learnings" + "".join(word.capitalize() for word in words)
    members = {
        "__doc__": detector.title + ".",
        # It knows a plugin by this, so that no two may say the same.
        "secret_type": f"{detector.title} ({detector.name}, learnings)",
        "_search": Search((detector,)),
    }
    return type(name, (_Ours,), members)


for _detector in catalogue().values():
    # Its own detectors it has already.
    if isinstance(_detector, Detector) and not _detector.name.startswith(PREFIX):
        _made = plugin(_detector)
        globals()[_made.__name__] = _made
