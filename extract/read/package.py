"""Zip-based office files, opened with bounds: parts by name, XML without entities or DTD.

"报表.xlsx" that unpacks to gigabytes, declares XML entities, or was cut off in a download ends here in
one clear sentence, before anything large is unpacked.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from extract.errors import BrokenInput, EncryptedInput
from extract.read.limits import check_tags

MOST_MEMBERS = 5_000
"""More parts than any office file has."""
LARGEST_PART = 128 * 1024 * 1024
"""Bytes that one part may unpack to; the sheets of a whole province stay far below."""
LARGEST_WHOLE = 1024 * 1024 * 1024
"""Bytes that all parts together may claim to unpack to."""
BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, IndexError)
"""What a damaged archive makes zipfile raise."""
LOCKED = 0x1
"""Flag of a member that needs a password."""
_UTF8 = 0x800


class Package:
    """An open zip whose members are read one at a time and never beyond the bounds."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises BrokenInput for a zip that is cut off, damaged or bomb-like."""
        self.label = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._members = {real_name(info): info for info in self._archive.infolist() if not info.is_dir()}
        except BAD_ZIP:
            raise self.broken("压缩结构不完整，文件可能在下载时中断或已损坏，请重新获取后再试") from None
        sizes = [info.file_size for info in self._members.values()]
        if len(sizes) > MOST_MEMBERS or sum(sizes) > LARGEST_WHOLE:
            raise self.broken(
                f"解压后有 {len(sizes)} 个部分、{sum(sizes) // 1024**2} MB，超出限度，像是压缩炸弹，未予读取"
            )

    @property
    def names(self) -> tuple[str, ...]:
        """All members but folders, in the order of the archive."""
        return tuple(self._members)

    def broken(self, what: str) -> BrokenInput:
        """The error that says what is wrong with this file."""
        return BrokenInput(f"{self.label}：{what}。")

    def read(self, member: str) -> bytes:
        """The unpacked bytes of one member. Raises BrokenInput or EncryptedInput."""
        info = self._members[member]
        if info.flag_bits & LOCKED:
            raise EncryptedInput(f"{self.label}：压缩包里的 {member} 有密码，请解压后再试。")
        if info.file_size > LARGEST_PART:
            size = info.file_size // 1024**2
            raise self.broken(f"其中的 {member} 解压后有 {size} MB，超出限度，像是压缩炸弹，未予读取")
        try:
            return self._archive.read(info)
        except BAD_ZIP:
            raise self.broken(f"其中的 {member} 解压失败，文件可能已损坏，请重新获取后再试") from None

    def find(self, path: str) -> str | None:
        """The member of that path, whatever its case and leading slash."""
        wanted = path.lstrip("/").lower()
        return next((n for n in self._members if n.replace("\\", "/").lower() == wanted), None)

    def xml(self, path: str) -> etree._Element | None:
        """The root of an XML part, None where it is absent. Raises BrokenInput for bad XML."""
        member = self.find(path)
        if member is None:
            return None
        try:
            root = etree.fromstring(self._markup(member), safe_parser())
        except etree.XMLSyntaxError:
            raise self.broken(f"其中的 {member} 不是完好的 XML，文件可能已损坏，请重新导出后再试") from None
        self.refuse_entities(root, member)
        return root

    def _markup(self, member: str) -> bytes:
        data = self.read(member)
        check_tags(data, self.label)
        return data

    def refuse_entities(self, root: etree._Element, member: str) -> None:
        """Raises BrokenInput where a part declares a document type: office files never do."""
        if root.getroottree().docinfo.doctype:
            raise self.broken(f"其中的 {member} 带有 DTD 或实体声明，正常的办公文件里没有，未予读取")

    def iterate(self, path: str, *tags: str) -> Iterator[etree._Element]:
        """The elements with these local names as they end; the caller clears them."""
        member = self.find(path)
        if member is None:
            raise self.broken(f"缺少 {path}，文件可能已损坏，请重新导出后再试")
        stream = io.BytesIO(self._markup(member))
        events = etree.iterparse(
            stream, events=("end",), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False,
            no_network=True, huge_tree=False, load_dtd=False,
        )
        try:
            for _, element in events:
                self.refuse_entities(element, member)
                yield element
        except etree.XMLSyntaxError:
            raise self.broken(f"其中的 {member} 不是完好的 XML，文件可能已损坏，请重新导出后再试") from None

    def relations(self, path: str) -> dict[str, str]:
        """Relation id → part path, for the part at `path`: {"rId3": "xl/worksheets/sheet1.xml"}."""
        folder, file = posixpath.split(path)
        root = self.xml(f"{folder}/_rels/{file}.rels")
        if root is None:
            return {}
        found: dict[str, str] = {}
        for relation in root:
            target = str(relation.get("Target", ""))
            inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[str(relation.get("Id"))] = posixpath.normpath(inside)
        return found


def safe_parser() -> etree.XMLParser:
    """A parser that expands nothing, fetches nothing and keeps libxml2's own limits."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )


def real_name(info: zipfile.ZipInfo) -> str:
    """The member's name; archives made by Chinese Windows hold GBK bytes that zipfile takes for cp437."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def whole(text: str | None, default: int = 0) -> int:
    """A count in an attribute, `default` where it is none: "3" → 3, None, "²" and "1e9" → 0."""
    return int(text) if text and len(text) <= 9 and text.isascii() and text.isdecimal() else default


def local(element: etree._Element) -> str:
    """The tag without its namespace: "{…/main}tbl" → "tbl"; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name, in whatever namespace."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)
