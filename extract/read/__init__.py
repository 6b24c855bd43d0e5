"""read(source) → Document: looks at the content before the suffix.

Text (UTF-8, UTF-16, GB18030), PDF, DOCX, XLSX, XLS and HTML are read here; DOC, WPS, RTF, ODT, ODS and
XLSB through LibreOffice where it is installed; a ZIP is a bundle of files, see `read_each` and
`read_joined`. Each reader is imported when a file of its format comes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.errors import EmptyInput, FileMissing, ReadError, UnknownFormat
from extract.read.folder import files_of
from extract.read.formats import digest_of, document_from_bytes, is_bundle
from extract.read.from_txt import document_from_text
from extract.records import Document, Source
from extract.settings import Settings


def read(
    source: str | Path | bytes, *, name: str | None = None, settings: Settings | None = None
) -> Document:
    """The document in a file or in bytes: `read("2023决算.pdf")`. `name` is how messages call it.

    Raises FileMissing, EmptyInput, UnknownFormat, EncryptedInput, ScannedInput or BrokenInput, each
    with one Chinese sentence.
    """
    if isinstance(source, bytes):
        return document_from_bytes(source, name or "输入内容", name, settings)
    path = Path(source)
    return document_from_bytes(_load(path), name or str(path), str(path), settings)


def read_text(text: str) -> Document:
    """The document in a text that is already decoded; offsets index `text` itself."""
    if not text.strip():
        raise EmptyInput("输入文本是空的：没有任何可读的文字，请提供决算公开的正文。")
    digest = digest_of(text.encode("utf-8", "surrogatepass"))
    return document_from_text(text, Source(None, digest, "txt", None, "from_txt"))


def read_each(
    path: str | Path, *, settings: Settings | None = None
) -> Iterator[tuple[Path, Document | ReadError]]:
    """Every document in a file: the file itself, or each member of a ZIP with the error that stopped it.

    A member goes by "附件.zip/说明.docx". Raises ReadError where the file or the archive itself fails.
    """
    data = _load(Path(path))
    if not is_bundle(data, str(path)):
        yield Path(path), document_from_bytes(data, str(path), str(path), settings)
        return
    from extract.read.attachments import attachments_of

    for member in attachments_of(data, str(path)):
        place = Path(path, member.name)
        try:
            found: Document | ReadError = document_from_bytes(
                member.data, str(place), str(place), settings
            )
        except ReadError as error:
            found = error
        yield place, found


def read_joined(paths: Iterable[str | Path], *, settings: Settings | None = None) -> Document:
    """One document out of files of one unit, the commonest way to publish: 说明.docx + 报表.xlsx.

    Folders and ZIPs are opened; members of foreign formats (pictures, seals) are passed over as long as
    one can be read. Raises ReadError for the first file that cannot be read.
    """
    from extract.read.joined import join

    documents: list[Document] = []
    first: ReadError | None = None
    for path in (file for given in paths for file in files_of(given)):
        for place, found in read_each(path, settings=settings):
            if isinstance(found, Document):
                documents.append(found)
            elif isinstance(found, UnknownFormat) and place != path:
                first = first or found
            else:
                raise found
    if not documents:
        raise first or EmptyInput("没有给出任何文件，请至少指定一个。")
    return join(documents)


def _load(path: Path) -> bytes:
    if path.is_dir():
        raise FileMissing(f"{path}：这是一个文件夹，需要的是单个文件，请指定其中的文件。")
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise FileMissing(f"{path}：找不到这个文件，请检查路径和文件名是否正确。") from None
    except OSError as error:
        raise FileMissing(f"{path}：文件打不开（{error.strerror}），请检查读取权限。") from None


__all__ = ["files_of", "read", "read_each", "read_joined", "read_text"]
