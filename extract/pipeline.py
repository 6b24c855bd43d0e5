"""The recipe: read → segment → tag → assemble → link → check. The only module that imports the stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from extract.assemble import assemble
from extract.boxes import mark_recognised, place_facts, place_findings, place_tags, weigh_tags
from extract.check import run_checks
from extract.errors import JuesuanError, ModelError
from extract.link import link
from extract.read import files_of, read, read_each, read_joined, read_text
from extract.records import Document, Extraction, Passage, Tag
from extract.segment import segment
from extract.settings import Settings
from extract.tag import Tagger, in_budget, load_tagger, tag_each
from extract.tag.rules import RuleTagger

RULES: Literal["rules"] = "rules"
"""The name of the pattern tagger where a model path could stand."""


def load(
    model: str | Path | None = None, *, device: str = "cpu", settings: Settings | None = None
) -> Extractor:
    """A reusable extractor: the shipped model, a checkpoint folder, or "rules" for the pattern tagger.

    `device` is "cpu" or "cuda" (needs onnxruntime-gpu). ModelError where the checkpoint is absent or
    incomplete or the device is not there. Loading takes a quarter of a second; keep it.
    """
    chosen = settings or Settings()
    if model == RULES:
        if device != "cpu":
            raise ModelError(f"规则标注器只用 CPU，设备 {device} 对它没有意义；请去掉 device。")
        return Extractor(RuleTagger(), settings=chosen)
    path = Path(model) if model is not None else None
    return Extractor(load_tagger(path, threads=chosen.threads, device=device), settings=chosen)


class Extractor:
    """Turns documents into extractions with one loaded tagger; holds no state between them.

    Several threads may share one. Another process that gets it by pickle loads the model again.
    """

    def __init__(self, tagger: Tagger, *, settings: Settings | None = None) -> None:
        self.tagger = tagger
        self.settings = settings or Settings()

    def __repr__(self) -> str:
        """<Extractor juesuan-tiny-0.5>."""
        return f"<Extractor {self.tagger.name}>"

    def __call__(
        self,
        source: str | Path | bytes | None = None,
        /,
        *,
        path: str | Path | None = None,
        data: bytes | None = None,
        text: str | None = None,
        name: str | None = None,
    ) -> Extraction:
        """One extraction from exactly one of a path, the bytes of a file, or text.

        `extractor("001.pdf")`, `extractor(pdf_bytes, name="001.pdf")`, `extractor(text="…")`. An unnamed
        str is text when it holds a line break or a 。 and no file has that name, else a path. `name` is
        what `source.path` shows for bytes. ReadError where there is nothing to read; TypeError for no
        source, several, or something else (of an open file, give its `read()`).
        """
        given = [value for value in (source, path, data, text) if value is not None]
        if len(given) != 1:
            raise TypeError("give exactly one of: a source, path=, data=, text=")
        chosen = given[0]
        if not isinstance(chosen, str | Path | bytes):
            raise TypeError(f"a source is a path, bytes or text, not {type(chosen).__name__}")
        if text is not None or _is_text(source):
            return self.extract(read_text(str(chosen)))
        file = chosen if isinstance(chosen, bytes) else Path(chosen)
        return self.extract(read(file, name=name, settings=self.settings))

    def extract(self, document: Document) -> Extraction:
        """The stages behind reading, for a document that is already in hand."""
        passages = segment(document)
        return self.conclude(document, passages, self._accepted(document, self.tagger.tag(passages)))

    def tag(self, documents: Sequence[Document]) -> list[tuple[Tag, ...]]:
        """The tags of each document, as `extract` would find them, with the model run on all at once."""
        tagged = tag_each(self.tagger, [segment(document) for document in documents])
        return [self._accepted(*pair) for pair in zip(documents, tagged, strict=True)]

    def _accepted(self, document: Document, tagged: Sequence[Tag]) -> tuple[Tag, ...]:
        weighed = weigh_tags(document, tagged)
        tags = tuple(tag for tag in weighed if tag.score >= self.settings.min_score)
        return in_budget(tags) if "预算" in (document.profile.kind or "") else tags

    def conclude(
        self, document: Document, passages: tuple[Passage, ...], tags: tuple[Tag, ...]
    ) -> Extraction:
        """The stages behind tagging: facts, links, checks and findings from tags that are already in hand."""
        facts = link(document, assemble(document, passages, tags))
        checks, findings = run_checks(document, passages, facts, tags)
        placed = place_facts(document, facts)
        return Extraction(
            document,
            place_tags(document, tags),
            placed,
            checks,
            mark_recognised(document, placed, place_findings(document, findings)),
            self.tagger.name,
        )

    def batch(
        self, paths: str | Path | Iterable[str | Path]
    ) -> Iterator[tuple[Path, Extraction | JuesuanError]]:
        """Each path with its extraction, or with the error that stopped it; the next file goes on.

        A folder gives one pair for each readable file below it, a ZIP for each member
        ("附件.zip/说明.docx"). Each is read when it is asked for, so many files need the memory of one. An
        error nobody foresaw is handed over too, as a JuesuanError whose __cause__ it is.
        """
        for given in _paths(paths):
            try:
                files = files_of(given)
            except Exception as error:
                yield given, _handed_over(given, error)
                continue
            for path in files:
                yield from self._each(path)

    def _each(self, path: Path) -> Iterator[tuple[Path, Extraction | JuesuanError]]:
        try:
            for place, found in read_each(path, settings=self.settings):
                yield place, self._attempt(place, found)
        except Exception as error:
            yield path, _handed_over(path, error)

    def joined(self, paths: str | Path | Iterable[str | Path]) -> Extraction:
        """One extraction of files of one unit: `joined(["说明.docx", "报表.xlsx"])`, folders and ZIPs opened.

        Offsets index the text of all files one behind the other. ReadError for the first that fails.
        """
        return self.extract(read_joined(_paths(paths), settings=self.settings))

    def _attempt(self, place: Path, found: Document | JuesuanError) -> Extraction | JuesuanError:
        if isinstance(found, JuesuanError):
            return found
        try:
            return self.extract(found)
        except Exception as error:
            return _handed_over(place, error)


def _handed_over(path: Path, error: Exception) -> JuesuanError:
    """The error itself where it is one of ours, else a JuesuanError that says what happened."""
    if isinstance(error, JuesuanError):
        return error
    what = f"{type(error).__name__}: {error}"
    wrapped = JuesuanError(f"{path}：处理时出了意外（{what}）；请把这个文件报给我们。")
    wrapped.__cause__ = error
    return wrapped


def _paths(given: str | Path | Iterable[str | Path]) -> Iterator[Path]:
    return map(Path, (given,) if isinstance(given, str | Path) else given)


def _is_text(source: object) -> bool:
    return isinstance(source, str) and ("\n" in source or "。" in source) and not _exists(source)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False
