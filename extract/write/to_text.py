"""A report for a person: whose document it is, what was read and linked, and each finding with its place.

Plain text; colours are the ANSI ones and only on demand. Every piece of document text is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extract.records import Extraction, Finding, Source
from extract.write.paint import Painter
from extract.write.place import place_of, quote_of
from extract.write.width import cells, escape, pad, wrap
from extract.write.words import CHECKS, KINDS, LABELS, LINKS, MEASURES, SEVERITIES, link_status

ASKED = {"units-sum": "与所属单位之和核对了", "prior-year": "与上年公开的数核对了"}
"""Rules that run only where other documents are given; who asked is told also when all agrees."""
OUTCOMES = {"passed": "都相符", "failed": "有不符"}


def to_text(extraction: Extraction, *, width: int = 80, colour: bool = False) -> str:
    """The report as lines of at most `width` cells (40 at least), with a line break at the end."""
    painter = Painter(max(width, 40), colour)
    lines = [*_title(painter, extraction), *_summary(painter, extraction), ""]
    findings = numbered(extraction)
    lines += _verdict(painter, findings)
    for number, finding in enumerate(findings, 1):
        lines += ["", *_finding(painter, extraction, number, finding)]
    return "\n".join(lines) + "\n"


def _title(painter: Painter, extraction: Extraction) -> Iterator[str]:
    profile, source = extraction.document.profile, extraction.document.source
    year = f"{profile.year}年度" if profile.year else "年度不明"
    who = " · ".join([escape(profile.unit or "单位不明"), year, escape(profile.kind or "文种不明")])
    for line in wrap(who, painter.width):
        yield painter.paint(line, "title")
    pages = f"{source.pages} 页" if source.pages else None
    currency = f"以{escape(profile.currency_unit)}计" if profile.currency_unit else None
    parts = [escape(source.path or "未命名"), escape(source.format), pages]
    parts += [f"{len(extraction.document.tables)} 张表", currency]
    for line in wrap(" · ".join(part for part in parts if part), painter.width):
        yield painter.paint(line, "dim")


def _summary(painter: Painter, extraction: Extraction) -> Iterator[str]:
    yield ""
    yield from _pictures(painter, extraction.document.source)
    labels = Counter(tag.label for tag in extraction.tags)
    yield from painter.counts("标注", {word: labels[key] for key, word in LABELS.items()})
    measures = Counter(fact.measure for fact in extraction.facts)
    yield from painter.counts("事实", {m: measures[m] for m in MEASURES}, _total(extraction.facts))
    links = Counter(filter(None, map(link_status, extraction.facts)))
    tied = f"{links.total()} 个事实：" if links else ""
    yield from painter.counts("对表", {word: links[key] for key, word in LINKS.items()}, tied)
    checks = Counter(check.status for check in extraction.checks)
    states = {word: checks[key] for key, word in CHECKS.items()}
    yield from painter.counts("核对", states, _total(extraction.checks))
    for check in extraction.checks:
        if check.rule in ASKED and check.status in OUTCOMES:
            told = f"{ASKED[check.rule]} {check.count} 个数，{OUTCOMES[check.status]}"
            yield from painter.entry("", f"{told}（{escape(check.rule)}）", "dim")
        if check.status == "not-run":
            yield from painter.entry("", f"未能核对 {escape(check.rule)}：{escape(check.why)}", "dim")


def _pictures(painter: Painter, source: Source) -> Iterator[str]:
    """Which pages are read from pictures, which could not be read."""
    if source.ocr_pages:
        what = f"{len(source.ocr_pages)} 页是扫描图片，由文字识别（OCR）读出，可能有误"
        yield from painter.entry("扫描", what, "warning")
    if source.unread_pages:
        why = source.reader.partition("（")[2].removesuffix("）") or f"{len(source.unread_pages)} 页没有读"
        yield from painter.entry("未读", escape(why), "warning")


def _total(records: Sequence[object]) -> str:
    return f"共 {len(records)}：" if records else ""


def numbered(extraction: Extraction) -> list[Finding]:
    """The findings in the order in which a report numbers them: the gravest first, then by place."""
    return sorted(extraction.findings, key=_rank)


def _rank(finding: Finding) -> tuple[int, int]:
    return list(SEVERITIES).index(finding.severity), -1 if finding.start is None else finding.start


def _verdict(painter: Painter, findings: Iterable[Finding]) -> Iterator[str]:
    counts = Counter(finding.severity for finding in findings)
    if not counts:
        yield painter.paint("没有发现不一致。", "good")
        return
    worst = next(severity for severity in SEVERITIES if counts[severity])
    listed = " · ".join(f"{word} {counts[key]}" for key, word in SEVERITIES.items() if counts[key])
    yield painter.paint(f"发现 {counts.total()} 处不一致：{listed}", worst)


def headline(painter: Painter, number: int, finding: Finding) -> str:
    """"4. 错误  正文算术不合  change-rate"."""
    head = painter.paint(f"{number}. {SEVERITIES[finding.severity]}", finding.severity)
    rule = painter.paint(escape(finding.rule), "dim")
    return f"{head}  {painter.paint(KINDS[finding.kind], 'title')}  {rule}"


def _finding(painter: Painter, extraction: Extraction, number: int, finding: Finding) -> Iterator[str]:
    yield headline(painter, number, finding)
    for name, text in _parts(extraction, finding):
        yield from painter.entry(name, text)


def _parts(extraction: Extraction, finding: Finding) -> Iterator[tuple[str, str]]:
    """What there is to say: place, quoted clause, what it says, what it should be, why."""
    yield "位置", escape(place_of(extraction.document, finding))
    quote = quote_of(extraction, finding)
    if quote:
        yield "原文", f"“{escape(quote)}”"
    if finding.actual is not None:
        yield "所写", escape(finding.actual)
    if finding.expected is not None:
        yield "应为", escape(finding.expected)
    if finding.difference is not None:
        yield "相差", escape(finding.difference)
    yield "理由", escape(finding.message)
    if finding.ocr:
        yield "依据", "扫描页上识别出来的数字，请先对照原件"


def table_of_pairs(rows: Iterable[tuple[str, str]], *, width: int | None = None) -> str:
    """Names and values in two columns, aligned though Chinese characters are two cells wide.

    With `width`, values go on below themselves in lines of at most so many cells (20 at least).
    """
    rows = list(rows)
    left = max((cells(name) for name, _ in rows), default=0)
    lines = []
    for name, value in rows:
        parts = wrap(value, max(width - left - 2, 20)) if width else [value]
        heads = (name, *("" for _ in parts[1:]))
        lines += [f"{pad(head, left)}  {part}\n" for head, part in zip(heads, parts, strict=True)]
    return "".join(lines)
