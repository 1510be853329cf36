"""The catalogue of hostile files: each by name, as bytes, with what must come of it."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from tests.hostile import workbooks as w

READ = "read"
REFUSED = "refused"
EITHER = "either"

_PERSON = "张某某"
_ROW = w.rows(["序号", "需求内容"], [1, _PERSON])


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile file.

    Attributes:
        name: File name, the suffix as a user would see it.
        made: Its bytes, or how to make them where that takes time.
        outcome: ``read``, ``refused``, or ``either`` where both are right.
        words: What the refusal must say.
    """

    name: str
    made: bytes | Callable[[], bytes]
    outcome: str
    words: str = ""

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.made if isinstance(self.made, bytes) else self.made()


Maker = Callable[[], Iterator[Hostile]]


@cache
def catalogue() -> tuple[Hostile, ...]:
    """Every hostile file."""
    makers: tuple[Maker, ...] = (
        _sizes,
        _far,
        _entities,
        _archives,
        _cells,
        _styles,
        _markup,
        _texts,
        _legacy,
        _others,
    )
    return tuple(file for maker in makers for file in maker())


def _sizes() -> Iterator[Hostile]:
    entries: dict[str, str | bytes] = {f"xl/media/{n}.bin": b"" for n in range(2_001)}
    yield Hostile("bomb-entries.xlsx", lambda: w.workbook(_ROW, extra=entries), REFUSED, "异常庞大")
    wide = "".join(w.cell(n) for n in range(16_384))
    yield Hostile("wide-row.xlsx", w.workbook(w.sheet(f"<row>{wide}</row>")), REFUSED, "256 列")
    yield Hostile("tall.xlsx", lambda: _lines(1, 50_200), REFUSED, "50000 行")
    yield Hostile("long-texts.xlsx", _long_texts, REFUSED, "个字")
    empty = w.sheet(_ROW + "<row/>" * 30_000)
    yield Hostile("empty-rows.xlsx", lambda: w.workbook(empty), READ)


def heavy() -> tuple[Hostile, ...]:
    """Files that take many seconds, for the long sweep."""
    return (
        Hostile("many-cells.xlsx", lambda: _lines(250, 2_100), REFUSED, "单元格超过"),
        Hostile("bomb-part.xlsx", lambda: _with_blanks(1, 160), REFUSED, "异常庞大"),
        Hostile("bomb-total.xlsx", lambda: _with_blanks(3, 110), REFUSED, "异常庞大"),
        Hostile(
            "farthest.xls", w.xls(w.xls_number(0, 0, 1.0) + w.xls_number(65_535, 255, 1.0)), READ
        ),
        Hostile("full.xlsx", lambda: _lines(10, 49_900), READ),
    )


def _with_blanks(count: int, megabytes: int) -> bytes:
    blank = b" " * (megabytes << 20)
    return w.workbook(_ROW, extra={f"xl/media/{n}.bin": blank for n in range(count)})


def _lines(columns: int, lines: int) -> bytes:
    line = "<row>" + "".join(w.cell(n) for n in range(columns)) + "</row>"
    return w.workbook(w.sheet(line * lines))


def _long_texts() -> bytes:
    strings = f"<si><t>{'长' * 40_000}</t></si>"
    lines = "".join(f'<row><c t="s"><v>0</v></c>{w.cell(n)}</row>' for n in range(2_000))
    return w.workbook(w.sheet(lines), strings=strings)


