"""The likely slip of the hand between a figure and the one it should be: 67.21 for 76.21 is 数字颠倒."""

from __future__ import annotations

from decimal import Decimal

_SHIFTS = (
    (10, "小数点错了一位"),
    (100, "小数点错了两位"),
    (1000, "小数点错了三位"),
    (10_000, "元与万元混淆"),
)


def likely_slip(stated: Decimal, expected: Decimal) -> str:
    """What most likely happened, in Chinese; "" where nothing simple explains the difference.

    67.21 ← 76.21 数字颠倒; 1234 ← 12.34 小数点错了两位; -5 ← 5 正负号; 67.21 ← 67.71 一位数字.
    """
    if not stated or not expected or stated == expected:
        return ""
    if stated == -expected:
        return "正负号相反"
    if stated * expected < 0:
        return ""
    for factor, words in _SHIFTS:
        if stated == expected * factor or stated * factor == expected:
            return words
    return _digits(*_aligned(abs(stated), abs(expected)))


def _aligned(one: Decimal, other: Decimal) -> tuple[str, str]:
    """Both with the same digits behind the point and in front of it."""
    places = max(_places(one), _places(other))
    texts = [f"{number:.{places}f}".replace(".", "") for number in (one, other)]
    width = max(map(len, texts))
    return texts[0].zfill(width), texts[1].zfill(width)


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _digits(one: str, other: str) -> str:
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(apart) == 1:
        return "一位数字写错" if len(one) >= 3 else ""
    swapped = len(apart) == 2 and (one[apart[0]], one[apart[1]]) == (other[apart[1]], other[apart[0]])
    return "数字颠倒" if swapped and apart[1] - apart[0] <= 2 else ""


def suspected(stated: Decimal, expected: Decimal) -> str:
    """The slip as the end of a sentence: "，疑为数字颠倒"; "" for none."""
    slip = likely_slip(stated, expected)
    return f"，疑为{slip}" if slip else ""
