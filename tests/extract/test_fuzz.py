"""Altered inputs end in a sound document or in one of our errors (longer: `python -m tests.bench fuzz`)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import TARGETS, Broken, Target, scramble, timed

LIGHT = {"numerals": 60, "catalogue": 20, "json": 40, "settings": 40, "zip": 20}
"""Examples of a target; a file takes longer to read, so fewer of the others."""


@pytest.mark.parametrize("name", TARGETS)
def test_altered_input_is_answered_soundly(name: str) -> None:
    target, seeds = TARGETS[name], TARGETS[name].seeds()

    @settings(max_examples=LIGHT.get(name, 5), deadline=None, derandomize=True, database=None)
    @given(which=st.integers(0, len(seeds) - 1), number=st.integers(0, 2**32))
    def holds(which: int, number: int) -> None:
        timed(target, target.mutate(seeds[which], random.Random(number)))

    holds()


@pytest.mark.parametrize("name", ["numerals", "catalogue", "json"])
def test_any_text_is_answered_soundly(name: str) -> None:
    figures = st.text("0123456789.,，．-－+()（）%％万亿元一二三十百千零〇 年\x00\ud800", max_size=40)

    @settings(max_examples=30, deadline=None, derandomize=True, database=None)
    @given(st.one_of(figures, st.text(max_size=60)))
    def holds(text: str) -> None:
        TARGETS[name].run(text.encode("utf-8", "surrogatepass"))

    holds()


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5_000])
def test_json_beyond_all_bounds(data: bytes) -> None:
    TARGETS["json"].run(data)


def test_a_broken_promise_is_noticed() -> None:
    def fall(data: bytes) -> None:
        raise Broken(repr(data))

    with pytest.raises(Broken):
        timed(Target(fall, list, scramble), b"")
