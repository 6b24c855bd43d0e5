"""Zip containers whose bytes depend on their content only: office files, and the ZIP of attachments."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def pack(members: Mapping[str, bytes]) -> bytes:
    """A zip with these members in order, without the time of day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def steady(data: bytes) -> bytes:
    """An office file as its library saved it, less the time at which it did so."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return pack({name: _STAMP.sub(rb"\g<1>2020-01-01T00:00:00Z", body) for name, body in members.items()})
