"""The label set, its roles and the character classes of the tagger, as one table.

A figure may stand inside a reason ("因…减少1.75万元"), so a character carries two layers: a figure
layer (AMOUNT, PERCENT, CODE, QUANTITY, ITEM) and a reason layer. A class name joins them:
"O", "B-AMOUNT.决算数", "I-REASON", "I-ITEM+I-REASON". Both layers use BIO.
"""

from __future__ import annotations

from collections.abc import Iterator

AMOUNT_ROLES = ("决算数", "年初预算数", "全年预算数", "预算数", "上年数", "增减额", "其他")
BUDGETS = ("年初预算数", "全年预算数", "预算数")
"""Those of a budget of any stage."""
PERCENT_ROLES = ("占比", "增减率", "完成率", "其他")
ROLES: dict[str, tuple[str, ...]] = {
    "AMOUNT": AMOUNT_ROLES,
    "PERCENT": PERCENT_ROLES,
    "CODE": (),
    "QUANTITY": (),
    "ITEM": (),
}
"""Figure-layer labels with their roles, in the order of the class list."""

NUMERAL_LABELS = frozenset({"AMOUNT", "PERCENT", "CODE", "QUANTITY"})
"""Labels whose extent the numeral grammar decides."""


def figure_kinds() -> tuple[str, ...]:
    """Every figure-layer kind, "AMOUNT.决算数" … "ITEM"."""
    return tuple(
        f"{label}.{role}" if role else label for label, roles in ROLES.items() for role in roles or ("",)
    )


def _figure_tags() -> Iterator[str]:
    yield "O"
    for kind in figure_kinds():
        yield f"B-{kind}"
        yield f"I-{kind}"


FIGURE_TAGS: tuple[str, ...] = tuple(_figure_tags())
REASON_TAGS: tuple[str, ...] = ("O", "B-REASON", "I-REASON")


def join_layers(figure: str, reason: str) -> str:
    """One class name from the two layers: ("I-ITEM", "I-REASON") → "I-ITEM+I-REASON"."""
    if reason == "O":
        return figure
    return reason if figure == "O" else f"{figure}+{reason}"


CLASSES: tuple[str, ...] = tuple(join_layers(f, r) for f in FIGURE_TAGS for r in REASON_TAGS)
"""All character classes; class i is figure tag i // 3 and reason tag i % 3."""


def split_kind(kind: str) -> tuple[str, str | None]:
    """("AMOUNT", "决算数") from "AMOUNT.决算数"; ("CODE", None) from "CODE"."""
    label, _, role = kind.partition(".")
    return label, role or None
