"""What a file can turn out to be."""

from enum import StrEnum


class Kind(StrEnum):
    """What a file really is, told by its content."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FODS = "fods"
    CSV = "csv"
    HTML = "html"
    MHT = "mht"
    XML = "xml"
    """SpreadsheetML 2003."""
    SYLK = "slk"
    DIF = "dif"
    DBF = "dbf"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    OLD_EXCEL = "old-excel"
    LOTUS = "lotus"
    NUMBERS = "numbers"
    UOF = "uof"
    WORD = "word"
    SLIDES = "slides"
    DOCUMENT = "document"
    OLE = "ole"
    PDF = "pdf"
    PICTURE = "picture"
    ARCHIVE = "archive"
    RTF = "rtf"
    OTHER_XML = "other-xml"
    JSON = "json"
    DAMAGED_ZIP = "damaged-zip"
    PROGRAM = "program"
    UNKNOWN = "unknown"


SUFFIXES: dict[Kind, frozenset[str]] = {
    Kind.XLSX: frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".et", ".ett", ".xlam"}),
    Kind.XLSB: frozenset({".xlsb"}),
    Kind.XLS: frozenset({".xls", ".xlt", ".et", ".ett", ".xla"}),
    Kind.ODS: frozenset({".ods", ".ots"}),
    Kind.FODS: frozenset({".fods", ".xml"}),
    Kind.CSV: frozenset({".csv", ".tsv", ".txt", ".tab", ".prn"}),
    Kind.HTML: frozenset({".html", ".htm", ".xhtml"}),
    Kind.MHT: frozenset({".mht", ".mhtml"}),
    Kind.XML: frozenset({".xml"}),
}
"""The suffixes that fit what can be read."""

NAMES: dict[Kind, str] = {
    Kind.XLSX: "Excel 工作簿（xlsx）",
    Kind.XLSB: "Excel 二进制工作簿（xlsb）",
    Kind.XLS: "Excel 97-2003 工作簿（xls）",
    Kind.ODS: "OpenDocument 表格（ods）",
    Kind.FODS: "OpenDocument 单文件表格（fods）",
    Kind.CSV: "文本表格（csv）",
    Kind.HTML: "网页表格（html）",
    Kind.MHT: "单个文件网页（mht）",
    Kind.XML: "Excel 2003 XML 表格",
}
"""How users know what can be read."""

REFUSALS: dict[Kind, tuple[str, str]] = {
    Kind.EMPTY: (
        "文件是空的，没有任何内容",
        "请确认选对了文件；如果是传输中断，请重新复制或下载一份",
    ),
    Kind.ENCRYPTED: (
        "文件设了打开密码，读不出来",
        "请用 WPS 或 Excel 输入密码打开，取消密码后另存为 .xlsx 再导入",
    ),
    Kind.OLD_EXCEL: (
        "这是 Excel 4.0 及更早版本的表格，格式太老，读不出来",
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入",
    ),
    Kind.LOTUS: (
        "这是 Lotus 1-2-3 一类的老式表格，读不出来",
        "请用 LibreOffice 打开后另存为 .xlsx 再导入",
    ),
    Kind.SYLK: (
        "这是 SYLK 老式表格（slk），读不出来",
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入",
    ),
    Kind.DIF: ("这是 DIF 老式表格，读不出来", "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入"),
    Kind.DBF: (
        "这是 dBase 数据库文件（dbf），读不出来",
        "请用 WPS 或 Excel 打开后另存为 .xlsx 再导入",
    ),
    Kind.NUMBERS: (
        "这是苹果 Numbers 表格，读不出来",
        "请在 Numbers 里选“导出为 Excel”，再导入导出的 .xlsx",
    ),
    Kind.UOF: ("这是标文通（UOF）文档，读不出来", "请用 WPS 打开后另存为 .xlsx 再导入"),
    Kind.WORD: (
        "这是文字文档（Word 或 WPS 文字），不是表格文件",
        "如果文档里有表格，请复制到 WPS 表格或 Excel 里，存为 .xlsx 再导入",
    ),
    Kind.SLIDES: (
        "这是演示文稿，不是表格文件",
        "请选择清单的表格文件（.xlsx、.xls、.et、.ods、.csv）",
    ),
    Kind.DOCUMENT: (
        "这是 OpenDocument 文档，但不是表格",
        "如果文档里有表格，请复制到 WPS 表格或 Excel 里，存为 .xlsx 再导入",
    ),
    Kind.OLE: (
        "这不是表格文件（里面没有工作簿）",
        "请选择清单的表格文件（.xlsx、.xls、.et、.ods、.csv）",
    ),
    Kind.PDF: ("这是 PDF 文件，不是表格文件", "请向对方要原始的表格文件（.xlsx、.xls、.et）再导入"),
    Kind.PICTURE: ("这是图片，不是表格文件", "请向对方要原始的表格文件（.xlsx、.xls、.et）再导入"),
    Kind.ARCHIVE: ("这是压缩包，不是表格文件", "请先解压，再导入里面的表格文件"),
    Kind.RTF: (
        "这是 RTF 文字文档，不是表格文件",
        "如果文档里有表格，请复制到 WPS 表格或 Excel 里，存为 .xlsx 再导入",
    ),
    Kind.OTHER_XML: (
        "这是 XML 文件，但不是表格",
        "请选择清单的表格文件（.xlsx、.xls、.et、.ods、.csv）",
    ),
    Kind.JSON: (
        "这是 JSON 数据文件，不是表格文件",
        "请选择清单的表格文件（.xlsx、.xls、.et、.ods、.csv）",
    ),
    Kind.DAMAGED_ZIP: (
        "文件已损坏或没有传完整，读不出来",
        "请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入；打不开时请向对方重新要一份",
    ),
    Kind.PROGRAM: (
        "这是程序文件，不是表格文件",
        "请选择清单的表格文件（.xlsx、.xls、.et、.ods、.csv）",
    ),
    Kind.UNKNOWN: (
        "认不出这是什么文件，不像表格",
        "请用 WPS 或 Excel 打开看看；能打开的话另存为 .xlsx 再导入",
    ),
}
"""What is said of what cannot be read, and what to do next."""
