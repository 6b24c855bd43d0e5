"""Windows: every needed character is shown, and decoded exactly once."""

from hypothesis import given
from hypothesis import strategies as st

from extract.records import Passage
from extract.tag.windows import LIMIT, is_needed, make_windows


def passage(text: str, *, heading: bool = False, above: str = "") -> Passage:
    return Passage(text, tuple(range(len(text))), "s1", heading, above)


def test_prose_without_figure_or_cue_is_not_shown():
    assert not is_needed("负责机关日常运转")
    assert is_needed("增加３万元") and is_needed("主要原因是厉行节约")
    assert list(make_windows([passage("负责机关日常运转。")])) == []


def test_the_heading_is_context():
    heading, prose = passage("三、支出决算", heading=True), passage("合计5万元。", above="三、支出决算")
    (window,) = make_windows([heading, prose])
    assert window.text == "三、支出决算\n合计5万元。"
    assert [piece.passage for piece in window.pieces] == [-1, 1]


def test_a_window_holds_nothing_of_its_neighbours():
    passages = [passage("收入3元。", above="一、收入"), passage("支出5元。"), passage("余1元。", above="二")]
    together = [window.text for window in make_windows(passages)]
    alone = [window.text for one in passages for window in make_windows([one])]
    assert together == alone


def test_no_cut_inside_a_numeral():
    text = "支出1,234.56万元和" * 60
    for window in make_windows([passage(text)]):
        for piece in window.pieces:
            if piece.passage == 0:
                assert window.text[piece.at] not in "0123456789.,万元"


@given(st.lists(st.text(alphabet="支出1，。；万元原因主要是三", min_size=1, max_size=900), max_size=6))
def test_each_needed_character_is_decoded_once(texts: list[str]):
    passages = [passage(text) for text in texts]
    seen = [0] * len(texts)
    for window in make_windows(passages):
        assert len(window.text) <= LIMIT
        for piece in window.pieces:
            shown = window.text[piece.at : piece.at + piece.length]
            if piece.passage >= 0:
                assert shown == texts[piece.passage][piece.offset : piece.offset + piece.length]
                assert seen[piece.passage] == piece.offset
                seen[piece.passage] += piece.length
    assert seen == [len(text) if is_needed(text) else 0 for text in texts]
