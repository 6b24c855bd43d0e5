"""Invented publishing units: a real region, a kind of office, and the functional codes it spends under.

`data/regions.tsv` (province, city, counties), `data/offices.tsv` (name pattern, field, levels, type,
codes) and `data/places.tsv` (made-up towns and streets) are the whole knowledge. In a pattern {r} is
the region, {l} its short kind (县, 区…), {t} a town, {s} a street, {t2} a place, {n} an ordinal.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from annotations.generate.books import Unit
from annotations.generate.sources import read_rows

ORDINALS = "一二三四五六七八九十"
LEVEL_WEIGHTS = {"县": 58, "市": 22, "乡": 13, "省": 7}
MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
BRANCHES = ("（本级）", "本级", "机关")


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of unit. `run`: alternatives for the code its basic spending stands under, newest first."""

    pattern: str
    short: str
    field: str
    levels: str
    type: str
    run: tuple[str, ...]
    work: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """Where a unit sits: ("襄垣县", "山西省", "长治市", "县")."""

    name: str
    province: str
    city: str
    level: str


@cache
def offices() -> dict[str, Office]:
    """All kinds of offices by their name pattern ("{r}信访局")."""
    return {
        row["name"]: Office(
            row["name"],
            row["short"],
            row["field"],
            row["levels"],
            row["type"],
            tuple(row["run"].split()),
            tuple(row["work"].split()),
        )
        for row in read_rows("offices.tsv")
    }


@cache
def regions() -> dict[str, tuple[Region, ...]]:
    """All regions by level: 省, 市, 县."""
    found: dict[str, dict[Region, None]] = {"省": {}, "市": {}, "县": {}}
    for row in read_rows("regions.tsv"):
        province, city = row["province"], row["city"]
        found["省"][Region(province, province, "", "省")] = None
        if city:
            found["市"][Region(city, province, city, "市")] = None
        for county in row["counties"].split():
            found["县"][Region(county, province, city, "县")] = None
    return {level: tuple(names) for level, names in found.items()}


@cache
def _offices_of(level: str) -> tuple[Office, ...]:
    return tuple(office for office in offices().values() if level in office.levels)


@cache
def _places() -> tuple[str, ...]:
    return tuple(row["name"] for row in read_rows("places.tsv"))


def sample_unit(rng: random.Random) -> Unit:
    """One invented unit: 襄垣县信访局, 中共临湘市委员会组织部, 上海市普陀区第三中学, 汶川县石桥镇人民政府.

    Counties are most frequent; a few names carry province or city in front, a few 本级 behind.
    """
    level = rng.choices(list(LEVEL_WEIGHTS), list(LEVEL_WEIGHTS.values()))[0]
    office = rng.choice(_offices_of(level))
    region = rng.choice(regions()["县" if level == "乡" else level])
    slots = _slots(rng, region)
    name = office.pattern.format(**slots)
    plain = office.type in ("事业", "事业医", "乡镇", "群团")
    kind = "单位" if rng.random() < (0.75 if plain else 0.4) else "部门"
    if not plain and kind == "单位" and rng.random() < 0.25:
        name += rng.choice(BRANCHES)
    short = office.short.format(**slots)
    return Unit(
        name, short, region.name, region.province, level, kind, office.field, office.pattern, office.type
    )


def _slots(rng: random.Random, region: Region) -> dict[str, str]:
    place = rng.choice(_places())
    return {
        "r": _full_name(rng, region),
        "l": _short_kind(region.name),
        "t": place + rng.choice(("镇", "镇", "镇", "乡")),
        "s": place,
        "t2": place,
        "n": rng.choice(ORDINALS),
    }


def _full_name(rng: random.Random, region: Region) -> str:
    """The region as offices print it: districts nearly always with their city, counties seldom."""
    if region.level != "县":
        return region.name
    above = region.province if region.province in MUNICIPALITIES else region.city
    share = 0.85 if region.name.endswith("区") else 0.15
    return above + region.name if rng.random() < share else region.name


def _short_kind(name: str) -> str:
    """县, 区, 市, 旗, 州, 盟, 省: what the unit's short name begins with."""
    return "地区" if name.endswith("地区") else name[-1]


def office_of(unit: Unit) -> Office:
    """The kind of office a unit is: by its pattern, else by its field, else a government office."""
    if unit.office in offices():
        return offices()[unit.office]
    same_field = [office for office in offices().values() if office.field == unit.field]
    return same_field[0] if same_field else offices()["{r}人民政府办公室"]