def _far() -> Iterator[Hostile]:
    far = f'<row r="1048576">{w.cell("x", "XFD1048576")}</row>'
    yield Hostile("far-cell.xlsx", w.workbook(w.sheet(_ROW + far)), READ)
    size = '<dimension ref="A1:XFD1048576"/>'
    yield Hostile("dimension.xlsx", w.workbook(w.sheet(_ROW, before=size)), READ)
    yield Hostile(
        "dimension-lie.xlsx", w.workbook(w.sheet(_ROW, before='<dimension ref="A1"/>')), READ
    )
    yield Hostile(
        "dimension-bad.xlsx", w.workbook(w.sheet(_ROW, before='<dimension ref="?"/>')), READ
    )
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="A:A"/><mergeCell ref="x"/></mergeCells>'
    yield Hostile("merge.xlsx", w.workbook(w.sheet(_ROW, after=merge)), READ)
    merges = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 25_000))
    yield Hostile(
        "merges.xlsx", w.workbook(w.sheet(_ROW, after=f"<mergeCells>{merges}</mergeCells>")), READ
    )
    columns = '<cols><col min="1" max="16384" hidden="1"/><col min="-3" max="x"/></cols>'
    yield Hostile("columns.xlsx", w.workbook(w.sheet(_ROW, before=columns)), READ)
    rules = (
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="?"/></conditionalFormatting>'
    )
    yield Hostile("rules.xlsx", w.workbook(w.sheet(_ROW, after=rules * 10_000)), READ)
    names = "".join(f'<definedName name="n{n}">#REF!</definedName>' for n in range(30_000))
    book = f"<definedNames>{names}</definedNames>"
    yield Hostile("names.xlsx", w.workbook(w.sheet(_ROW), workbook_extra=book), READ)


def _entities() -> Iterator[Hostile]:
    xxe = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    for label, doctype in (("xxe", xxe), ("laughs", laughs + "]>"), ("plain", "<!DOCTYPE x>")):
        page = w.sheet("<row><c t='inlineStr'><is><t>&e;</t></is></c></row>")
        page = page.replace("<worksheet", f"<!-- c -->{doctype}<worksheet", 1)
        yield Hostile(f"doctype-{label}.xlsx", w.workbook(page), REFUSED, "DOCTYPE")
    parts = w.parts(w.sheet(_ROW), strings="<si/>", styles="")
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"):
        changed = {**parts, name: xxe + str(parts[name]).removeprefix(w.HEAD)}
        label = name.rpartition("/")[2]
        yield Hostile(f"doctype-in-{label}.xlsx", w.zipped(changed.items()), REFUSED, "DOCTYPE")
    wide = w.HEAD.replace("UTF-8", "UTF-16") + xxe + "<worksheet/>"
    yield Hostile(
        "doctype-utf16.xlsx",
        w.workbook(wide, extra={"xl/x.xml": wide.encode("utf-16")}),
        REFUSED,
        "DOCTYPE",
    )


