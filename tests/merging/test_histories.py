"""Histories that hypothesis draws: nothing is lost or mixed, and what is told of them is true."""

from __future__ import annotations

from .. import histories


def test_drawn_histories(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    place = histories.Place(tmp_path)
    tally = place.tally
    for seed in (7, 8, 9):
        if tally.merges <= 60 or tally.renumbered <= 10:
            histories.draw(place, 10, seed)
    assert tally.merges > 60
    assert tally.renumbered > 10
    assert tally.told > 20
