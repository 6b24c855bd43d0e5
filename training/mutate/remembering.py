"""A tagger with a memory, so that an altered document costs one paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.records import Passage, Tag
from extract.tag import Tagger


@dataclass(slots=True)
class Remembering:
    """A tagger that tags a paragraph once: an altered document costs one paragraph, not all of them.

    A new paragraph is tagged between its neighbours and under its heading, as the model would meet it.
    """

    inner: Tagger
    known: dict[tuple[str, str], tuple[Tag, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """That of the tagger behind it."""
        return self.inner.name

    def tag(self, passages: Sequence[Passage]) -> tuple[Tag, ...]:
        """The tags of all passages, from memory where the paragraph is known."""
        keys = list(_keys(passages))
        missing = [at for at, key in enumerate(keys) if key is not None and key not in self.known]
        if len(missing) > 3:
            for at, tags in _by_passage(self.inner.tag(passages), missing).items():
                self._keep(keys[at], tags, passages[at])
        for at in missing:
            if keys[at] not in self.known:
                near = _neighbours(passages, at)
                tags = [t for t in self.inner.tag([passages[n] for n in near]) if near[t.passage] == at]
                self._keep(keys[at], tags, passages[at])
        return tuple(
            _placed(tag, passages[at], at)
            for at, key in enumerate(keys)
            for tag in self.known.get(key or ("", ""), ())
        )

    def _keep(self, key: tuple[str, str] | None, tags: Iterable[Tag], passage: Passage) -> None:
        if key is not None:
            self.known[key] = tuple(tags)


def _keys(passages: Sequence[Passage]) -> Iterator[tuple[str, str] | None]:
    heading = ""
    for passage in passages:
        heading = passage.text if passage.heading else heading
        yield None if passage.heading or not passage.text else (heading, passage.text)


def _by_passage(tags: Iterable[Tag], wanted: Sequence[int]) -> dict[int, list[Tag]]:
    found: dict[int, list[Tag]] = {at: [] for at in wanted}
    for tag in tags:
        if tag.passage in found:
            found[tag.passage].append(tag)
    return found


def _neighbours(passages: Sequence[Passage], at: int) -> list[int]:
    heading = next((n for n in range(at, -1, -1) if passages[n].heading), at)
    return sorted({heading, *range(max(heading, at - 1), min(len(passages), at + 2))})


def _placed(tag: Tag, passage: Passage, at: int) -> Tag:
    start, end = passage.offsets[tag.left], passage.offsets[tag.right - 1] + 1
    return replace(tag, start=start, end=end, passage=at)
