"""What is decided once for a generated document: year, mood, size, and the codes its unit spends under."""

from __future__ import annotations

import copy
import random
from functools import cached_property

from annotations.generate.books import Unit
from annotations.generate.draw import Mood, draw_mood, log_uniform
from annotations.generate.sources import functional_names
from annotations.generate.units import office_of

CIVIL_TYPES = ("行政", "参公", "群团", "乡镇")
FLOW_CODES = {
    "pension": ("2080505",),
    "annuity": ("2080506",),
    "medical": ("2101101", "2100501"),
    "medical-staff": ("2101102", "2100502"),
    "civil": ("2101103", "2100503"),
    "housing": ("2210201",),
    "rent": ("2210202",),
    "buy": ("2210203",),
    "retire": ("2080501",),
    "retire-staff": ("2080502",),
}
"""Which 项 pays an economic line; of several the first that the year knows."""
FUND_HEADS = frozenset(
    ("20707", "20822", "21208", "21213", "21214", "22904", "22960", "23204", "23401", "23402")
)
"""款 paid from government funds only."""


class Plan:
    """What is decided once for a document: year, mood, size, and the codes its unit uses."""

    def __init__(self, rng: random.Random, unit: Unit, year: int, *, last: int | None = None) -> None:
        """`last`: only codes that every year from `year` to `last` knows are used."""
        self.rng, self.unit, self.year = rng, unit, year
        self.last = max(year, last or year)
        self.office = office_of(unit)
        self.type = unit.type or self.office.type
        self.mood: Mood = draw_mood(rng)
        self.size = round(100 * _draw_size(rng))
        self.share = 1.0 if rng.random() < 0.12 else rng.betavariate(4, 2)
        self.carries = rng.random() < 0.35

    @cached_property
    def names(self) -> dict[str, str]:
        """The year's functional names."""
        names, *later = (functional_names(year) for year in range(self.year, self.last + 1))
        return {code: name for code, name in names.items() if all(code in known for known in later)}

    def next_year(self) -> Plan:
        """The same unit a year later: same size, same codes, a mood of its own."""
        later = copy.copy(self)
        later.year += 1
        later.__dict__.update(runs=self.runs, work=self.work, mood=draw_mood(self.rng))
        later.__dict__.pop("names", None)
        return later

    @cached_property
    def runs(self) -> tuple[str, ...]:
        """The one or two 项 of ordinary basic spending: 行政运行, and 事业运行 where there are both."""
        known = [code for code in self.office.run if code in self.names] or [self._spare_run()]
        staff = [code for code in self.office.work if self.names.get(code) == "事业运行" and code != known[0]]
        both = self.type in CIVIL_TYPES and staff and self.rng.random() < 0.45
        return (known[0], self.rng.choice(staff)) if both else (known[0],)

    def _spare_run(self) -> str:
        known = [code for code in self.office.work if code in self.names and not is_fund(code)]
        return known[0] if known else "2010350" if self.type not in CIVIL_TYPES else "2010301"

    @cached_property
    def work(self) -> tuple[str, ...]:
        """项 for projects that the year knows, general budget only."""
        own = (code for code in self.office.work if code in self.names and self.names[code] != "事业运行")
        return tuple(code for code in own if not is_fund(code) and code not in self.runs)

    def pays(self, flow: str) -> str | None:
        """The 项 that pays an economic line, None where it is the unit's own line."""
        staff = self.type not in CIVIL_TYPES
        for code in FLOW_CODES.get(f"{flow}-staff" if staff else flow, FLOW_CODES.get(flow, ())):
            if code in self.names:
                return code
        return None


def is_fund(code: str) -> bool:
    """True for a 项 of a government fund or of the state-capital budget."""
    return code[:5] in FUND_HEADS or code.startswith("223")


def _draw_size(rng: random.Random) -> float:
    """万元 of the general budget: most between 50 and 5000, a few from 8 or up to 200000."""
    pick = rng.random()
    if pick < 0.08:
        return log_uniform(rng, 8, 50)
    return log_uniform(rng, 50, 5000) if pick < 0.88 else log_uniform(rng, 5000, 200_000)
