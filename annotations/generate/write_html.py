"""A script as a web page: pasted from Word with all its spans, or as a portal prints it; and as MHT."""

from __future__ import annotations

import base64
import html
import random
import re
from collections.abc import Callable
from textwrap import wrap

from annotations.generate.printed import CAPTION_STYLES, Printed, own_stream, pieces, print_grid
from annotations.generate.script import Grid, Paragraph, Script

_LATIN = re.compile(r"([\x21-\x7e]+)")
_EMPTY = "<span lang=EN-US><o:p>&nbsp;</o:p></span>"
_SONG = "font-family:宋体;mso-bidi-font-family:宋体"
_ENCODINGS = {"gb2312": "gb18030", "gbk": "gb18030", "utf-8": "utf-8"}


def write_word_page(script: Script, *, charset: str | None = None) -> bytes:
    """A page saved by Word or pasted from it: MsoNormal, o:p, a span for every run of digits, nbsp.

    `charset` as the page declares it (gb2312, gbk, utf-8); drawn where not given.
    """
    rng = own_stream(script, "word-page")
    charset = charset or rng.choice(("gb2312", "utf-8", "gbk"))
    caption = rng.choice(CAPTION_STYLES)
    body = "\n".join(
        _word_table(print_grid(script, part, caption, breaks=rng.random() < 0.3))
        if isinstance(part, Grid)
        else _word_paragraph(part, rng)
        for part in script.parts
    )
    page = (
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns="http://www.w3.org/TR/REC-html40">\n<head>\n'
        f'<meta http-equiv=Content-Type content="text/html; charset={charset}">\n'
        "<meta name=Generator content=\"Microsoft Word 15\">\n<style>\n<!--\n p.MsoNormal\n"
        f"\t{{margin:0cm;{_SONG}}}\n-->\n</style>\n</head>\n"
        f"<body lang=ZH-CN style='text-justify-trim:punctuation'>\n<div class=WordSection1>\n{body}\n"
        "</div>\n</body>\n</html>\n"
    )
    return page.encode(_ENCODINGS[charset], "xmlcharrefreplace")


def _word_runs(text: str) -> str:
    """The text with its digits and Latin letters in spans of their own."""
    parts = _LATIN.split(text)
    return "".join(
        f"<span\nlang=EN-US>{html.escape(part)}</span>" if index % 2 else html.escape(part)
        for index, part in enumerate(parts)
        if part
    )


def _word_paragraph(part: Paragraph, rng: random.Random) -> str:
    look = f"font-size:16.0pt;{_SONG}"
    text = "".join(f"<span style='{look}'>{_word_runs(piece)}</span>" for piece in pieces(part.text, rng, 60))
    tail = "<span lang=EN-US style='font-size:16.0pt'><o:p></o:p></span>"
    if part.kind == "prose":
        indent = rng.choice(("", "<span lang=EN-US>&nbsp;&nbsp;&nbsp; </span>"))
        return f"<p class=MsoNormal style='text-indent:32.0pt'>{indent}{text}{tail}</p>"
    if part.kind == "heading" and rng.random() < 0.3:
        return f"<h{part.level}>{text}{tail}</h{part.level}>"
    return f"<p class=MsoNormal align=center style='text-align:center'><b>{text}{tail}</b></p>"


def _word_cell(text: str) -> str:
    if not text:
        return f"<p class=MsoNormal>{_EMPTY}</p>"
    lines = "<br>\n".join(_word_runs(line) for line in text.split("\n"))
    return (
        "<p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'>"
        f"<span style='font-size:9.0pt;{_SONG};color:black'>{lines}"
        "<span\nlang=EN-US><o:p></o:p></span></span></p>"
    )


def _word_table(printed: Printed) -> str:
    above = "\n".join(f"<p class=MsoNormal>{_word_runs(line)}</p>" for line in printed.above)
    rows = _rows(printed, _word_cell, "valign=center nowrap style='border:solid windowtext 1.0pt'")
    foot = "<tr height=0>" + "<td width=64></td>" * printed.width + "</tr>"
    table = (
        "<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>\n"
        f"{rows}\n<![if !supportMisalignedColumns]>\n{foot}\n<![endif]>\n</table>"
    )
    notes = (printed.note or "").split("\n")
    return "\n".join((above, table, *(f"<p class=MsoNormal>{_word_runs(line)}</p>" for line in notes)))


def _rows(printed: Printed, cell: Callable[[str], str], look: str) -> str:
    lines = []
    for slots in printed.slots():
        cells = []
        for slot in slots:
            spans = f" rowspan={slot.down}" if slot.down > 1 else ""
            spans += f' colspan="{slot.across}"' if slot.across > 1 else ""
            cells.append(f"<td{spans} {look}>{cell(slot.text)}</td>")
        lines.append("<tr>" + "\n".join(cells) + "</tr>")
    return "\n".join(lines)


def write_portal_page(script: Script, *, charset: str | None = None) -> bytes:
    """A portal's page: navigation and footer around it, the text in a layout table, plain ruled tables."""
    rng = own_stream(script, "portal")
    charset = charset or rng.choice(("utf-8", "utf-8", "gb2312"))
    caption = rng.choice(CAPTION_STYLES)
    body = "\n".join(
        _portal_table(print_grid(script, part, caption))
        if isinstance(part, Grid)
        else _portal_paragraph(part)
        for part in script.parts
    )
    page = f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>门户</title>
<script>var total = "999.99万元";</script></head><body><nav><a>首页</a></nav>
<table><tr><td>{body}</td></tr></table><footer>版权 2031</footer></body></html>"""
    return page.encode(_ENCODINGS[charset], "xmlcharrefreplace")


def _portal_paragraph(part: Paragraph) -> str:
    text = html.escape(part.text)
    return f"<p><strong>{text}</strong></p>" if part.kind != "prose" else f"<p>　　{text}</p>"


def _portal_table(printed: Printed) -> str:
    above = "".join(f"<p>{html.escape(line)}</p>" for line in printed.above)
    rows = _rows(printed, lambda text: f"<p>{html.escape(text)}&nbsp;</p>", "class=xl65")
    notes = "".join(f"<p>{html.escape(line)}</p>" for line in (printed.note or "").split("\n"))
    return f"{above}<table border=1>{rows}</table>{notes}"


def write_mht(script: Script) -> bytes:
    """The Word page in one MIME file with a picture beside it, as "单个文件网页" saves it."""
    page = base64.b64encode(write_word_page(script, charset="utf-8")).decode("ascii")
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(60)).decode("ascii")
    mark = "----=_NextPart_01DA0000.00000000"
    parts = (("text/html; charset=\"utf-8\"", "document.htm", page), ("image/png", "image001.png", picture))
    lines = [
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; boundary="{mark}"; type="text/html"',
        "",
        "此文档为“单个文件网页”，也称为“Web 档案”文件。",
    ]
    for kind, name, content in parts:
        lines += ["", f"--{mark}", f"Content-Location: file:///C:/0001/{name}"]
        lines += ["Content-Transfer-Encoding: base64", f"Content-Type: {kind}", "", *wrap(content, 76)]
    return "\r\n".join([*lines, "", f"--{mark}--", ""]).encode("utf-8")
