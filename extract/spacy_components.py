"""The same tags and facts inside a spaCy pipeline: `nlp.add_pipe("juesuan_tagger")`, `"juesuan_facts"`.

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp.add_pipe("juesuan_tagger")
    nlp.add_pipe("juesuan_facts")
    doc = nlp("2031年度收入总计218.20万元，较上年增加18.20万元。")
    doc.spans["juesuan"], doc._.facts, doc._.findings

A Doc is read like a text file: headings, tables and contents in it are known for what they are and only
prose is tagged. Spans stand exactly where the extractor's tags stand: where a token of the segmenter
reaches over a tag's border, the token is split there. (Widening the span to whole tokens would put words
into a figure; keeping offsets beside the span would leave displacy and every trained component wrong.)
Several tags may overlap (a figure inside a reason), so they are a span group, not `doc.ents`.
"""

from __future__ import annotations

import json
import os
import shutil
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from extract.errors import EmptyInput, ExtraMissing
from extract.pipeline import RULES, Extractor, load
from extract.read import read_text
from extract.records import Check, Document, Fact, Finding, Passage, Tag
from extract.segment import segment
from extract.settings import Settings
from extract.write import plain, record_from

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
except ImportError as error:
    raise ExtraMissing("没有安装 spaCy；请运行 pip install 'juesuan[spacy]'。") from error

SPANS_KEY = "juesuan"
BATCH_TEXT = 100_000
"""Characters that the model sees in one batch of Docs; their scores take some 350 bytes each."""
USER_DATA = "juesuan"
COLOURS = {
    "AMOUNT": "#f9d976", "PERCENT": "#a1d6e2", "CODE": "#c9b6e4", "REASON": "#d5e8d4", "ITEM": "#f4cccc",
    "QUANTITY": "#e2e2e2",
}  # fmt: skip
_MODEL_FILES = ("model.onnx", "vocab.txt", "config.json", "SHA256SUMS")
_CONFIG = "juesuan.json"
_DEFAULTS = {"model": None, "device": "cpu", "threads": None, "min_score": 0.0, "spans_key": SPANS_KEY}


def displacy_options(spans_key: str = SPANS_KEY) -> dict[str, Any]:
    """Options for `displacy.render(doc, style="span", options=…)`: which spans, in which colours."""
    return {"spans_key": spans_key, "colors": COLOURS}


@Language.factory("juesuan_tagger", default_config=_DEFAULTS, assigns=["doc.spans"])
def make_tagger(
    nlp: Language,
    name: str,
    model: str | None,
    device: str,
    threads: int | None,
    min_score: float,
    spans_key: str,
) -> TaggerComponent:
    """The component of `nlp.add_pipe("juesuan_tagger", config={…})`.

    `model`: a checkpoint folder, "rules", or None for the shipped one; the rest as in `extract.load`.
    """
    settings = Settings(threads=threads, min_score=min_score)
    return TaggerComponent(name, model, device=device, settings=settings, spans_key=spans_key)


@Language.factory(
    "juesuan_facts",
    default_config={"spans_key": SPANS_KEY},
    requires=["doc.spans"],
    assigns=["doc._.facts", "doc._.findings", "doc._.checks"],
)
def make_facts(nlp: Language, name: str, spans_key: str) -> FactsComponent:
    """The component of `nlp.add_pipe("juesuan_facts")`; stands behind juesuan_tagger."""
    return FactsComponent(name, spans_key=spans_key)


class TaggerComponent:
    """Sets `doc.spans[spans_key]`: label AMOUNT…, role in `span.id_`, scores in the group's attrs.

    The model is loaded at the first text, and once more in each process that `n_process` starts.
    """

    def __init__(
        self, name: str, model: str | None, *, device: str, settings: Settings, spans_key: str
    ) -> None:
        self.name, self.spans_key = name, spans_key
        self._model, self._device, self._settings = model, device, settings
        self._loaded: tuple[int, Extractor] | None = None

    @property
    def extractor(self) -> Extractor:
        """The extractor behind the component, of this process (a session does not outlive a fork)."""
        if self._loaded is None or self._loaded[0] != os.getpid():
            self._loaded = os.getpid(), load(self._model, device=self._device, settings=self._settings)
        return self._loaded[1]

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its tags."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1000) -> Iterator[Doc]:
        """The Docs with their tags; the model runs on up to `batch_size` of them, or BATCH_TEXT, at once."""
        for docs in _batches(stream, batch_size):
            self._annotate(docs)
            yield from docs

    def _annotate(self, docs: Sequence[Doc]) -> None:
        read = [_read(doc) for doc in docs]
        tagged = iter(self.extractor.tag([document for document in read if document is not None]))
        for doc, document in zip(docs, read, strict=True):
            tags = next(tagged) if document is not None else ()
            _split_tokens(doc, {border for tag in tags for border in (tag.start, tag.end)})
            attrs = {"scores": [tag.score for tag in tags], "model": self.extractor.tagger.name}
            doc.spans[self.spans_key] = SpanGroup(
                doc, name=self.spans_key, attrs=attrs, spans=_spans(doc, tags)
            )

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """The settings and a copy of the model's files, so that the saved pipeline is whole."""
        target = Path(path)
        target.mkdir(parents=True, exist_ok=True)
        folder: Path | None = getattr(self.extractor.tagger, "folder", None)
        for source in [folder / name for name in _MODEL_FILES] if folder else ():
            name = source.name
            if source.is_file() and source.resolve() != (target / name).resolve():
                shutil.copyfile(source, target / name)
        record = {
            "model": "." if folder else RULES, "device": self._device, "spans_key": self.spans_key,
            "threads": self._settings.threads, "min_score": self._settings.min_score,
        }
        (target / _CONFIG).write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TaggerComponent:
        """This component with the saved settings and the saved model."""
        record = json.loads((Path(path) / _CONFIG).read_text(encoding="utf-8"))
        self._model = str(path) if record["model"] == "." else record["model"]
        self._device, self.spans_key = record["device"], record["spans_key"]
        self._settings = Settings(threads=record["threads"], min_score=record["min_score"])
        self._loaded = None
        return self


