"""The forms without which a rule has nothing to look at: where none is read, it has not run, and says so."""

from __future__ import annotations

from collections.abc import Mapping

from extract import forms
from extract.check.code_rows import FUNCTIONAL
from extract.records import Document

_CODED = (*FUNCTIONAL, forms.BASIC_EXPENDITURE)
NEEDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "form-rates": ((forms.THREE_PUBLIC,), "没有“三公”经费表，或表为空"),
    "form-signs": ((forms.THREE_PUBLIC,), "没有“三公”经费表，或表为空"),
    "form-code-tree": (_CODED, "没有带科目编码的表，或表为空"),
    "code-across-forms": (FUNCTIONAL, "没有带科目编码的表，或表为空"),
    "across-bounds": (_CODED, "没有可以相比的两张表，或表为空"),
    "form-empty": ((forms.GOVERNMENT_FUNDS, forms.STATE_CAPITAL, *_CODED), "表不在文中"),
}
"""Rule → forms of which one must hold a figure, and what to say where none does."""


def lacking(document: Document, rule: str) -> str | None:
    """What a rule lacks in a document, in Chinese; None where it has a form to look at or needs none."""
    wanted, why = NEEDS.get(rule, ((), ""))
    read = any(t.kind in wanted and any(c.value is not None for c in t.cells) for t in document.tables)
    return why if wanted and not read else None
