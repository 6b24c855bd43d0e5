"""Many files into one result: a pool of workers that nothing can bring down, and sinks that lose nothing.

run_batch(Job(("全省决算",), "全省.duckdb", limits=Limits(jobs=4)))
"""

from __future__ import annotations

from extract.batch.pool import Limits
from extract.batch.runner import Job, cores, memory_share, run_batch
from extract.batch.summary import Summary, summary_text

__all__ = ["Job", "Limits", "Summary", "cores", "memory_share", "run_batch", "summary_text"]
