"""A spreadsheet value as its cell prints it: 1234.5 with '#,##0.00' → "1,234.50".

Formats are those of ECMA-376 18.8.31, as far as figures go: sections for signs, digits, thousands,
percent, scaling by commas, literals. A date prints in the order of its format.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from functools import lru_cache

BUILTIN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d", 27: "yyyy年m月", 28: "m月d日",
    29: "m月d日", 30: "m/d/yy", 31: "yyyy年m月d日", 36: "yyyy年m月", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 48: "0.0E+0", 49: "@", 50: "yyyy年m月",
    51: "m月d日", 52: "yyyy年m月", 53: "m月d日", 54: "m月d日", 55: "yyyy年m月", 56: "m月d日",
    57: "yyyy年m月", 58: "m月d日",
}
"""Formats that workbooks name by number only (the Chinese ones where they differ by language)."""
_TOKEN = re.compile(
    r'"([^"]*)"|[\\!](.)|_.|\*.|\[([^\]]*)\]|([0#?.,%])|(General|G/通用格式|@)|(E[+-])|(.)', re.I | re.S
)
_DATE = re.compile(r"[ymdYMD年月日]")
_EPOCH = dt.date(1899, 12, 30)
SIGNIFICANT = 15
"""Digits that a spreadsheet keeps; what binary fractions leave behind them is no figure."""
MOST_DECIMALS = 30


@dataclass(frozen=True, slots=True)
class _Section:
    """One section as tokens: a placeholder ("0", "#", "?", ".", ",", "%"), or a literal ("=", text)."""

    tokens: tuple[tuple[str, str], ...]
    condition: str
    general: bool
    date: bool


def exact(text: str) -> Decimal | None:
    """A stored number without the tail that binary fractions leave: "49.889999999999997" → 49.89."""
    try:
        with localcontext() as context:
            context.prec = SIGNIFICANT
            value = +Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 100 else None


def shown(text: str, code: str) -> str:
    """What a numeric cell prints: ("0.2424", "0.00%") → "24.24%"; the text itself where it is no number."""
    value = exact(text)
    if value is None:
        return text
    sections = _sections(code)
    section, value = _section_for(sections, value)
    if section is None:
        return plain(value)
    if section.date:
        return _date(value, code)
    if section.general:
        return _literal(section, plain(value))
    return _digits(section, value)


def plain(value: Decimal) -> str:
    """A number without format: 188.00 → "188", 49.90 → "49.9"."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


@lru_cache(maxsize=2_000)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = [""]
    for token in _TOKEN.finditer(code.replace(";", "\x00")):
        piece = token[0]
        if piece == "\x00":
            parts.append("")
        else:
            parts[-1] += piece.replace("\x00", ";")
    return tuple(_parse(part) for part in parts[:4])


def _parse(part: str) -> _Section:
    tokens: list[tuple[str, str]] = []
    condition, general, date = "", False, False
    for match in _TOKEN.finditer(part):
        quoted, escaped, bracket, place, said, exponent, other = match.groups()
        if quoted is not None or escaped is not None:
            tokens.append(("=", quoted if quoted is not None else escaped))
        elif bracket is not None:
            condition = bracket if re.match(r"[<>=]", bracket) else condition
        elif said:
            general = True
            tokens.append(("G", ""))
        elif exponent or place:
            tokens.append((place or "E", ""))
        elif other:
            date = date or _DATE.match(other) is not None
            tokens.append(("=", other))
    digits = any(kind in "0#?" for kind, _ in tokens)
    return _Section(tuple(tokens), condition, general, date and not digits)


def _section_for(sections: tuple[_Section, ...], value: Decimal) -> tuple[_Section | None, Decimal]:
    """The section that a value falls in, and the value as that section prints it."""
    for section in sections:
        if section.condition and _holds(section.condition, value):
            return section, value
    free = [section for section in sections if not section.condition]
    if len(sections) >= 2 and not any(s.condition for s in sections):
        if value < 0:
            return free[1], -value
        if value == 0 and len(sections) >= 3:
            return free[2], value
    return (free[0] if free else None), value


def _holds(condition: str, value: Decimal) -> bool:
    match = re.fullmatch(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)", condition)
    if match is None:
        return False
    bound = Decimal(match[2])
    return {
        "<": value < bound, ">": value > bound, "=": value == bound,
        "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
    }[match[1]]