def _archives() -> Iterator[Hostile]:
    good = w.good()
    yield Hostile("truncated.xlsx", good[: len(good) // 2], REFUSED, "损坏")
    yield Hostile("cut-end.xlsx", good[:-30], REFUSED, "损坏")
    yield Hostile("prefixed.xlsx", b"PK\x03\x04junk" + good, EITHER)
    parts = list(w.parts(w.sheet(_ROW)).items())
    yield Hostile("twice.xlsx", w.zipped([*parts, *parts]), READ)
    yield Hostile("backslash.xlsx", w.zipped((n.replace("/", "\\"), b) for n, b in parts), READ)
    yield Hostile("upper.xlsx", w.zipped((n.upper(), b) for n, b in parts), READ)
    yield Hostile("rooted.xlsx", w.zipped(("/" + n, b) for n, b in parts), READ)
    climbing = [*parts, ("../../../../tmp/evil", "x"), ("C:\\evil", "x")]
    yield Hostile("climbing.xlsx", w.zipped(climbing), READ)
    yield Hostile("no-workbook.xlsx", w.zipped(p for p in parts if "workbook" not in p[0]), REFUSED)
    yield Hostile("no-sheet.xlsx", w.zipped(p for p in parts if "sheet1" not in p[0]), REFUSED)
    yield Hostile(
        "no-relations.xlsx", w.zipped(p for p in parts if not p[0].endswith(".rels")), READ
    )
    yield Hostile("no-types.xlsx", w.zipped(p for p in parts if "Types" not in p[0]), READ)
    for name, _ in parts:
        emptied = [(n, b"" if n == name else b) for n, b in parts]
        yield Hostile(f"emptied-{name.replace('/', '-')}.xlsx", w.zipped(emptied), EITHER)
        broken = [(n, str(b)[: len(b) // 2] if n == name else b) for n, b in parts]
        yield Hostile(f"broken-{name.replace('/', '-')}.xlsx", w.zipped(broken), EITHER)
    itself = w.relations(
        ("rId1", "worksheet", "workbook.xml"), ("rId2", "sharedStrings", "workbook.xml")
    )
    yield Hostile(
        "cyclic.xlsx",
        w.workbook(w.sheet(_ROW), extra={"xl/_rels/workbook.xml.rels": itself}),
        REFUSED,
    )
    locked = bytearray(w.zipped(parts))
    for at in range(len(locked) - 4):
        if locked[at : at + 4] == b"PK\x01\x02":
            locked[at + 8] |= 1
    yield Hostile("locked-zip.xlsx", bytes(locked), REFUSED)


def _cells() -> Iterator[Hostile]:
    odd = (
        '<row r="1"><c t="s"><v>7</v></c><c t="s"><v>-1</v></c><c t="s"><v>x</v></c><c t="b"><v>maybe</v></c>'
        '<c><v>1e999</v></c><c><v>NaN</v></c><c><v>12abc</v></c><c t="d"><v>yesterday</v></c><c t="?"><v>1</v></c>'
        '<c r="?"><v>1</v></c><c r="A0"><v>1</v></c><c r="ZZZZ9"><v>1</v></c><c s="999999"><v>5</v></c>'
        '<c s="x"><v>6</v></c><c t="e"/><c t="e"><v/></c><c t="inlineStr"/><c t="str"><v/></c></row>'
    )
    yield Hostile(
        "odd-cells.xlsx", w.workbook(w.sheet(odd + f"<row>{w.cell(_PERSON)}</row>")), READ
    )
    numbers = ("0", "-5", "99999999999999999999", "x", "1.0", "1e3", "")
    lines = "".join(f'<row r="{n}">{w.cell(1)}</row>' for n in numbers)
    yield Hostile("odd-rows.xlsx", w.workbook(w.sheet(lines)), READ)
    again = f'<row r="2">{w.cell("b", "A2")}</row><row r="1">{w.cell("a", "A1")}{w.cell("c", "A1")}</row>'
    yield Hostile("unordered.xlsx", w.workbook(w.sheet(again)), READ)
    formulas = "<row><c><f>HYPERLINK(\"http://x\")</f></c><c t='str'><f>1</f><v></v></c></row>"
    yield Hostile("formulas.xlsx", w.workbook(w.sheet(formulas)), READ)
    shared = '<row><c><f t="shared" si="0"/></c><c><f t="shared" si="9" ref="A1:XFD1048576">A1</f></c></row>'
    yield Hostile("shared-formulas.xlsx", w.workbook(w.sheet(shared)), READ)
    injected = w.rows(["=cmd|' /C calc'!A0", "+1+1", "@SUM(1)", "-2+3", "\t=1"])
    yield Hostile("injection.xlsx", w.workbook(w.sheet(injected)), READ)
    invisible = w.rows(["a\u200bb\u202ec\ufeff", "_x0000_x_xD800_y", "\u2028"])
    yield Hostile("invisible.xlsx", w.workbook(w.sheet(invisible)), READ)
    deep = "<a>" * 100_000 + "</a>" * 100_000
    yield Hostile("deep.xlsx", w.workbook(w.sheet(_ROW, before=deep)), READ)
    nested = "<row>" * 20_000 + w.cell(1) + "</row>" * 20_000
    yield Hostile("nested-rows.xlsx", w.workbook(w.sheet(nested)), EITHER)
    prefixed = w.sheet(_ROW).replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?")
    prefixed = prefixed.replace("xmlns=", "xmlns:x=")
    yield Hostile("prefixes.xlsx", w.workbook(prefixed), READ)
    strict = w.workbook(w.sheet(_ROW, main=w.STRICT), main=w.STRICT)
    yield Hostile("strict.xlsx", strict, READ)
    yield Hostile(
        "utf16-part.xlsx",
        w.workbook(w.sheet(_ROW).replace("UTF-8", "UTF-16").encode("utf-16")),
        READ,
    )
    yield Hostile(
        "gbk-part.xlsx", w.workbook(w.sheet(_ROW).replace("UTF-8", "GBK").encode("gbk")), EITHER
    )
    yield Hostile(
        "bad-bytes.xlsx", w.workbook(w.sheet(_ROW).encode().replace("张".encode(), b"\xff")), EITHER
    )
    page = w.sheet(_ROW).replace("UTF-8", "utf-p")
    yield Hostile("unknown-encoding.xlsx", w.workbook(page), READ)
    yield Hostile(
        "attributes.xlsx", w.workbook(w.sheet(f'<row {"x" * 500_000}="1">{w.cell(1)}</row>')), READ
    )
    twice = '<sheets><sheet name="" sheetId="1" r:id="rId1"/><sheet name="a\u200b" r:id="rId1"/><sheet r:id="no"/></sheets>'
    yield Hostile("sheet-names.xlsx", w.workbook(w.sheet(_ROW), workbook_extra=twice), READ)


def _styles() -> Iterator[Hostile]:
    dated = '<row><c s="1"><v>{}</v></c></row>'
    serials = ("-1", "0", "0.5", "60", "2958465.9999999", "2958466", "1e300", "-1e300")
    data = "".join(dated.format(serial) for serial in serials)
    for code in (14, 31, 58, 46, 12, 48, 9999, -1):
        styles = f'<cellXfs><xf/><xf numFmtId="{code}"/></cellXfs>'
        yield Hostile(f"format-{code}.xlsx", w.workbook(w.sheet(data), styles=styles), READ)
    codes = (
        '""',
        ";;;;;;",
        "[&lt;=]0",
        "0" * 5_000,
        "[h]" * 500,
        '"' * 99,
        "\\",
        "_",
        "*",
        "#,,,,,,.%%%%%",
        "yyyy" * 900,
    )
    for number, text in enumerate(codes):
        own = f'<numFmts><numFmt numFmtId="200" formatCode="{text.replace(chr(34), "&quot;")}"/></numFmts>'
        styles = f'{own}<cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
        yield Hostile(f"code-{number}.xlsx", w.workbook(w.sheet(data), styles=styles), READ)
    many = '<cellXfs count="1">' + '<xf numFmtId="14"/>' * 70_000 + "</cellXfs>"
    yield Hostile("style-bomb.xlsx", w.workbook(w.sheet(data), styles=many), READ)
    yield Hostile(
        "odd-font.xlsx",
        w.workbook(w.sheet(data), styles='<fonts><font><family val="99"/></font></fonts>'),
        READ,
    )
    yield Hostile("no-strings.xlsx", w.workbook(w.sheet('<row><c t="s"><v>0</v></c></row>')), READ)
    runs = "<si>" + "<r><t>字</t></r>" * 20_000 + "<rPh><t>x</t></rPh></si>"
    yield Hostile(
        "rich.xlsx", w.workbook(w.sheet('<row><c t="s"><v>0</v></c></row>'), strings=runs), READ
    )


def _markup() -> Iterator[Hostile]:
    html = "<html><table><tr><td>{}</td></tr></table></html>"
    yield Hostile("page.xls", html.format(_PERSON).encode("gbk"), READ)
    yield Hostile("login.xls", b"<html><body><form><input></form></body></html>", REFUSED, "网页")
    yield Hostile("unclosed.html", "<table><tr><td>a<td>b<tr><td>张某某".encode(), READ)
    spans = "<table><tr><td colspan=999999999 rowspan=999999999>a<td>b<tr><td>c</table>"
    yield Hostile("spans.html", spans.encode(), READ)
    yield Hostile("nested.html", b"<table><tr><td>x" * 5_000, READ)
    yield Hostile("markers.html", (html.format(1) + "<!" * 20_000 + "<![x" * 9_000).encode(), READ)
    yield Hostile("script.html", html.format("<script>alert(1)</script>b").encode(), READ)
    ss = "urn:schemas-microsoft-com:office:spreadsheet"
    xml = f'<?xml version="1.0"?>{{}}<Workbook xmlns="{ss}" xmlns:ss="{ss}"><Worksheet ss:Name="表"><Table>{{}}'
    end = "</Table></Worksheet></Workbook>"
    cell = '<Row><Cell{}><Data ss:Type="{}">{}</Data></Cell></Row>'
    yield Hostile(
        "2003.xls", (xml.format("", cell.format("", "String", _PERSON)) + end).encode(), READ
    )
    body = (
        xml.format("", cell.format(' ss:MergeAcross="999999999" ss:Index="3"', "Number", "x")) + end
    )
    yield Hostile("2003-odd.xml", body.encode(), READ)
    far = cell.format(' ss:Index="999999999"', "DateTime", "x") + cell.format("", "String", "a")
    yield Hostile("2003-far.xml", (xml.format("", far) + end).encode(), READ)
    yield Hostile("2003-cut.xml", xml.format("", cell.format("", "String", _PERSON)).encode(), READ)
    yield Hostile(
        "2003-doctype.xml", (xml.format("<!DOCTYPE x>", "") + end).encode(), REFUSED, "DOCTYPE"
    )
    yield Hostile("other.xml", b"<?xml version='1.0'?><rss><channel/></rss>", REFUSED, "XML")
    yield from _open_documents()


def _open_documents() -> Iterator[Hostile]:
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    head = (
        f'<office:document-content xmlns:office="{office}" xmlns:table="{office}" xmlns:text="{office}">'
        '{}<office:body><office:spreadsheet><table:table table:name="表">{}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    def ods(inside: str, *, before: str = "") -> bytes:
        return w.zipped([mime, ("content.xml", before + head.format("", inside))])

    cell = '<table:table-cell{} office:value-type="string"><text:p>a</text:p></table:table-cell>'
    row = "<table:table-row{}>{}</table:table-row>"
    padding = row.format(
        ' table:number-rows-repeated="1048576"',
        '<table:table-cell table:number-columns-repeated="16384"/>',
    )
    yield Hostile("padding.ods", ods(row.format("", cell.format("")) + padding), READ)
    everywhere = row.format(' table:number-rows-repeated="1048576"', cell.format(""))
    yield Hostile("repeated-rows.ods", ods(everywhere), REFUSED, "50000 行")
    across = row.format("", cell.format(' table:number-columns-repeated="999999999"'))
    yield Hostile("repeated-columns.ods", ods(across), REFUSED, "256 列")
    spans = cell.format(' table:number-rows-spanned="9999999" table:number-columns-spanned="-4"')
    yield Hostile("spans.ods", ods(row.format("", spans)), READ)
    yield Hostile(
        "doctype.ods",
        ods(row.format("", cell.format("")), before="<!DOCTYPE x>"),
        REFUSED,
        "DOCTYPE",
    )
    deep = "<text:span>" * 20_000 + "x" + "</text:span>" * 20_000
    yield Hostile(
        "deep.ods",
        ods(row.format("", f"<table:table-cell><text:p>{deep}</text:p></table:table-cell>")),
        EITHER,
    )
    locked = ("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    yield Hostile(
        "locked.ods", w.zipped([mime, ("content.xml", b"\x01\x02\x03"), locked]), REFUSED, "密码"
    )
    yield Hostile("cut.ods", w.zipped([mime, ("content.xml", head[:200])]), REFUSED)
    yield Hostile("nothing.ods", w.zipped([mime]), REFUSED)
    flat = head.format("", row.format("", cell.format(""))).replace("document-content", "document")
    yield Hostile("flat.fods", flat.encode(), READ)


def _texts() -> Iterator[Hostile]:
    line = "序号,姓名\r\n1,张某某\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"):
        yield Hostile(f"{encoding}.csv", (line * 3).encode(encoding), READ)
    yield Hostile("text.xls", line.encode("gbk"), READ)
    yield Hostile("cut.csv", line.encode("gbk")[:-3], READ)
    yield Hostile("quote.csv", '序号,姓名\n1,"张某某\n2,李某某\n'.encode(), READ)
    yield Hostile("inner.csv", b'1,"a"b,c\n2,x"y"z,"w"\n', READ)
    yield Hostile("nul.csv", b"1,2\n\x00,3\n" * 50, EITHER)
    yield Hostile("endings.csv", b"a,b\rc,d\ne,f\r\n\n\r\rg", READ)
    yield Hostile("commas.csv", b",,,,\n,,,,\n", REFUSED, "没有任何内容")
    yield Hostile("wide.csv", b",".join(b"x" for _ in range(600)), REFUSED, "256 列")
    yield Hostile("line.csv", b"x" * 3_000_000, READ)
    yield Hostile("quotes.csv", b'"' * 300_001, EITHER)
    yield Hostile("mark.csv", b"\xef\xbb\xbf", REFUSED)
    yield Hostile("sep.csv", b"sep=;\n1;2\n", READ)
    yield Hostile("no suffix", line.encode(), READ)


def _legacy() -> Iterator[Hostile]:
    number = w.xls_number(0, 0, 5.0)
    sound = w.xls(number)
    yield Hostile("sound.et", sound, READ)
    yield Hostile("sound.xlsb", w.xlsb([1.0, _PERSON]), READ)
    yield Hostile("far.xlsb", w.xlsb([1.0], far=True), READ)
    yield Hostile("cut.xlsb", w.xlsb([1.0, _PERSON])[:-40], REFUSED)
    yield Hostile("far.xls", w.xls(number + w.xls_number(65_535, 9, 1.0)), READ)
    yield Hostile(
        "locked.xls", w.xls(number, globals_extra=w.record(0x2F, b"\0" * 6)), REFUSED, "密码"
    )
    yield Hostile("cut.xls", sound[:1600], REFUSED)
    yield Hostile(
        "strings.xls",
        w.xls(w.record(0xFD, struct.pack("<HHHI", 0, 0, 0, 4_000_000_000)) + number),
        EITHER,
    )
    yield Hostile(
        "sst.xls",
        w.xls(number, globals_extra=w.record(0xFC, struct.pack("<II", 2**31, 2**31))),
        EITHER,
    )
    yield Hostile("lengths.xls", w.xls(struct.pack("<HH", 0x0203, 0xFFFF) + number), EITHER)
    looped = bytearray(sound)
    looped[512:516] = struct.pack("<I", 0)
    yield Hostile("looped.xls", bytes(looped), EITHER)
    yield Hostile(
        "encrypted.xlsx",
        w.compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x"}),
        REFUSED,
        "密码",
    )
    yield Hostile("letter.xls", w.compound({"WordDocument": b"\xec\xa5"}), REFUSED, "文字文档")
    yield Hostile("talk.xls", w.compound({"PowerPoint Document": b"x"}), REFUSED, "演示文稿")
    yield Hostile("message.xls", w.compound({"__properties": b"x"}), REFUSED, "不是表格")
    yield Hostile("header.xls", sound[:512], REFUSED)
    yield Hostile("magic.xls", sound[:8], REFUSED)
    yield Hostile("biff2.xls", struct.pack("<HHHH", 9, 4, 2, 16) + b"\0" * 50, REFUSED, "Excel 4.0")


def _others() -> Iterator[Hostile]:
    inner = w.zipped([("清单.xlsx", w.good())])
    word = w.zipped([("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")])
    for name, content, words in (
        ("empty.xlsx", b"", "空的"),
        ("blank.csv", b" \r\n\r\n\t", "空的"),
        ("zeros.xls", b"\0" * 5_000, "空的"),
        ("paper.xlsx", b"%PDF-1.7\n", "PDF"),
        ("photo.xls", b"\xff\xd8\xff\xe0" + b"x" * 99, "图片"),
        ("shot.csv", b"\x89PNG\r\n\x1a\n", "图片"),
        ("bundle.xlsx", inner, "压缩包"),
        ("bundle.rar", b"Rar!\x1a\x07\x00", "压缩包"),
        ("letter.xlsx", word, "文字文档"),
        ("letter.xls", b"{\\rtf1 x}", "RTF"),
        ("tool.xls", b"MZ" + b"\0" * 99, "程序"),
        ("data.csv", b'{"a": [1, 2]}', "JSON"),
        ("old.slk", b"ID;PWXL;N;E\nC;X1;Y1;K1\nE\n", "SYLK"),
        ("old.dif", b'TABLE\n0,1\n"EXCEL"\n', "DIF"),
        ("old.wk1", b"\x00\x00\x02\x00\x06\x04" + b"x" * 20, "Lotus"),
        ("noise.xlsx", bytes(range(256)) * 8, "认不出"),
        ("~$list.xlsx", b"\x06owner", "锁文件"),
        (".~list.xlsx", b"\x06owner", "锁文件"),
    ):
        yield Hostile(name, content, REFUSED, words)
