"""Places of characters: pairs to a hundredth of a point, alike whichever way they are asked for."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read.places import Places

NUMBERS = st.floats(-20_000, 20_000)
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=20)


@given(PAIRS)
def test_places_are_the_pairs_rounded(pairs: list[tuple[float, float]]) -> None:
    places = Places(pairs)
    assert len(places) == len(pairs) and tuple(places) == tuple(places[i] for i in range(len(places)))
    for (x0, x1), (left, right) in zip(pairs, places, strict=True):
        assert left == pytest.approx(x0, abs=0.0051) and right == pytest.approx(x1, abs=0.0051)
    assert pickle.loads(pickle.dumps(places)) == places == tuple(places)
    assert hash(places) == hash(tuple(places))


def test_slices_and_ends() -> None:
    places = Places([(0.126, 1.0), (1.0, 2.345), (3.0, 4.0)])
    assert places[0] == (0.13, 1.0) and places[-1] == (3.0, 4.0)
    assert places[1:] == ((1.0, 2.35), (3.0, 4.0)) or places[1:] == ((1.0, 2.34), (3.0, 4.0))
    with pytest.raises(IndexError):
        places[3]
