"""Every error a caller can meet, as one tree.

JuesuanError
├── ReadError                the input could not be read as a disclosure
│   ├── FileMissing          no such file, or a folder where a file was expected
│   ├── EmptyInput           nothing in it
│   ├── UnknownFormat        content is none of the formats we read
│   ├── EncryptedInput       needs a password
│   ├── ScannedInput         pages are pictures without a text layer
│   └── BrokenInput          starts like a known format, then fails to parse
├── ModelError               a checkpoint is absent, incomplete or of another version, or its device is
├── SettingsError            a settings file or value is wrong
├── MarkError                findings cannot be written into a copy of the source
├── RecordError              a dict or JSON is no extraction
└── ExtraMissing             an optional library is not installed

Each message is one sentence in Chinese: the file, what was found, what was expected, what to do.
"""

from __future__ import annotations


class JuesuanError(Exception):
    """Base of everything this library raises on purpose."""


class ReadError(JuesuanError):
    """The input could not be read as a disclosure."""


class FileMissing(ReadError):
    """No such file, or a folder where a file was expected."""


class EmptyInput(ReadError):
    """The input has no content."""


class UnknownFormat(ReadError):
    """The content is none of the formats we read."""


class EncryptedInput(ReadError):
    """The file needs a password."""


class ScannedInput(ReadError):
    """The pages are pictures without a text layer."""


class BrokenInput(ReadError):
    """The file starts like a known format and then fails to parse."""


class ModelError(JuesuanError):
    """A checkpoint is absent, incomplete or of another version, or its device is not there."""


class SettingsError(JuesuanError):
    """A settings file or value is wrong."""


class MarkError(JuesuanError):
    """The findings cannot be written into a copy of the source: its format or its state does not allow it."""


class RecordError(JuesuanError):
    """A dict or JSON is no extraction of this contract."""


class ExtraMissing(JuesuanError, ImportError):
    """An optional library is not installed; the message says which extra brings it. An ImportError too."""
