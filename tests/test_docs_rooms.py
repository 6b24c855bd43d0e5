"""The blocks of the documents in the rooms run, as those of the README do in test_docs.py."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.documents import blocks_of, documents, is_run, run

NEEDS = {"annotations": ("datasets", "spacy"), "training": ("torch", "transformers")}
"""Libraries that the documents of a room import."""
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in documents()}
ROOMS = [name for name, text in TEXTS.items() if "/" in name and any(map(is_run, blocks_of(text)))]


@pytest.mark.parametrize("name", ROOMS)
def test_blocks_of_a_document_run(name: str, tmp_path: Path) -> None:
    for library in NEEDS.get(name.split("/")[0], ()):
        if importlib.util.find_spec(library) is None:
            pytest.skip(f"{library} is not installed: pip install -e '.[train,test]'")
    assert all(run(blocks_of(TEXTS[name]), name, tmp_path))


def test_the_rooms_have_documents_that_run() -> None:
    assert {"extract/README.md", "annotations/README.md", "training/README.md"} <= set(ROOMS)
