"""`juesuan batch`: tens of thousands of files into one result, stopped and resumed at will."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from extract.cli.console import (
    CLEAN,
    FOUND,
    INTERRUPTED,
    UNREADABLE,
    USAGE,
    Parser,
    add_command,
    complain,
    replaced,
)
from extract.errors import FileMissing, SettingsError
from extract.settings import Settings, load_settings
from extract.starting import release

if TYPE_CHECKING:
    from extract.batch import Job, Summary

EXAMPLES = """  juesuan batch 全省决算/ -o 全省.duckdb                  文件夹里的全部文件，写进 DuckDB
  juesuan batch 全省决算/ -o 全省.duckdb --retry-failed   接着做；失败过的再试一次
  juesuan batch @清单.txt 附件.zip -o 结果.xlsx           清单里的文件和压缩包，写成工作簿
  juesuan batch "2024/**/*.pdf" -o 结果.parquet --jobs 8  八个进程
  juesuan batch s3://桶/年 -o 结果.parquet --engine ray   在 Ray 集群上
  juesuan batch 全省决算/ -o 全省.duckdb --report 页面/   每份一个核对页面和总目录
  juesuan batch 全省决算/ -o postgresql://localhost/决算  写进 PostgreSQL"""
INPUTS = "文件夹、通配符（加引号）、@清单.txt（一行一个路径）、文件、ZIP，或 s3:// 之类的地址"
OUT = (
    "写到哪里，名字的后缀决定格式：.duckdb、.parquet（文件夹）、.csv（文件夹）、.jsonl、.xlsx，"
    "或 postgresql:// 地址"
)
LEAST_MEMORY = 256 * 1024**2
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?", re.IGNORECASE)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3, "T": 4}


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    """Hang the command under `juesuan`."""
    command = add_command(
        commands, "batch", "成千上万份文件写成一份结果，可随时中断、接着做", _run_batch, examples=EXAMPLES,
        starts_slowly=True,
    )
    command.add_argument("inputs", nargs="+", metavar="INPUT", help=INPUTS)
    command.add_argument("-o", "--output", metavar="OUT", required=True, help=OUT)
    command.add_argument(
        "--format", choices=["duckdb", "parquet", "jsonl", "csv", "xlsx"], metavar="NAME",
        help="不看后缀，直接指定格式：duckdb、parquet、jsonl、csv、xlsx",
    )
    command.add_argument("--jobs", type=_count, metavar="N", help="进程数；默认等于核心数")
    command.add_argument(
        "--timeout", type=_seconds, default=300.0, metavar="SECONDS", help="一份文件最多用多少秒，默认 300"
    )
    command.add_argument(
        "--max-memory", type=_bytes, metavar="SIZE",
        help="一份文件最多用多少内存，如 1.5G，至少 256M；默认 2G，且各进程合计不超过内存的八成",
    )
    command.add_argument("--retry-failed", action="store_true", help="以前失败的也再做一次")
    command.add_argument("--force", action="store_true", help="全部重做，不管做没做过")
    command.add_argument(
        "--engine", choices=["local", "ray"], default="local", metavar="NAME",
        help="local（默认，本机的进程）或 ray（Ray 集群或本机，要装 juesuan[ray]，只写 .parquet）",
    )
    command.add_argument(
        "--report", type=Path, metavar="DIR", help="每份另写一个核对页面到这个目录，index.html 是总目录"
    )
    command.add_argument("--log", type=Path, metavar="FILE", help="日志；默认在 OUT 旁边，OUT.log")
    command.add_argument(
        "--summary", type=Path, metavar="FILE", help="小结的 JSON；默认在 OUT 旁边，OUT.summary.json"
    )
    command.add_argument("--model", metavar="PATH|rules", help="模型目录，或 rules（规则标注器）")
    command.add_argument("--settings", metavar="FILE", type=Path, help="TOML 设置文件（threads、min_score）")
    command.add_argument("-q", "--quiet", action="store_true", help="不显示进度，不打印小结")


def _run_batch(arguments: argparse.Namespace) -> int:
    from extract.batch import summary_text

    beside = None if "://" in arguments.output else arguments.output.rstrip("/")
    log = arguments.log or (Path(f"{beside}.log") if beside else None)
    twin = arguments.summary or (Path(f"{beside}.summary.json") if beside else None)
    try:
        summary = _summary_of(_job(arguments, log), arguments)
        release()  # the run took Ctrl-C into its own hands; what follows can unwind
        if twin is not None:
            with replaced(twin) as stream:
                json.dump(summary.as_dict(), stream, ensure_ascii=False, indent=1)
                stream.write("\n")
    except FileMissing as error:
        return complain(str(error), USAGE)
    except OSError as error:
        return complain(f"{error.filename} 写不了（{error.strerror}）；请检查目录、权限和余下的空间。", USAGE)
    if not arguments.quiet:
        print(summary_text(summary), end="")
    return _code(summary)


def _summary_of(job: Job, arguments: argparse.Namespace) -> Summary:
    stream, live = None if arguments.quiet else sys.stderr, sys.stderr.isatty()
    if arguments.engine == "ray":
        if arguments.report:
            raise SettingsError("--report 只能用本机引擎；请去掉 --engine ray，或另用 juesuan report。")
        from extract.batch.engine_ray import run_on_ray

        return run_on_ray(job, stream=stream, live=live)
    from extract.batch import run_batch

    return run_batch(job, stream=stream, live=live)


def _job(arguments: argparse.Namespace, log: Path | None) -> Job:
    from dataclasses import replace

    from extract.batch import Job, Limits, cores, memory_share

    jobs = arguments.jobs or cores()
    settings = load_settings(arguments.settings) if arguments.settings else Settings()
    if settings.threads is None:
        settings = replace(settings, threads=max(1, cores() // jobs))
    return Job(
        tuple(arguments.inputs), arguments.output, arguments.format, arguments.model, settings,
        Limits(jobs, arguments.timeout, arguments.max_memory or memory_share(jobs)),
        arguments.retry_failed, arguments.force, log, report=arguments.report,
    )


def _code(summary: Summary) -> int:
    """The worst that happened, as every command says it."""
    if summary.status == "interrupted":
        return INTERRUPTED
    if summary.counts.failed:
        return UNREADABLE
    return FOUND if summary.counts.errors else CLEAN


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"应是不小于 1 的整数，现为 {text!r}")
    return number


def _seconds(text: str) -> float:
    if not re.fullmatch(r"\d+(?:\.\d+)?", text) or float(text) <= 0:
        raise argparse.ArgumentTypeError(f"应是大于 0 的秒数，现为 {text!r}")
    return float(text)


def _bytes(text: str) -> int:
    """Bytes of a size as people write it: 1.5G is 1610612736."""
    match = _SIZE.fullmatch(text.strip())
    if match is None or float(match[1]) <= 0:
        raise argparse.ArgumentTypeError(f"应写作 800M、1.5G 这样，现为 {text!r}")
    size = int(float(match[1]) * 1024 ** _POWERS[match[2].upper()])
    if size < LEAST_MEMORY:
        raise argparse.ArgumentTypeError(f"至少要 256M（装好模型的进程自己约占 170M），现为 {text!r}")
    return size
