"""A trained run as a folder that transformers opens by itself: weights, config, tokenizer.

    python -m training.hub training/runs/juesuan-tiny-0.5 --out hub/juesuan-tiny-0.5

    from transformers import pipeline
    from training.hub import SpanPipeline, spans_of
    tag = pipeline("token-classification", model="hub/juesuan-tiny-0.5", pipeline_class=SpanPipeline)
    tag("2031年度收入总计218.20万元。")   # [{"label": "ITEM", "role": None, "start": 7, …}, …]

The tokenizer makes one token of each character, with the folding and the ids of `extract.tag.vocabulary`, so
the model sees what it sees at run time. A class joins two layers ("B-AMOUNT.增减额+I-REASON") and the
numeral grammar decides where a figure ends; so the plain pipeline's groups are not yet our spans.
SpanPipeline cuts long text into our windows and decodes as the runtime does: same spans. `spans_of` makes
spans of the plain pipeline's output (aggregation_strategy="none"), which is cut at 256 positions and knows
the best class only.
"""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Regex, Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Split
from tokenizers.processors import TemplateProcessing
from transformers import PreTrainedTokenizerFast, TokenClassificationPipeline

from extract.labels import CLASSES
from extract.records import Passage
from extract.tag.decode import Floats, Span, decode, softmax
from extract.tag.vocabulary import END, MASK, NEWLINE, PAD, START, UNKNOWN, Vocabulary, normalise
from extract.tag.windows import LIMIT, Window, is_needed, make_windows
from extract.text import squeeze_with_map

_CLASS = {name: index for index, name in enumerate(CLASSES)}
_PLANE = 0x10000
"""Every character that `normalise` changes lies below."""


def make_tokenizer(vocabulary: Vocabulary) -> PreTrainedTokenizerFast:
    """The vocabulary as a tokenizer of transformers: the same ids, offsets of one character."""
    ids = {"\n" if token == NEWLINE else token: index for index, token in enumerate(vocabulary.tokens)}
    tokenizer = Tokenizer(WordLevel(ids, unk_token=UNKNOWN))
    tokenizer.normalizer = Normalizers(list(_foldings()))
    tokenizer.pre_tokenizer = Split(Regex(r"[\s\S]"), "isolated")
    tokenizer.post_processor = TemplateProcessing(
        single=f"{START} $A {END}", special_tokens=[(START, ids[START]), (END, ids[END])]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, model_max_length=LIMIT + 2, pad_token=PAD, unk_token=UNKNOWN,
        cls_token=START, sep_token=END, mask_token=MASK,
        model_input_names=["input_ids", "attention_mask"],
    )


def _foldings() -> Iterator[Replace]:
    """One replacement for each character that others fold to: "[1-9１-９…]" → "0"."""
    folded: dict[str, list[str]] = {}
    for char in map(chr, range(_PLANE)):
        target = normalise(char)
        if target != char:
            folded.setdefault(target, []).append(char)
    for target, chars in folded.items():
        yield Replace(Regex(f"[{''.join(map(re.escape, chars))}]"), target)


def complete(run: Path, target: Path | None = None) -> Path:
    """The folder of a finished run with its tokenizer beside the weights; in `target` where one is given."""
    folder = target or run / "model"
    if target is not None:
        target.mkdir(parents=True, exist_ok=True)
        for name in ("config.json", "model.safetensors"):
            shutil.copyfile(run / "model" / name, target / name)
    make_tokenizer(Vocabulary.load(run / "vocab.txt")).save_pretrained(folder)
    return folder


def spans_of(text: str, entities: Iterable[Mapping[str, Any]]) -> list[Span]:
    """Spans from `pipeline("token-classification", aggregation_strategy="none")(text)`.

    Characters without an entity are "O". Only the best class of each character is known here, so a span
    may differ where the model wavers; SpanPipeline has no such loss.
    """
    if not is_needed(text):
        return []
    probabilities = np.full((len(text), len(CLASSES)), 0.0, dtype=np.float32)
    probabilities[:, _CLASS["O"]] = 1.0
    for entity in entities:
        for at in range(entity["start"], entity["end"]):
            probabilities[at] = (1.0 - entity["score"]) / (len(CLASSES) - 1)
            probabilities[at, _CLASS[entity["entity"]]] = entity["score"]
    return decode(text, probabilities)


class SpanPipeline(TokenClassificationPipeline):
    """`pipeline("token-classification", pipeline_class=SpanPipeline)`: text of any length → our spans.

    Each text is taken as one paragraph of prose without a heading before it; offsets count its characters.
    """

    def preprocess(self, sentence: str, offset_mapping: Any = None, **_: Any) -> Iterator[dict[str, Any]]:
        """Each window of a text, as the runtime cuts it; one without pieces where there is nothing to tag."""
        text, _offsets = squeeze_with_map(sentence)
        passage = Passage(text, tuple(range(len(text))), None)
        windows = list(make_windows([passage])) or [Window(text[:LIMIT], ())]
        for number, window in enumerate(windows, 1):
            encoded = self.tokenizer(window.text, return_tensors="pt")
            yield {**encoded, "window": window, "sentence": sentence, "is_last": number == len(windows)}

    def _forward(self, model_inputs: dict[str, Any]) -> dict[str, Any]:
        kept = {name: model_inputs.pop(name) for name in ("window", "sentence", "is_last")}
        return {"logits": self.model(**model_inputs).logits, **kept}

    def postprocess(self, all_outputs: Sequence[dict[str, Any]], *_: Any, **__: Any) -> list[dict[str, Any]]:
        """[{"label": "AMOUNT", "role": "决算数", "start": 11, "end": 19, "score": 0.99, "word": …}, …]."""
        sentence = all_outputs[0]["sentence"]
        text, offsets = squeeze_with_map(sentence)
        probabilities = np.zeros((len(text), len(CLASSES)), dtype=np.float32)
        for output in all_outputs:
            _fill(probabilities, output["window"], output["logits"][0].float().cpu().numpy())
        spans = decode(text, probabilities) if any(output["window"].pieces for output in all_outputs) else []
        return [_entry(span, sentence, offsets) for span in spans]


def _fill(probabilities: Floats, window: Window, logits: Floats) -> None:
    scores = softmax(logits[1 : len(window.text) + 1])
    for piece in window.pieces:
        if piece.passage >= 0:
            part = slice(piece.offset, piece.offset + piece.length)
            probabilities[part] = scores[piece.at : piece.at + piece.length]


def _entry(span: Span, sentence: str, offsets: Sequence[int]) -> dict[str, Any]:
    start, end = offsets[span.start], offsets[span.end - 1] + 1
    return {
        "label": span.label, "role": span.role, "start": start, "end": end,
        "score": round(span.score, 4), "word": sentence[start:end],
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("run", type=Path, help="a finished run, for instance training/runs/juesuan-tiny-0.5")
    parser.add_argument("--out", type=Path, help="target folder; without it the run's own model folder")
    options = parser.parse_args()
    print(f"written: {complete(options.run, options.out)}")


if __name__ == "__main__":
    main()
