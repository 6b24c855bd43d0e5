"""Is this installation whole? Versions, the shipped model and its checksums, one sentence run through it."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import which

from extract.errors import JuesuanError
from extract.pipeline import load
from extract.tag import default_model_path

LIBRARIES = ("juesuan", "numpy", "onnxruntime", "pypdfium2", "pdfplumber")
"""Whose versions decide what comes out."""

EXTRAS: dict[str, tuple[str, tuple[str, ...]]] = {
    "spacy": ("spaCy 组件 juesuan_tagger、juesuan_facts", ("spacy", "jieba")),
    "frames": ("事实变成 pandas、polars、Arrow 的表", ("pandas", "polars", "pyarrow")),
    "batch": (
        "批量（juesuan batch）和它的各种输出",
        ("duckdb", "pyarrow", "psutil", "xlsxwriter", "pg8000", "fsspec"),
    ),
    "ocr": ("认出扫描页上的字", ("pytesseract",)),
    "ray": ("批量在 Ray 集群上（--engine ray，与 batch 一起装）", ("ray",)),
    "train": (
        "训练自己的模型",
        (
            "torch", "transformers", "datasets", "fsspec", "accelerate", "onnx", "reportlab", "python-docx",
            "openpyxl", "xlwt", "jieba",
        ),
    ),
}
"""The extras of pyproject.toml: what each gives, and what it installs (`test` is for developers only)."""

CHECKSUMS = "SHA256SUMS"
ABSENT = "没有安装"
SENTENCE = "一、收入支出决算总体情况说明\n2031年度收入总计18.20万元。\n"


@dataclass(frozen=True, slots=True)
class Examination:
    """Names with values, ("numpy", "2.4.6"), and a Chinese sentence on what is wrong, None if nothing is.

    `extras`: "juesuan[spacy]" with what it gives and whether it is there.
    """

    pairs: tuple[tuple[str, str], ...]
    trouble: str | None
    extras: tuple[tuple[str, str], ...] = ()


def examine() -> Examination:
    """What `juesuan doctor` shows; never raises for a broken installation, that is what it is for."""
    pairs = [("Python", f"{platform.python_version()}（{platform.platform()}）")]
    pairs += [(name, _version(name)) for name in LIBRARIES]
    try:
        folder = default_model_path()
        pairs += [("模型目录", str(folder)), ("模型摘要", f"sha256:{_digest(folder / 'model.onnx')}")]
        trouble = _damage(folder) or _trial(folder)
    except (JuesuanError, ImportError, OSError) as error:
        trouble = str(error)
    extras = tuple((f"juesuan[{name}]", _state(*extra)) for name, extra in EXTRAS.items())
    programs = (("LibreOffice", _office()), ("Tesseract", _recognition()))
    return Examination(tuple(pairs), trouble, (*extras, *programs))


def _state(gives: str, libraries: tuple[str, ...]) -> str:
    missing = [name for name in libraries if _version(name) == ABSENT]
    if not missing:
        return f"已装  {gives}"
    return f"未装  {gives}" + (f"（缺 {'、'.join(missing)}）" if len(missing) < len(libraries) else "")


def _office() -> str:
    state = "已装" if which("soffice") or which("libreoffice") else "未装"
    return f"{state}  读 doc、wps、rtf、odt、ods、xlsb"


def _recognition() -> str:
    state = "已装" if which("tesseract") else "未装"
    return f"{state}  读扫描页（另要中文数据 chi_sim 和 juesuan[ocr]）"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return f"{_own_version()}（从源码目录运行）" if name == "juesuan" else ABSENT


def _own_version() -> str:
    import extract

    return extract.__version__


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _damage(folder: Path) -> str | None:
    listed = (line.split() for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines())
    wrong = "、".join(name for digest, name in listed if _digest(folder / name) != digest)
    return f"模型文件 {wrong} 与 {CHECKSUMS} 不符，坏了或被改过；请重新安装 juesuan。" if wrong else None


def _trial(folder: Path) -> str | None:
    extraction = load(folder)(text=SENTENCE)
    if any(tag.label == "AMOUNT" and tag.text == "18.20万元" for tag in extraction.tags):
        return None
    return f"模型 {extraction.model} 在一句最简单的话里找不到金额；请重新安装 juesuan。"
