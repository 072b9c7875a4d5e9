"""Histories that hypothesis draws: nothing is lost or mixed, and what is told of them is true."""

from __future__ import annotations

from .. import histories


def test_drawn_histories(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = histories.Place(tmp_path)
    histories.draw(place, 20)
    assert place.tally.merges > 100
    assert place.tally.renumbered > 10
    assert place.tally.told > 20
