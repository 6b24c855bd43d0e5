"""The measurement as a table and as data: by kind of alteration, by family, by clean document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from training.mutate.measure import Measured, Trial

RESIDUE = frozenset({"template-residue", "reason-missing", "unit-missing"})
"""Rules whose findings in a clean document are what the generator really printed: options left open, blank
causes, forgotten units. They are counted apart."""
BASES = (
    ("table", "表中有数"),
    ("arithmetic", "只有算术或重复"),
    ("words", "文字本身"),
    ("nothing", "无从核对"),
)


def to_record(measured: Measured) -> dict[str, Any]:
    """The whole measurement as JSON-ready data; every trial with its words."""
    return {
        "summary": summary(measured),
        "kinds": {f"{where} {kind}": cells for (where, kind), cells in by_kind(measured.trials).items()},
        "families": by_family(measured),
        "trials": [asdict(trial) for trial in measured.trials],
        "clean": [asdict(clean) for clean in measured.clean],
    }


def summary(measured: Measured) -> dict[str, float | int]:
    """Shares caught by basis, errors a clean document (residue of the generator apart)."""
    found: dict[str, float | int] = {}
    for basis, _ in BASES:
        mine = [t for t in measured.trials if t.basis == basis]
        found[f"{basis} trials"] = len(mine)
        found[f"{basis} caught"] = rate(mine)
    documents = max(1, len(measured.clean))
    errors = [rule for clean in measured.clean for rule, _ in clean.errors]
    warnings = [rule for clean in measured.clean for rule, _ in clean.warnings]
    found["clean documents"] = len(measured.clean)
    found["errors per clean document"] = round(sum(r not in RESIDUE for r in errors) / documents, 4)
    found["warnings per clean document"] = round(sum(r not in RESIDUE for r in warnings) / documents, 4)
    found["residue per clean document"] = round(
        sum(r in RESIDUE for r in (*errors, *warnings)) / documents, 4
    )
    found["contradictions per clean document"] = round(
        sum(len(clean.contradictions) for clean in measured.clean) / documents, 4
    )
    caught = [t.findings for t in measured.trials if t.caught]
    found["findings per caught alteration"] = round(sum(caught) / max(1, len(caught)), 3)
    return found


def rate(trials: Sequence[Trial]) -> float:
    """The share caught; 1 of none."""
    return round(sum(t.caught for t in trials) / len(trials), 4) if trials else 1.0


def by_kind(trials: Iterable[Trial]) -> dict[tuple[str, str], dict[str, list[int]]]:
    """(where, kind) → basis → [caught, trials]."""
    return _grouped(trials, lambda t: (t.where, t.kind))


def by_family(measured: Measured) -> dict[str, dict[str, list[int]]]:
    """Family → basis → [caught, trials]; and errors in clean documents, residue apart."""
    rows = _grouped(measured.trials, lambda t: t.family)
    for family in {clean.family for clean in measured.clean}:
        mine = [clean for clean in measured.clean if clean.family == family]
        errors = sum(rule not in RESIDUE for clean in mine for rule, _ in clean.errors)
        rows.setdefault(family, {})["clean errors"] = [errors, len(mine)]
    return rows


def _grouped(trials: Iterable[Trial], key: Callable[[Trial], Any]) -> dict[Any, dict[str, list[int]]]:
    rows: dict[Any, dict[str, list[int]]] = {}
    for trial in trials:
        cell = rows.setdefault(key(trial), {}).setdefault(trial.basis, [0, 0])
        cell[0] += trial.caught
        cell[1] += 1
    return rows


def to_table(measured: Measured, *, misses: int = 0) -> str:
    """Two tables and a summary; with `misses`, so many uncaught alterations and clean errors in words."""
    lines = [_head("改动")]
    lines += [
        _row(f"{kind}（{_WHERE[where]}）", cells) for (where, kind), cells in by_kind(measured.trials).items()
    ]
    lines += ["", _head("行文")]
    lines += [_row(family, cells) for family, cells in sorted(by_family(measured).items())]
    lines += ["", *(f"{name}: {value}" for name, value in summary(measured).items())]
    if misses:
        lines += ["", *_missed(measured, misses)]
    return "\n".join(lines) + "\n"


_WHERE = {"prose": "正文", "cell": "表格", "code": "正文", "code cell": "表格", "name": "正文"}


def _head(name: str) -> str:
    return f"{name}\t" + "\t".join(words for _, words in BASES)


def _row(name: str, cells: dict[str, list[int]]) -> str:
    shown = []
    for basis, _ in BASES:
        caught, all_ = cells.get(basis, [0, 0])
        shown.append(f"{caught}/{all_} ({caught / all_ * 100:.1f}%)" if all_ else "–")
    errors = cells.get("clean errors")
    tail = f"\t原件误报 {errors[0]}/{errors[1]}" if errors else ""
    return f"{name}\t" + "\t".join(shown) + tail


def _missed(measured: Measured, most: int) -> list[str]:
    lines = [
        f"uncaught {t.basis} {t.where} {t.kind} {t.measure} [{t.family} {t.seed}] "
        f"{t.before} → {t.after} | {t.context}"
        for t in measured.trials
        if not t.caught and t.basis != "nothing"
    ][:most]
    lines += [
        f"clean error [{c.family} {c.seed} {c.style}] {rule}: {message}"
        for c in measured.clean
        for rule, message in c.errors
        if rule not in RESIDUE
    ]
    lines += [
        f"contradiction [{c.family} {c.seed} {c.style}] {rule}: {message}"
        for c in measured.clean
        for rule, message in c.contradictions
    ]
    lines += [
        f"clean warning [{c.family} {c.seed} {c.style}] {rule}: {message}"
        for c in measured.clean
        for rule, message in c.warnings
    ]
    counted = Counter(rule for c in measured.clean for rule, _ in c.warnings)
    return [*lines, f"clean warnings: {dict(counted)}"]
