"""Switches and fixtures that several rooms share."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# A busy CI machine is no reason for a failure, and a failure is the same on every machine.
hypothesis.settings.register_profile("juesuan", deadline=None, derandomize=True)
hypothesis.settings.load_profile("juesuan")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real documents and gold beside the checkout; they are not part of the repository."""
    if not (SHARED / "documents").is_dir():
        pytest.skip("real documents are not beside this checkout (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The two generated documents of the demo."""
    return ROOT / "annotations" / "samples"
