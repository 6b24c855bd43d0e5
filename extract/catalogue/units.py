"""The unit of a figure printed without one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extract.records import Fact


def usual_unit(facts: Iterable[Fact], declared: str | None) -> str:
    """The money unit most figures of the prose carry; where none does, the declared one, else 万元.

    Tables may be in 元 while the prose writes 万元: "支出决算数为88.41" then means 88.41万元.
    """
    units = Counter(f.unit for f in facts if f.unit and f.unit != "%")
    return units.most_common(1)[0][0] if units else declared or "万元"
