"""Counts that a sentence takes apart: 编制 by kind, vehicles by kind. Source: K12, mistakes auditors report.

Only a list whose every part names the same thing as its total is held against it; "其中：女性5人" is none.
"""

from __future__ import annotations

import re

from extract.check.base import Case, Outcome, Tally, finding
from extract.records import Passage
from extract.text import fold_prose

RULE = "count-sum"

KINDS: tuple[tuple[str, str, str], ...] = (
    ("编制", r"编制(?:人数|总数|数)?", "人名个"),
    ("车", r"(?:共有|保有|拥有|实有)(?:公务)?(?:车辆|用车)", "辆台"),
)
"""What every part must name, how the total is written, its units."""

_PART = re.compile(r"(?P<label>[^，、。；：\d]{2,40}?)(?:共|各)?(?P<count>\d+)(?P<unit>[\u4e00-\u9fff])")


def check_counts(case: Case, blamed: frozenset[str]) -> Outcome:
    """编制人数27人，其中：行政编制14名、事业编制11名、工勤编制1名 → warning: 26 in all."""
    tally = Tally()
    for passage in case.passages:
        text = fold_prose(passage.text)
        for word, head, units in KINDS:
            pattern = (
                rf"{head}[^，。；：\d]{{0,6}}(?P<total>\d+)[{units}][，。]?其中[：，]?(?P<body>[^。；]+)"
            )
            for match in re.finditer(pattern, text):
                _judge(tally, passage, match, word, units)
    return tally.done("各分项不都写明同一种类")


def _judge(tally: Tally, passage: Passage, match: re.Match[str], word: str, units: str) -> None:
    parts = [(p["label"], int(p["count"])) for p in _PART.finditer(match["body"]) if p["unit"] in units]
    figures = re.findall(r"\d+", match["body"])
    if len(parts) < 2 or len(figures) != len(parts) or not all(word in label for label, _ in parts):
        tally.untested += 1
        return
    tally.tested += 1
    total, added = int(match["total"]), sum(count for _, count in parts)
    if total == added:
        return
    terms = "＋".join(str(count) for _, count in parts)
    last = match.end() - 1
    tally.findings.append(
        finding(
            RULE,
            "prose-arithmetic",
            "warning",
            f"{word if word == '编制' else '车辆'}总数写{total}，所列各项合计{added}（{terms}）。",
            at=(passage.offsets[match.start()], passage.offsets[last] + 1),
            actual=str(total),
            expected=str(added),
            difference=str(total - added),
        )
    )