def _literal(section: _Section, number: str) -> str:
    return "".join(number if kind == "G" else text for kind, text in section.tokens if kind in "G=").strip()


def _digits(section: _Section, value: Decimal) -> str:
    """The value through the placeholders of a section, literals in place."""
    kinds = [kind for kind, _ in section.tokens]
    places = [i for i, kind in enumerate(kinds) if kind in "0#?"]
    if not places or "E" in kinds:
        return _literal(section, "") if not places else plain(value)
    point = next((i for i, kind in enumerate(kinds) if kind == "."), len(kinds))
    whole = [i for i in places if i < point]
    fraction = [i for i in places if i > point][:MOST_DECIMALS]
    commas = [i for i, kind in enumerate(kinds) if kind == ","]
    scale = sum(1 for i in commas if i > places[-1] or (whole and whole[-1] < i <= point))
    grouped = any(whole and whole[0] < i < whole[-1] for i in commas)
    shift = 2 * kinds.count("%") - 3 * scale
    with localcontext() as context:
        context.prec = 200
        scaled = value.scaleb(shift)
        rounded = scaled.quantize(Decimal(1).scaleb(-len(fraction)), ROUND_HALF_UP)
    sign = "-" if rounded < 0 else ""
    left, _, right = format(abs(rounded), "f").partition(".")
    filled = _fill_whole(kinds, whole, left, grouped=grouped) | _fill_fraction(kinds, fraction, right)
    return sign + _printed(section, filled, has_fraction=any(filled[i] for i in fraction)).strip()


def _fill_whole(kinds: list[str], places: list[int], digits: str, *, grouped: bool) -> dict[int, str]:
    """Which digits stand at which placeholder; all that are left over stand at the first."""
    least = sum(1 for i in places if kinds[i] == "0")
    digits = digits.lstrip("0").rjust(least, "0")
    filled: dict[int, str] = {}
    for order, index in enumerate(reversed(places)):
        last = order == len(places) - 1
        taken = digits if last else digits[-1:]
        digits = "" if last else digits[:-1]
        filled[index] = _grouped(taken, order) if grouped else taken
    return filled


def _grouped(taken: str, order: int) -> str:
    """Digits with a comma behind each that has a multiple of three digits to its right."""
    size = len(taken)
    marked = (d + ("," if (order + size - 1 - i) % 3 == 0 and order + size - 1 - i else "") for i, d in
              enumerate(taken))
    return "".join(marked)


def _fill_fraction(kinds: list[str], places: list[int], digits: str) -> dict[int, str]:
    """Digits behind the point; zeros at the end vanish from # placeholders."""
    filled: dict[int, str] = {}
    shown_yet = False
    for index, digit in reversed(list(zip(places, digits, strict=True))):
        shown_yet = shown_yet or digit != "0" or kinds[index] == "0"
        filled[index] = digit if shown_yet else ""
    return filled


def _printed(section: _Section, filled: dict[int, str], *, has_fraction: bool) -> str:
    printed = ""
    pointed = False
    for index, (kind, text) in enumerate(section.tokens):
        if kind in "0#?":
            printed += filled.get(index, "")
        elif kind == "." and not pointed:
            pointed = True
            printed += "." if has_fraction else ""
        elif kind == "%":
            printed += "%"
        elif kind == "=":
            printed += text
    return printed


def _date(value: Decimal, code: str) -> str:
    """A serial day as a date: (45291, "yyyy年m月d日") → "2023年12月31日"; the number itself out of range."""
    days = int(value)
    if not 1 <= days <= 2_958_465:
        return plain(value)
    day = _EPOCH + dt.timedelta(days=days)
    clean = re.sub(r'\[[^\]]*\]|"|\\|_.|\*.|;.*$', "", code)
    words = {"y": f"{day.year:04d}", "m": str(day.month), "d": str(day.day)}
    printed = re.sub(r"([ymd])\1*", lambda m: _date_part(m[0].lower(), words), clean, flags=re.I)
    return re.sub(r"\s*[hs:].*$|@", "", printed, flags=re.I).strip()


def _date_part(letters: str, words: dict[str, str]) -> str:
    word = words[letters[0]]
    return word.rjust(2, "0") if len(letters) == 2 and letters[0] != "y" else word
