"""The figures of detection on the held-out half of the collection, against their targets.

`python -m bench.detection --split tune --misses` lists what the other half loses.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from bench.detection import prose
from bench.detection.collection import samples
from bench.detection.decoys import decoys
from bench.detection.engine import Asked, Flag, ours
from bench.detection.figures import Answer
from bench.detection.kinds import other_kinds, secret_kinds
from bench.detection.measure import Report, Size, measured
from bench.detection.rawlog import address_lines
from bench.detection.report import masked, misses, table
from bench.detection.sample import ALL, HELD_OUT, TUNE, Sample, halves
from bench.detection.target import TARGETS
from bench.detection.wrapping import code_lines, surrounded, unmarked, wrapped

# What a run of the suite has time for; `python -m bench.detection` judges more.
SIZE = Size(values=2, times=1, lines=1_000, entries=100)
SMALL = Size(values=1, times=1, lines=50, entries=1)
DATA = Path(prose.__file__).with_name("data")


@cache
def figures() -> Report:
    return measured(ours, HELD_OUT, SIZE, prose.generated(SIZE.entries))


@cache
def made(split: str) -> tuple[Sample, ...]:
    return tuple(samples(split, 1))


class TestTargets:
    @pytest.mark.parametrize("target", TARGETS, ids=lambda item: f"{item.figure} {item}")
    def test_is_met_on_samples_that_nobody_tuned_on(self, target):
        value, count = figures().figures[target.figure], figures().counts[target.figure]
        assert target.is_met(value), f"{target.figure}: {value:.4f} of {count}, wanted {target}"


class TestTheCollection:
    def test_has_kinds_of_every_sort(self):
        assert len(secret_kinds()) >= 220
        groups = [kind.group for kind in other_kinds()]
        assert groups.count("network") >= 17
        assert groups.count("account") >= 7
        assert groups.count("pii") >= 12
        assert len({item.kind for item in decoys(ALL, 1) if not item.is_near}) >= 34

    def test_is_as_large_as_its_page_says(self):
        page = (DATA.parents[2] / "docs" / "detection-figures.md").read_text(encoding="utf-8")
        said = [
            int(number)
            for number in re.findall(r"^\| (?:of these, )?kinds .*\| (\d+) \|$", page, re.M)
        ]
        groups = [kind.group for kind in other_kinds()]
        made = {(item.kind, item.is_near) for item in decoys(ALL, 1)}
        near = sum(is_near for _, is_near in made)
        assert said == [
            len(secret_kinds()),
            sum(kind.is_bare for kind in secret_kinds()),
            *(groups.count(group) for group in ("network", "account", "pii")),
            len(made) - near,
            near,
        ]
        assert f"in {len({kind.family for kind in secret_kinds()})} families" in page

    def test_is_the_same_each_time(self):
        assert list(samples(TUNE, 1)) == list(made(TUNE))

    def test_marks_a_value_in_every_sample(self):
        for item in made(ALL):
            assert item.spans, item.kind.key
            for start, end in item.spans:
                assert 0 <= start < end <= len(item.text), item.kind.key

    def test_leaves_nothing_unmade(self):
        texts = [item.text for item in made(ALL)] + [item.text for item in decoys(ALL, 1)]
        for text in texts:
            assert not re.search(r"@\{|%[VWEK]\b|\{[dxXulULwbs2]\*\d|⟦|⟧", text), text[:60]

    def test_halves_share_no_value(self):
        tune, held = ({values(item) for item in made(half)} for half in (TUNE, HELD_OUT))
        # What has few values of its own, such as a host with a number, may come up twice.
        shared = {found for found in tune & held if len(found) > 24}
        assert shared == set()

    def test_halves_are_of_like_size_and_each_has_kinds_of_its_own(self):
        keys = [kind.key for kind in (*secret_kinds(), *other_kinds())]
        owned = [list(halves(key, ALL)) for key in keys]
        alone = {half: owned.count([half]) for half in (TUNE, HELD_OUT)}
        assert min(alone.values()) > len(keys) / 6
        assert abs(alone[TUNE] - alone[HELD_OUT]) < len(keys) / 10

    def test_files_hold_nothing_that_detect_secrets_flags(self):
        pytest.importorskip("detect_secrets")
        from detect_secrets.core.scan import scan_file
        from detect_secrets.settings import default_settings

        with default_settings():
            flagged = [
                (path.name, item.line_number, item.type)
                for path in sorted(DATA.glob("*.toml"))
                for item in scan_file(str(path))
            ]
        assert flagged == []


def values(item) -> str:
    return "\0".join(item.text[start:end] for start, end in item.spans)


class TestMarks:
    def test_give_the_place_of_the_value(self):
        text, spans = unmarked(wrapped("the word ⟦abc⟧ and ⟦de⟧", "table"))
        assert [text[start:end] for start, end in spans] == ["abc", "de"]

    @pytest.mark.parametrize(
        ("name", "line", "value"),
        [
            ("bold", "see **a_b** now", "a_b"),
            ("escaped", "see a\\_b now", "a\\_b"),
            ("angle", "see <a_b> now", "a_b"),
            ("call", "result: load(settings) then see a_b now", "a_b"),
        ],
    )
    def test_stay_around_the_value_in_a_surrounding(self, name, line, value):
        text, spans = unmarked(surrounded("see ⟦a_b⟧ now", name))
        assert text == line
        assert [text[start:end] for start, end in spans] == [value]

    def test_join_lines_where_there_is_room_for_one(self):
        text, spans = unmarked(wrapped("a: 1\nb: ⟦x\ny⟧\nc: 2", "inline"))
        assert "b: x\\ny" in text
        assert "a: 1" not in text
        assert text[slice(*spans[0])] == "x\\ny"

    def test_keep_the_name_of_a_value_where_there_is_room_for_one(self):
        text, spans = unmarked(wrapped("env:\n- name: KEY\n  value: ⟦x⟧", "table"))
        assert "| name: KEY, value: x |" in text
        assert text[slice(*spans[0])] == "x"

    def test_tell_fenced_lines(self):
        assert code_lines("a\n```\nb\nc\n```\nd\n") == {3, 4}


class TestAnAnswer:
    def test_is_found_by_a_part_and_covered_by_the_whole_only(self):
        item = made(TUNE)[0]
        start, end = item.spans[0]
        part = Answer(item, (Flag(start, start + 2, "secret", "x"),))
        rest = Answer(item, (*part.flags, Flag(start + 2, end, "secret", "y")))
        other = Answer(item, (Flag(start, end, "email-address", "x"),))
        assert (part.is_found, part.is_covered) == (True, False)
        assert (rest.is_found, rest.is_covered) == (True, True)
        assert (other.is_found, other.is_covered) == (False, False)


class TestTheFigures:
    def test_are_all_reached_by_who_knows_all(self):
        known = {}
        for item in (*made(HELD_OUT), *address_lines(SMALL.lines // 10)):
            check = sorted(item.kind.checks)[0]
            known[item.text] = [Flag(start, end, check, "all") for start, end in item.spans]

        def all_knowing(asked):
            return [known.get(item.text, []) for item in asked]

        report = measured(all_knowing, HELD_OUT, SMALL, prose.generated(SMALL.entries))
        wrong = [item.figure for item in TARGETS if not item.is_met(report.figures[item.figure])]
        assert wrong == []
        assert [*misses(report)] == []

    def test_of_noise_are_missed_by_who_flags_everything(self):
        def flags_all(asked):
            return [[Flag(0, len(item.text), "secret", "all")] for item in asked]

        report = measured(flags_all, HELD_OUT, SMALL, prose.generated(SMALL.entries))
        wrong = {item.figure for item in TARGETS if not item.is_met(report.figures[item.figure])}
        assert wrong >= {item.figure for item in TARGETS if "secrets" in item.figure} - {
            "secrets, micro",
            "secrets, macro",
            "secrets, whole value",
        }


class TestWhatIsPrinted:
    def test_never_holds_a_value(self):
        def nothing(asked):
            return [[] for _ in asked]

        report = measured(nothing, TUNE, SMALL)
        lines = "\n".join([*misses(report), *table({"none": report}, markdown=True)])
        for answer in report.missed:
            for start, end in answer.sample.spans:
                value = answer.sample.text[start:end]
                assert len(value) < 12 or value not in lines

    def test_tells_classes_of_characters(self):
        assert masked("key Ab3-x.", ((4, 9),)) == "key ⟦Aa9-a⟧."

    def test_names_file_line_detector_and_length_of_a_flag_in_prose(self, tmp_path):
        (tmp_path / "a.md").write_text("one\ntwo words\n", encoding="utf-8")

        def words(asked):
            return [[Flag(8, 13, "secret", "a-word")] for _ in asked]

        lines, found = prose.flagged(words, prose.read([str(tmp_path)]))
        assert lines == 3
        assert [str(item) for item in found] == [f"{tmp_path}/a.md:2 a-word 5"]

    def test_asks_with_what_the_organisation_told(self):
        assert ours([Asked("Nothing of note.", True), Asked("Nothing either.")]) == [[], []]
