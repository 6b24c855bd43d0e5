"""Pages for people: the review page of one document, and the index over many."""

from __future__ import annotations

from extract.write.report.index import IndexRow, failed_row, index_row, to_index, write_index
from extract.write.report.page import to_html

__all__ = ["IndexRow", "failed_row", "index_row", "to_html", "to_index", "write_index"]
