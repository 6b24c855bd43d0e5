"""The encoder that fine-tuning starts from, and the characters it knows.

What works as a base: a folder of `training.pretrain` or of an earlier run (weights beside vocab.txt); any
encoder of transformers whose tokenizer has single Chinese characters as tokens, local or by its name on a
hub: BERT, RoBERTa-wwm, MacBERT, ELECTRA and ERNIE of the vocab.txt kind, XLM-R and DeBERTa of the
SentencePiece kind. What does not: byte-level BPE, where a character is several tokens, and code that is
not part of transformers (it is never run). Characters of the training text that the base lacks are added. The
released runtime needs no tokenizer: the base's tokens become vocab.txt, looked up one character at a time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForTokenClassification, AutoTokenizer, PreTrainedModel

from extract.labels import CLASSES
from extract.tag.vocabulary import END, MASK, NEWLINE, PAD, SPECIAL, START, UNKNOWN, Vocabulary

_ROLES = {"pad_token": PAD, "unk_token": UNKNOWN, "cls_token": START, "sep_token": END, "mask_token": MASK}
"""What a tokenizer calls its special tokens, and what we call them."""
FEWEST_CHARACTERS = 500
"""A vocabulary with fewer Chinese characters as tokens of their own is not one of characters."""


class BaseError(ValueError):
    """An encoder cannot be a base: says what it lacks."""


def class_names() -> dict[str, Any]:
    """The classes as transformers' configurations name them."""
    return {
        "num_labels": len(CLASSES),
        "id2label": dict(enumerate(CLASSES)),
        "label2id": {name: index for index, name in enumerate(CLASSES)},
    }


def base_vocabulary(base: str) -> Vocabulary:
    """The characters of a base, ids as its embedding has them; BaseError where they are no characters."""
    own = Path(base) / "vocab.txt"  # a run keeps its own beside the folder of weights
    if own.is_file():
        vocabulary = Vocabulary.load(own)
        if vocabulary.tokens[: len(SPECIAL)] == SPECIAL:
            return vocabulary
    return vocabulary_of(AutoTokenizer.from_pretrained(base))


def vocabulary_of(tokenizer: Any) -> Vocabulary:
    """A tokenizer's tokens in order of their ids, its special ones under our names, [NL] among them.

    [NL] takes an "[unused…]" place where there is one, else a new one at the end.
    """
    found = tokenizer.get_vocab()
    tokens = [f"[gap {index}]" for index in range(max(found.values()) + 1)]
    for token, index in found.items():
        tokens[index] = token
    characters = sum(len(token) == 1 and "\u4e00" <= token <= "\u9fff" for token in tokens)
    if characters < FEWEST_CHARACTERS:
        raise BaseError(f"only {characters} Chinese characters are tokens: no base of characters")
    for role, name in _ROLES.items():
        token = getattr(tokenizer, role, None)
        if token is None and name != MASK:
            raise BaseError(f"the tokenizer has no {role}; a base needs one")
        if token is not None:
            tokens[found[token]] = name
    if NEWLINE not in tokens:
        unused = next((at for at, token in enumerate(tokens) if token.startswith("[unused")), len(tokens))
        tokens[unused : unused + 1] = [NEWLINE]
    return Vocabulary(tokens)


def widened(vocabulary: Vocabulary, other: Vocabulary) -> Vocabulary:
    """The vocabulary with what only the other one has behind it: characters the base has to learn anew."""
    known = set(vocabulary.tokens)
    return Vocabulary((*vocabulary.tokens, *(token for token in other.tokens if token not in known)))


def _weights(base: str) -> str:
    inner = Path(base) / "model"
    return str(inner) if (inner / "config.json").is_file() else base


def load_base(base: str, vocabulary: Vocabulary) -> PreTrainedModel:
    """The base with a fresh output per character class, its embedding as long as the vocabulary."""
    model = AutoModelForTokenClassification.from_pretrained(
        _weights(base), dtype=torch.float32, ignore_mismatched_sizes=True, **class_names()
    )
    if model.get_input_embeddings().num_embeddings < len(vocabulary):
        model.resize_token_embeddings(len(vocabulary))
    return model