class FactsComponent:
    """Sets `doc._.facts`, `doc._.findings` and `doc._.checks` from the spans, as they stand in the Doc.

    Spans may be corrected between the two components. What is kept in `doc.user_data` is plain data, so
    that `Doc.to_bytes` and a DocBin with user data carry it.
    """

    def __init__(self, name: str, *, spans_key: str) -> None:
        self.name, self.spans_key = name, spans_key
        self._extractor = load(RULES)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its facts. ValueError where no tagger ran before."""
        if self.spans_key not in doc.spans:
            raise ValueError(
                f"juesuan_facts: doc.spans[{self.spans_key!r}] 还没有；请把 juesuan_tagger 放在它前面，"
                "两者的 spans_key 要相同。"
            )
        document = _read(doc)
        if document is None:
            doc.user_data[USER_DATA] = {"facts": [], "findings": [], "checks": []}
            return doc
        passages = segment(document)
        tags = _tags(doc.spans[self.spans_key], passages)
        found = self._extractor.conclude(document, passages, tags)
        doc.user_data[USER_DATA] = {
            "facts": plain(found.facts), "findings": plain(found.findings), "checks": plain(found.checks),
        }
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """The Docs with their facts."""
        yield from map(self, stream)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """The settings."""
        Path(path).mkdir(parents=True, exist_ok=True)
        record = json.dumps({"spans_key": self.spans_key})
        (Path(path) / _CONFIG).write_text(record + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> FactsComponent:
        """This component with the saved settings."""
        record = json.loads((Path(path) / _CONFIG).read_text(encoding="utf-8"))
        self.spans_key = record["spans_key"]
        return self


def _batches(stream: Iterable[Doc], most: int) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    size = 0
    for doc in stream:
        batch.append(doc)
        size += len(doc.text)
        if len(batch) >= most or size >= BATCH_TEXT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read(doc: Doc) -> Document | None:
    try:
        return read_text(doc.text)
    except EmptyInput:
        return None


def _split_tokens(doc: Doc, borders: set[int]) -> None:
    """Make every border a border of tokens; most are already."""
    starts, ends = _places(doc)
    inside: dict[int, list[int]] = {}
    for border in sorted(borders.difference(starts, ends)):
        at = bisect_right(starts, border) - 1
        if border < ends[at]:
            inside.setdefault(at, []).append(border - starts[at])
    if not inside:
        return
    with doc.retokenize() as retokenizer:
        for at, cuts in inside.items():
            token = doc[at]
            edges = [0, *cuts, len(token)]
            parts = [token.text[left:right] for left, right in pairwise(edges)]
            retokenizer.split(token, parts, heads=[(token, number) for number in range(len(parts))])


def _spans(doc: Doc, tags: Sequence[Tag]) -> list[Span]:
    if not tags:
        return []
    starts, ends = _places(doc)
    return [
        Span(
            doc, bisect_left(starts, tag.start), bisect_left(ends, tag.end) + 1,
            label=tag.label, span_id=tag.role or "",
        )
        for tag in tags
    ]


def _places(doc: Doc) -> tuple[list[int], list[int]]:
    """Where each token begins and ends, in characters of the text."""
    places = doc.to_array(["IDX", "LENGTH"]).astype("int64")
    return places[:, 0].tolist(), places.sum(axis=1).tolist()


def _tags(group: SpanGroup, passages: Sequence[Passage]) -> tuple[Tag, ...]:
    """The spans as tags with their place in a passage; one that touches no prose is left out."""
    firsts = [passage.start for passage in passages]
    scores = group.attrs.get("scores", ())
    sure = scores if len(scores) == len(group) else [1.0] * len(group)
    found = []
    for span, score in zip(group, sure, strict=True):
        index = bisect_right(firsts, span.start_char) - 1
        if index < 0 or span.end_char > passages[index].end:
            continue
        passage = passages[index]
        left, right = (bisect_left(passage.offsets, at) for at in (span.start_char, span.end_char))
        text, role = passage.text[left:right], span.id_ or None
        found.append(
            Tag(
                span.label_, role, span.start_char, span.end_char, text, score,  # type: ignore[arg-type]
                passage=index, left=left, right=right,
            )
        )
    return tuple(sorted(found, key=lambda tag: (tag.start, -tag.end)))


def _kept(name: str, record: type) -> Any:
    def get(doc: Doc) -> tuple[Any, ...]:
        return tuple(record_from(record, entry) for entry in doc.user_data.get(USER_DATA, {}).get(name, ()))

    return get


for _name, _record in (("facts", Fact), ("findings", Finding), ("checks", Check)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, getter=_kept(_name, _record))
