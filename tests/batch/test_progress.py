"""What a person sees of a job: the line while it runs, the summary at its end."""

from __future__ import annotations

import io

import pytest

from extract.batch.inventory import Task
from extract.batch.progress import Counts, Progress, clock_text, line_of, seconds_left
from extract.batch.summary import SLOWEST, Summary, summary_text
from extract.batch.worker import Outcome

HALF = Counts(total=1200, done=590, failed=10, findings=2311, pages=6000, bytes_total=1000, bytes_done=800)


def test_the_line_has_everything() -> None:
    assert line_of(HALF, 400.0) == "600/1,200 · 失败 10 · 发现 2,311 · 15.0 页/秒 · 余 1:40"


def test_time_left_goes_by_bytes_for_the_largest_come_first() -> None:
    assert seconds_left(HALF, 400.0) == pytest.approx(100)
    assert seconds_left(Counts(total=5), 3.0) is None


@pytest.mark.parametrize(("seconds", "text"), [(5.4, "0:05"), (65, "1:05"), (3725.2, "1:02:05")])
def test_clock(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def shown(*, live: bool) -> str:
    times = iter([0.0, 0.1, 40.0, 80.0])
    stream = io.StringIO()
    progress = Progress(stream, live=live, clock=lambda: next(times))
    progress.show(HALF)
    progress.show(HALF)
    progress.show(HALF, last=True)
    return stream.getvalue()


def test_a_terminal_gets_one_line_a_file_gets_plain_ones() -> None:
    assert shown(live=True).count("\r\x1b[K") == 2
    assert shown(live=True).endswith("\n")
    assert "\x1b" not in shown(live=False)
    assert shown(live=False).count("\n") == 2


def failed(path: str, reason: str, message: str) -> Outcome:
    return Outcome(Task(path, 1), "failed", "0" * 64, 1, reason=reason, message=message)


def test_the_summary_names_every_failure_by_reason_and_no_name_steers_the_terminal() -> None:
    summary = Summary()
    summary.counts = Counts(total=4, done=1, failed=3)
    summary.note(failed("b.pdf", "TimedOut", "超过 5 秒。"))
    summary.note(failed("a\x1b[2J.pdf", "BrokenInput", "损坏。"))
    summary.note(failed("c.pdf", "BrokenInput", "损坏\n了。"))
    text = summary_text(summary)
    assert "\x1b" not in text
    assert "失败：文件损坏（BrokenInput）2 份\n  a\\x1b[2J.pdf：损坏。\n  c.pdf：损坏 了。" in text
    record = summary.as_dict()
    assert record["reasons"] == {"BrokenInput": 2, "TimedOut": 1}
    assert [failure["path"] for failure in record["failures"]] == ["a\x1b[2J.pdf", "c.pdf", "b.pdf"]


def test_only_the_slowest_are_kept() -> None:
    summary = Summary()
    for number in range(3 * SLOWEST):
        summary.note(Outcome(Task(f"{number}.pdf", 1), "done", "0" * 64, 1, seconds=float(number)))
    assert [entry["path"] for entry in summary.as_dict()["slowest"]][:2] == ["29.pdf", "28.pdf"]
    assert len(summary.slowest) == SLOWEST
