"""An extraction as one HTML file for the person who must correct the document: the review page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extract.labels import ROLES
from extract.records import Extraction, Fact
from extract.write.report.assets import environment, policy, script, style
from extract.write.report.charts import composition_chart, three_public_chart, yearly_chart
from extract.write.report.findings import cards
from extract.write.report.grids import Ties, status_of, ties_of, title_of
from extract.write.report.markup import one_line
from extract.write.report.prose import Piece, pieces
from extract.write.width import escape
from extract.write.words import CHECKS, KINDS, LABELS, LINKS, SEVERITIES

SCRIPTS = ("dom.js", "report.js", "search.js", "review.js")
REVIEW_FORMAT = "juesuan-review"
REVIEW_VERSION = 1
_CHARTS = (
    ("支出构成（按功能分类的类，万元）", (), composition_chart),
    ("“三公”经费（万元）", ("预算", "决算"), three_public_chart),
    ("本年与上年（万元）", ("本年", "上年"), yearly_chart),
)


def to_html(extraction: Extraction, *, rules: Mapping[str, tuple[str, str]] | None = None) -> str:
    """One self-contained page, no network: prose with tags, tables, findings, checks, charts.

    `rules`: rule id → Chinese name and statement, shown beside the ids. Document text is escaped
    throughout and controls are shown by number; UTF-8 can hold the result.
    """
    ties = ties_of(extraction)
    flow = tuple(pieces(extraction, ties))
    drawn = ((title, legend, draw(extraction)) for title, legend, draw in _CHARTS)
    code = script(*SCRIPTS)
    template = environment().get_template("page.html.j2")
    return template.render(
        policy=policy(code), style=style(), code=code, rules=rules or {},
        title=_title(extraction), subtitle=_subtitle(extraction),
        tiles=_tiles(extraction), charts=[chart for chart in drawn if chart[2]],
        cards=tuple(cards(extraction, ties)), pieces=flow, checks=_checks(extraction), check_words=CHECKS,
        severities=_present(SEVERITIES, Counter(f.severity for f in extraction.findings)),
        kinds=_present(KINDS, Counter(f.kind for f in extraction.findings)),
        labels=_present(LABELS, Counter(t.label for t in extraction.tags)),
        data=_data(extraction, flow, ties), line=one_line, letters=escape,
    )


def _title(extraction: Extraction) -> str:
    profile = extraction.document.profile
    year = f"{profile.year}年度" if profile.year else "年度不明"
    return " · ".join((profile.unit or "单位不明", year, profile.kind or "文种不明"))


def _subtitle(extraction: Extraction) -> str:
    source, currency = extraction.document.source, extraction.document.profile.currency_unit
    parts = [source.path or "未命名", source.format, f"{source.pages} 页" if source.pages else None]
    parts.append(f"以{currency}计" if currency else None)
    parts.append(f"模型 {extraction.model}" if extraction.model else None)
    return " · ".join(part for part in parts if part)


def _tiles(extraction: Extraction) -> list[tuple[str, str, str]]:
    """(name, number, what it is made of) of tags, facts, links, checks."""
    states = Counter(filter(None, (status_of([fact]) for fact in extraction.facts)))
    checks = Counter(check.status for check in extraction.checks)
    labels = Counter(tag.label for tag in extraction.tags)
    measures = Counter(fact.measure for fact in extraction.facts)
    return [
        ("标注", str(len(extraction.tags)), _counts((word, labels[key]) for key, word in LABELS.items())),
        ("事实", str(len(extraction.facts)), _counts(measures.most_common())),
        ("对表", str(states.total()), _counts((word, states[key]) for key, word in LINKS.items())),
        ("核对", str(len(extraction.checks)), _counts((word, checks[key]) for key, word in CHECKS.items())),
    ]


def _counts(pairs: Iterable[tuple[str, int]]) -> str:
    return " · ".join(f"{word} {number}" for word, number in pairs if number)


def _present(words: Any, counts: Counter[Any]) -> list[tuple[str, str, int]]:
    return [(key, word, counts[key]) for key, word in words.items() if counts[key]]


def _checks(extraction: Extraction) -> list[Any]:
    order = ("failed", "not-run", "passed", "not-applicable")
    return sorted(extraction.checks, key=lambda check: order.index(check.status))


def _data(extraction: Extraction, flow: tuple[Piece, ...], ties: Ties) -> dict[str, Any]:
    """What the script needs beside the elements: the source text, tags, facts, findings."""
    document = extraction.document
    source, profile = document.source, document.profile
    return {
        "format": REVIEW_FORMAT,
        "version": REVIEW_VERSION,
        "source": {"path": source.path, "sha256": source.sha256, "format": source.format},
        "document": {"unit": profile.unit, "year": profile.year, "kind": profile.kind},
        "model": extraction.model,
        "text": document.text,
        "passages": [[p.start, p.end, p.gaps] for p in flow if p.kind == "prose"],
        "tags": [[t.label, t.role, t.start, t.end] for t in extraction.tags],
        "tables": {table.id: title_of(table) for table in document.tables},
        "facts": [_fact(fact, ties) for fact in extraction.facts],
        "findings": [
            {name: getattr(finding, name) for name in ("id", "rule", "kind", "severity", "start", "end")}
            for finding in extraction.findings
        ],
        "words": {"labels": LABELS, "links": LINKS, "roles": {**ROLES, "REASON": ()}},
    }


def _fact(fact: Fact, ties: Ties) -> dict[str, Any]:
    return {
        "id": fact.id, "span": f"g{fact.start}-{fact.end}", "item": fact.item.name, "code": fact.item.code,
        "measure": fact.measure, "value": fact.value, "unit": fact.unit, "year": fact.year, "base": fact.base,
        "whole": fact.whole, "reason": fact.reason.text if fact.reason else None, "steps": fact.steps,
        "score": round(fact.score, 3),
        "links": [
            {"to": ties.anchor(link), "status": link.status, "value": link.cell_value, "table": link.table,
             "row": link.row_label, "column": link.column_path}
            for link in fact.links
        ],
    }
