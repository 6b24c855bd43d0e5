"""HTML: the page as a browser shows it, without its frame, in whatever charset."""

import pytest

from extract.errors import BrokenInput, EmptyInput, ScannedInput
from extract.read import read
from extract.records import Document
from extract.segment import segment


def prose(document: Document) -> list[str]:
    return [p.text for p in segment(document) if not p.heading]


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_scripts_styles_and_navigation_are_out() -> None:
    body = """<nav>首页 99.99万元</nav><script>var a="88.88万元"</script><style>p{width:1.5%}</style>
<div style="display:none">77.77万元</div>
<p>收入总计<b>18.</b><span>60</span>万元。</p><footer>版权 6万元</footer>"""
    document = read(page(body, "<title>门户</title>"))
    assert prose(document) == ["收入总计18.60万元。"]
    assert document.source.format == "html"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gb18030"), ("utf-8", "gb18030"), ("", "gb18030"),
     ("utf-16", "utf-16"), ("", "utf-8-sig")],
)
def test_every_charset_reads_alike(charset: str, encoding: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    text = f"<html><head>{meta}</head><body><p>收入总计18.60万元，含㑇村小学。</p></body></html>"
    assert prose(read(text.encode(encoding))) == ["收入总计18.60万元，含㑇村小学。"]


def test_a_page_pasted_from_word() -> None:
    body = """<h2><span style='mso-list:Ignore'>一、<span>&nbsp;</span></span>收入决算情况说明<o:p></o:p></h2>
<p class=MsoToc1>收入决算情况说明....3</p>
<div style='mso-element:header'>页眉 1.11万元</div>
<p class=MsoNormal>2021年度收入总计18.60万元，
较上年<del>减少</del><ins>增加</ins>1.20
万元。<br>其中财政拨款18.00万元。</p><p><![if !supportLists]>&nbsp;<![endif]></p>"""
    document = read(page(body))
    assert [s.title.replace("\xa0", "") for s in document.sections] == ["一、收入决算情况说明"]
    assert prose(document) == ["2021年度收入总计18.60万元，较上年增加1.20万元。", "其中财政拨款18.00万元。"]
    assert [b.kind for b in document.blocks][:2] == ["heading", "toc"]


FORM = """<p>2021年度支出决算表</p><p>单位：万元</p>
<table><thead><tr><th rowspan="2">项目</th><th colspan="2">其中</th></tr>
<tr><th>基本支出</th><th>项目支出</th></tr></thead>
<tbody><tr><td>合计</td><td>1,200.00</td><td>4.50</td></tr>
<tr><td>2050203<br>初中教育</td><td>1,200.00<td>&nbsp;</td></tr></tbody></table>"""


def test_spans_and_breaks_inside_cells() -> None:
    (table,) = read(page(FORM)).tables
    assert (table.kind, table.unit) == ("支出决算表", "万元")
    assert table.columns == ("项目", "其中-基本支出", "其中-项目支出")
    assert [(c.label, c.code, c.key, c.text) for c in table.cells] == [
        ("合计", None, "基本支出", "1,200.00"), ("合计", None, "项目支出", "4.50"),
        ("初中教育", "2050203", "基本支出", "1,200.00"), ("初中教育", "2050203", "项目支出", ""),
    ]


def test_nested_layout_tables_around_prose_and_forms() -> None:
    text = "支出合计1,204.50万元，其中基本支出1,200.00万元。"
    inner = f"<table><tr><td><p>{text}</p>{FORM}</td></tr></table>"
    body = f"<table><tr><td>栏目</td><td>{inner}</td></tr></table>"
    document = read(page(body))
    (table,) = document.tables
    assert table.kind == "支出决算表" and len(table.cells) == 4
    assert text in prose(document)


def test_preformatted_text_keeps_its_lines() -> None:
    document = read(page("<pre>一、收入决算情况说明\n收入合计12.50万元。\n二、支出决算情况说明</pre>"))
    assert [s.title for s in document.sections] == ["一、收入决算情况说明", "二、支出决算情况说明"]
    assert prose(document) == ["收入合计12.50万元。"]


def test_span_tricks_stay_small() -> None:
    huge = '<td colspan="99999999" rowspan="99999999">收入</td>'
    body = f"<table><tr>{huge}</tr><tr><td>1.00</td><td>2.00</td></tr></table>"
    assert len(read(page(body + "<p>收入5.50万元。</p>")).text) < 100


def test_a_fragment_without_html_and_a_wrong_suffix_is_still_a_page() -> None:
    document = read(b"<!-- x -->\n<div>" + "收入5.50万元。".encode() + b"</div>", name="报表.xls")
    assert document.source.format == "html" and prose(document) == ["收入5.50万元。"]


def test_a_single_file_web_page() -> None:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
    part = b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    body = "<html><meta charset=gb2312><p>收入5.50万元。</p></html>".encode("gb18030")
    assert prose(read(head + part + body + b"\r\n--x--\r\n", name="说明.doc")) == ["收入5.50万元。"]


def test_pages_that_hold_no_text() -> None:
    with pytest.raises(EmptyInput, match="脚本"):
        read(page("<div id=app></div><script>load()</script>"))
    with pytest.raises(ScannedInput, match="只有图片"):
        read(page("<p><img src=a.png></p>"))


def test_deep_tags_end_in_a_sentence() -> None:
    with pytest.raises(BrokenInput, match="套得太深"):
        read(b"<html><body>" + b"<div>" * 50_000 + b"1.00")
    with pytest.raises(BrokenInput, match="套得太深"):
        read(b"<html><body>" + b"<table><tr><td>" * 5_000 + b"1.00")
