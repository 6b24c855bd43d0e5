"""What a run came to: counts, the slowest, every failure by its reason; for a person and as JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from heapq import heappush, heappushpop
from typing import Any

from extract.batch.progress import Counts, clock_text
from extract.batch.worker import Outcome
from extract.write.width import escape

PUBLISHED = ("total", "done", "failed", "skipped", "findings", "errors", "pages")
"""Counts that the summary shows."""
SLOWEST = 10
"""How many of the slowest documents are named."""
REASONS = {
    "FileMissing": "没有这个文件", "EmptyInput": "空文件", "UnknownFormat": "读不了的格式",
    "EncryptedInput": "有密码", "ScannedInput": "扫描件，没有文字层", "BrokenInput": "文件损坏",
    "TimedOut": "超时", "OutOfMemory": "内存超限", "Crashed": "处理进程崩溃", "Unreadable": "打不开",
    "Unexpected": "处理时出了意外",
}
"""Reason → what the summary calls it."""
HINTS = {
    "TimedOut": "；加大 --timeout，再加 --retry-failed，可以再试",
    "OutOfMemory": "；加大 --max-memory，再加 --retry-failed，可以再试",
    "Crashed": "；多半是文件有毛病，另存一遍或加 --retry-failed 再试",
    "Unexpected": "；请把原文件和这句话告诉开发者",
}
"""Reason → what can be done about it, where the messages do not say."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that failed: where it lies, why."""

    path: str
    reason: str
    message: str


@dataclass(slots=True)
class Summary:
    """Collected while a run goes on; holds the failures and the slowest, nothing else grows.

    `failed_before`: contents that an earlier run could not do and this one left as they are.
    """

    counts: Counts = field(default_factory=Counts)
    failures: list[Failure] = field(default_factory=list)
    failed_before: list[Failure] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    status: str = "finished"
    seconds: float = 0.0
    first_result: float | None = None

    def note(self, outcome: Outcome) -> None:
        """A document that was done or failed in this run."""
        place = outcome.task.place
        if outcome.status != "done":
            self.failures.append(Failure(place, outcome.reason or "Unexpected", outcome.message or ""))
        keep = heappush if len(self.slowest) < SLOWEST else heappushpop
        keep(self.slowest, (outcome.seconds, place))

    def as_dict(self) -> dict[str, Any]:
        """The JSON twin: status, counts, seconds, reasons, failures, those of earlier runs, slowest."""
        counts = asdict(self.counts)
        failures = sorted(self.failures, key=_by_reason)
        slowest = sorted(self.slowest, reverse=True)
        return {
            "status": self.status,
            **{name: counts[name] for name in PUBLISHED},
            "seconds": round(self.seconds, 3),
            "first_result": None if self.first_result is None else round(self.first_result, 3),
            "reasons": dict(Counter(failure.reason for failure in self.failures).most_common()),
            "failures": [asdict(failure) for failure in failures],
            "failed_before": [asdict(failure) for failure in sorted(self.failed_before, key=_by_reason)],
            "slowest": [{"path": path, "seconds": round(seconds, 3)} for seconds, path in slowest],
        }


def summary_text(summary: Summary) -> str:
    """The summary for a person; nothing in a name can steer the terminal."""
    counts = summary.counts
    if summary.status == "interrupted" and not counts.finished:
        return "已中断：还没有做完一份；再运行同一条命令即可接着做。\n"
    state = "完成" if summary.status == "finished" else "已中断，再运行同一条命令即可接着做"
    lines = [
        f"{state}：共 {counts.total:,} 份，处理 {counts.done:,} 份，失败 {counts.failed:,} 份，"
        f"跳过 {counts.skipped:,} 份（内容已处理过）。",
        f"用时 {clock_text(summary.seconds)}，{_rate(counts.done, summary.seconds)} 份/秒，"
        f"{_rate(counts.pages, summary.seconds)} 页/秒；"
        f"发现 {counts.findings:,} 处，其中错误 {counts.errors:,}。",
    ]
    if summary.slowest:
        lines.append("最慢的：")
        slowest = sorted(summary.slowest, reverse=True)[:3]
        lines += [f"  {seconds:8.2f} 秒  {escape(path)}" for seconds, path in slowest]
    record = summary.as_dict()
    for reason, count in record["reasons"].items():
        lines.append(f"失败：{REASONS.get(reason, reason)}（{reason}）{count} 份{HINTS.get(reason, '')}")
        named = [failure for failure in record["failures"] if failure["reason"] == reason]
        lines += [f"  {escape(failure['path'])}：{escape(failure['message'])}" for failure in named]
    before = record["failed_before"]
    if before:
        lines.append(f"以前就失败、这次没有重做的 {len(before)} 份（加 --retry-failed 再试）：")
        lines += [f"  {escape(failure['path'])}：{escape(failure['message'])}" for failure in before]
    return "\n".join(lines) + "\n"


def _by_reason(failure: Failure) -> tuple[str, str]:
    return failure.reason, failure.path


def _rate(count: int, seconds: float) -> str:
    return f"{count / seconds:.2f}" if seconds > 0 else "0"
