"""One Settings record: every switch explained, from Python or from a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from extract.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """How an extractor works; the defaults are what the shipped figures were measured with.

    threads    threads of the model; None lets the runtime take every core
    page_jobs  processes that read the pages of one big PDF, and scanned pages recognised side by side;
               None takes every core (one inside a process that shares its work with others), 1 turns
               it off: for callers that already run one process a core
    ocr        scanned pages are recognised where the extra `ocr` and Tesseract are installed (some
               seconds a page); False leaves them unread
    min_score  tags the model is less sure of are dropped before facts are made; 0 keeps all.
               Raise it (0.9) where a wrong fact costs more than a missing one
    """

    threads: int | None = None
    min_score: float = 0.0
    page_jobs: int | None = None
    ocr: bool = True

    def __post_init__(self) -> None:
        """Refuse what no stage could work with."""
        if self.threads is not None and (not _is_int(self.threads) or self.threads < 1):
            given = repr(self.threads)
            raise SettingsError(f"设置 threads 应为不小于 1 的整数，现为 {given}；不写即用全部核心。")
        if self.page_jobs is not None and (not _is_int(self.page_jobs) or self.page_jobs < 1):
            given = repr(self.page_jobs)
            raise SettingsError(f"设置 page_jobs 应为不小于 1 的整数，现为 {given}；不写即用全部核心。")
        if not isinstance(self.ocr, bool):
            raise SettingsError(f"设置 ocr 应为 true 或 false，现为 {self.ocr!r}。")
        if not _is_number(self.min_score) or not 0 <= self.min_score <= 1:
            raise SettingsError(f"设置 min_score 应在 0 与 1 之间，现为 {self.min_score!r}。")


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, float) or _is_int(value)


def load_settings(path: str | Path) -> Settings:
    """The settings of a TOML file, `min_score = 0.9`; SettingsError says what is wrong with it."""
    try:
        values: dict[str, Any] = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"设置文件 {path} 打不开（{error.strerror}）；请检查路径。") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"设置文件 {path} 不是有效的 TOML（{error}）。") from error
    known = [field.name for field in fields(Settings)]
    unknown = sorted(set(values) - set(known))
    if unknown:
        strange, usable = "、".join(unknown), "、".join(known)
        raise SettingsError(f"设置文件 {path} 里有不认识的项 {strange}；可用的是 {usable}。")
    return Settings(**values)
