"""juesuan: Chinese final-accounts disclosures → tags, facts, links to their tables, inconsistencies.

import extract
extractor = extract.load()
extraction = extractor("决算公开.pdf")
for finding in extraction.findings:
print(finding.severity, finding.message)
print(extract.to_json(extraction))
"""

from __future__ import annotations

from extract.starting import guard

guard()  # before the imports that take a while

from extract.check import compare_units, compare_years
from extract.errors import (
    BrokenInput,
    EmptyInput,
    EncryptedInput,
    ExtraMissing,
    FileMissing,
    JuesuanError,
    MarkError,
    ModelError,
    ReadError,
    RecordError,
    ScannedInput,
    SettingsError,
    UnknownFormat,
)
from extract.pipeline import Extractor, load
from extract.records import (
    SCHEMA_VERSION,
    Block,
    Cell,
    CellRef,
    Check,
    Document,
    Extraction,
    Fact,
    Finding,
    Item,
    Line,
    Link,
    Passage,
    Profile,
    Reason,
    RowKey,
    Section,
    Source,
    Table,
    Tag,
)
from extract.settings import Settings, load_settings
from extract.write import (
    from_dict,
    from_json,
    to_arrow,
    to_dict,
    to_json,
    to_notebook,
    to_pandas,
    to_polars,
    to_text,
)

__version__ = "0.1.0"

Extraction.notebook = staticmethod(to_notebook)

__all__ = [
    "SCHEMA_VERSION",
    "Block",
    "BrokenInput",
    "Cell",
    "CellRef",
    "Check",
    "Document",
    "EmptyInput",
    "EncryptedInput",
    "ExtraMissing",
    "Extraction",
    "Extractor",
    "Fact",
    "FileMissing",
    "Finding",
    "Item",
    "JuesuanError",
    "Line",
    "Link",
    "MarkError",
    "ModelError",
    "Passage",
    "Profile",
    "ReadError",
    "Reason",
    "RecordError",
    "RowKey",
    "ScannedInput",
    "Section",
    "Settings",
    "SettingsError",
    "Source",
    "Table",
    "Tag",
    "UnknownFormat",
    "__version__",
    "compare_units",
    "compare_years",
    "from_dict",
    "from_json",
    "load",
    "load_settings",
    "to_arrow",
    "to_dict",
    "to_json",
    "to_pandas",
    "to_polars",
    "to_text",
]
