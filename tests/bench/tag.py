"""How fast and how steadily the shipped model tags: `python -m tests.bench.tag [PART…]`.

    speed       characters a second on 1 and 2 threads against the same model in torch fp32, in one run:
                torch as one would write it (document order, batches of 16 padded windows) and with our
                own sorted batches; windows and decoding are the same code and counted on every side
    invariance  a thousand passages one by one, in document order, shuffled, in batches of several sizes
    skipping    what leaving out passages without figure or cue saves, and the tags lost by it
    documents   the whole pipeline on the PDFs of ../shared against plain pdfplumber reading them

Best of several rounds, the sides taking turns; seconds of the clock, and of the processor where the
machine is busy with other things. Needs the train extra; without training/runs/<name> the
torch side has random weights of the same shape, which take the same time.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from extract.pipeline import load
from extract.records import Passage
from extract.tag import default_model_path, runtime, windows
from extract.tag.decode import decode, softmax
from extract.tag.runtime import OnnxTagger, padded_length
from extract.tag.vocabulary import Vocabulary
from extract.tag.windows import Window, make_windows
from training.data import sample_paragraphs, to_passages
from training.gold import load_gold

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FIRST_SEED, ROUNDS = 6_000, 3
SIZES = (1, 300, 1_024, 50_000)
"""Positions in a batch; the first is one window at a time."""


def passages(count: int) -> list[Passage]:
    """Prose passages of generated documents that hold a figure or a cue, in document order."""
    found: list[Passage] = []
    seed = FIRST_SEED
    while len(found) < count:
        pairs = to_passages(sample_paragraphs(seed))
        found += [p for p, _ in pairs if not p.heading and windows.is_needed(p.text)]
        seed += 1
    return found[:count]


def tags_of(tagger: OnnxTagger, given: Sequence[Passage]) -> list[list[tuple[object, ...]]]:
    """What was tagged in each passage, scores included."""
    found: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for tag in tagger.tag(given):
        found[tag.passage].append((tag.label, tag.role, tag.left, tag.right, tag.score))
    return [found[index] for index in range(len(given))]


class TorchSide:
    """The model in torch fp32 behind the same windows and the same decoding."""

    def __init__(self, threads: int, *, is_sorted: bool) -> None:
        import torch

        torch.set_num_threads(threads)
        self.is_sorted, self.vocabulary = is_sorted, Vocabulary.load(default_model_path() / "vocab.txt")
        self.model = _torch_model(self.vocabulary)

    def tag(self, given: Sequence[Passage]) -> int:
        """How many spans there are."""
        import torch

        cut = list(make_windows(given))
        batches = _arranged(cut) if self.is_sorted else _sixteens(cut)
        whole = {i: np.zeros((len(p.text), len(runtime.CLASSES)), np.float32) for i, p in enumerate(given)}
        for batch in batches:
            ids, mask = self._inputs(batch)
            with torch.inference_mode():
                logits = self.model(input_ids=ids, attention_mask=mask).logits.numpy()
            for row, window in enumerate(batch):
                for piece in window.pieces:
                    if piece.passage >= 0:
                        at = slice(piece.at + 1, piece.at + 1 + piece.length)
                        place = slice(piece.offset, piece.offset + piece.length)
                        whole[piece.passage][place] = softmax(logits[row, at])
        return sum(len(decode(given[i].text, scores)) for i, scores in whole.items())

    def _inputs(self, batch: Sequence[Window]) -> tuple[Any, Any]:
        import torch

        encoded = [self.vocabulary.encode(window.text) for window in batch]
        rows = [torch.tensor(row) for row in encoded]
        ids = torch.nn.utils.rnn.pad_sequence(rows, batch_first=True)
        return ids, (torch.arange(ids.shape[1]) < torch.tensor([[len(row)] for row in encoded])).long()


def _arranged(cut: Sequence[Window]) -> list[list[Window]]:
    pairs = runtime._batches(sorted(((window, 0) for window in cut), key=lambda pair: padded_length(pair[0])))
    return [[window for window, _ in batch] for batch in pairs]


def _sixteens(cut: Sequence[Window]) -> list[Sequence[Window]]:
    return [cut[first : first + 16] for first in range(0, len(cut), 16)]


def _torch_model(vocabulary: Vocabulary) -> Any:
    from transformers import AutoModelForTokenClassification

    from training.finetune import RUNS, build_model
    from training.recipe import load_recipe

    recipe = load_recipe(ROOT / "training" / "configs" / "tiny.toml")
    trained = RUNS / recipe.name / "model"
    if trained.is_dir():
        return AutoModelForTokenClassification.from_pretrained(trained).eval()
    return build_model(replace(recipe, base=""), vocabulary).eval()  # the same shape takes the same time


def bench_speed() -> None:
    """A line for each side and number of threads."""
    given = passages(300)
    characters = sum(len(passage.text) for passage in given)
    for threads in (1, 2):
        plain, arranged = TorchSide(threads, is_sorted=False), TorchSide(threads, is_sorted=True)
        ours = OnnxTagger(default_model_path(), threads=threads)
        sides: dict[str, Callable[[], object]] = {
            "torch fp32": lambda side=plain: side.tag(given),
            "torch fp32, sorted": lambda side=arranged: side.tag(given),
            "shipped": lambda side=ours: side.tag(given),
        }
        best = _best(sides)
        for name, (clock, processor) in best.items():
            first = best["torch fp32"]
            print(
                f"{threads} thread(s)  {name:<18} {characters / clock:>8.0f} characters/s"
                f" x{first[0] / clock:.2f}"
                f"  by processor time {characters / processor:>8.0f} x{first[1] / processor:.2f}",
                flush=True,
            )


def _best(sides: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """Least seconds by the clock and by the processor (all threads together) for each side."""
    best = dict.fromkeys(sides, (float("inf"), float("inf")))
    for _ in range(ROUNDS):
        for name, side in sides.items():
            clock, processor = time.perf_counter(), time.process_time()
            side()
            spent = time.perf_counter() - clock, time.process_time() - processor
            best[name] = min(best[name][0], spent[0]), min(best[name][1], spent[1])
    return best


def bench_invariance() -> None:
    """A line for each arrangement: how many passages have other tags or scores than in document order."""
    given, tagger = passages(1_000), OnnxTagger(default_model_path())
    expected = tags_of(tagger, given)
    order = random.Random(1).sample(range(len(given)), len(given))
    shuffled = tags_of(tagger, [given[index] for index in order])
    print(f"{len(given)} passages, {sum(map(len, expected))} tags")
    print("shuffled:", _differing(shuffled, [expected[index] for index in order]), "differ")
    print("one by one:", _differing([tags_of(tagger, [p])[0] for p in given], expected), "differ")
    usual = runtime.TOKENS_PER_BATCH
    for size in SIZES:
        runtime.TOKENS_PER_BATCH = size
        print(f"batches of {size} positions:", _differing(tags_of(tagger, given), expected), "differ")
    runtime.TOKENS_PER_BATCH = usual


def _differing(found: Iterable[object], expected: Iterable[object]) -> int:
    return sum(ours != theirs for ours, theirs in zip(found, expected, strict=True))


def bench_skipping() -> None:
    """Characters and seconds saved on the shared documents, and gold tags in what was skipped."""
    from extract.segment import segment

    extractor, tagger = load("rules"), OnnxTagger(default_model_path())
    needed = windows.is_needed
    for gold in load_gold(SHARED / "gold", SHARED / "documents"):
        document = extractor(path=gold.source).document
        prose = [passage for passage in segment(document) if not passage.heading]
        skipped = [passage for passage in prose if not needed(passage.text)]
        lost = [
            tag
            for tag in gold.tags or ()
            if tag.start is not None and any(p.start <= tag.start < p.end for p in skipped)
        ]
        windows.is_needed = lambda text: True
        whole = _best({"": lambda passages=prose: tagger.tag(passages)})[""][0]
        windows.is_needed = needed
        part = _best({"": lambda passages=prose: tagger.tag(passages)})[""][0]
        shown, all_of_it = sum(len(p.text) for p in prose if needed(p.text)), sum(len(p.text) for p in prose)
        print(
            f"{gold.id}: {shown} of {all_of_it} characters shown, {part:.2f} s against {whole:.2f} s,"
            f" {len(lost)} gold tags lost"
        )


def bench_documents() -> None:
    """Seconds of the whole pipeline and of plain pdfplumber, for each shared PDF."""
    import pdfplumber

    extractor = load()
    for path in sorted((SHARED / "documents").glob("*.pdf")):

        def read_plainly(path: Path = path) -> None:
            with pdfplumber.open(path) as pdf:
                for page in pdf.pages:
                    page.extract_text()
                    page.extract_tables()

        best = _best({"ours": lambda path=path: extractor(path=path), "pdfplumber": read_plainly})
        ours, plain = best["ours"][0], best["pdfplumber"][0]
        print(f"{path.name}: juesuan {ours:.2f} s, plain pdfplumber {plain:.2f} s, x{plain / ours:.2f}")


PARTS: dict[str, tuple[Callable[[], None], bool]] = {
    "speed": (bench_speed, False),
    "invariance": (bench_invariance, False),
    "skipping": (bench_skipping, True),
    "documents": (bench_documents, True),
}
"""Part → how, and whether it needs ../shared."""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    options = parser.parse_args()
    for name in options.parts or PARTS:
        run, needs_shared = PARTS[name]
        print(f"== {name}")
        if needs_shared and not SHARED.is_dir():
            print("skipped: ../shared is not beside this checkout")
        else:
            run()


if __name__ == "__main__":
    main()
