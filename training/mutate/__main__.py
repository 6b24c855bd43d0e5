r"""Measures the auditor: alters generated documents one place at a time and counts what is noticed.

python -m training.mutate [--model DIR|rules] [--documents 36] [--each 2] [--seed 5000]
    [--style tabs|cells|wrapped|pdf|…|all …] [--json OUT] [--misses 40]
python -m training.mutate --each 0 --style all --documents 288: what clean documents get, nothing altered
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.generate.formats import FORMATS
from extract.errors import JuesuanError
from extract.pipeline import load
from training.mutate.measure import FAMILIES, measure
from training.mutate.report import to_record, to_table


def build_parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    about = "逐处改动合成的决算公开（一次一个数字、增减词、单位或编码），看核对能指出多少。"
    parser = argparse.ArgumentParser(prog="python -m training.mutate", description=about)
    parser.add_argument("--model", help="模型目录，或 rules；省略则用随包发布的模型")
    parser.add_argument("--documents", type=int, default=2 * len(FAMILIES), help="合成多少份（各种行文轮流）")
    parser.add_argument("--each", type=int, default=2, help="每份文件每种改动做几次；0 只数原件的误报")
    parser.add_argument("--seed", type=int, default=5_000, help="第一份文件的种子；同样的种子，同样的结果")
    parser.add_argument(
        "--style", choices=(*FORMATS, "all"), nargs="+", default=["tabs"], help="写成哪种文件，几种轮流"
    )
    parser.add_argument("--json", type=Path, metavar="OUT", help="把全部结果写入这个 JSON 文件")
    parser.add_argument("--misses", type=int, default=0, help="列出多少处没有指出的改动")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when done, 2 when the model cannot be loaded."""
    options = build_parser().parse_args(arguments)
    try:
        extractor = load(options.model)
    except JuesuanError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    seeds = range(options.seed, options.seed + options.documents)
    styles = tuple(FORMATS) if "all" in options.style else tuple(options.style)
    measured = measure(extractor, seeds, each=options.each, styles=styles)
    sys.stdout.write(to_table(measured, misses=options.misses))
    if options.json:
        text = json.dumps(to_record(measured), ensure_ascii=False, indent=1)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
