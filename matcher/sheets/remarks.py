"""What reading has to say about a sheet."""

from collections.abc import Iterator

from matcher.domain import Issue, Severity
from matcher.sheets.book import column_letter
from matcher.sheets.draft import Draft, Place

_NAMED = 5


def remarks(draft: Draft, file: str) -> Iterator[Issue]:
    """The issues of one sheet: what is hidden, left out, cut or odd."""
    if draft.hidden and draft.rows:
        words = "这是隐藏的工作表，默认不导入；需要时请勾选"
        yield Issue(Severity.INFO, "hidden-sheet", words, file, draft.name)
    rows = sorted(draft.hidden_rows & draft.rows.keys())
    if rows:
        words = f"有 {len(rows)} 行被隐藏或筛掉（第 {_some(rows)} 行），仍按内容读入"
        yield Issue(Severity.INFO, "hidden-rows", words, file, draft.name, str(rows[0]))
    columns = sorted(draft.hidden_columns & draft.columns)
    if columns:
        letters = _some([column_letter(column) for column in columns])
        words = f"有 {len(columns)} 列被隐藏（{letters} 列），仍按内容读入"
        yield Issue(Severity.INFO, "hidden-columns", words, file, draft.name)
    for code, words, places in _marked(draft):
        if places:
            yield _warning(code, words, places, file, draft.name)


def _marked(draft: Draft) -> tuple[tuple[str, str, list[Place]], ...]:
    """What is to be said of marked cells: code, words, where."""
    limits = draft.budget.limits
    far = f"（超出第 {limits.rows} 行或第 {limits.columns} 列）"
    return (
        ("stray-cell", f"远离表格的单元格没有读入{far}；如确有内容，请移回表格内", draft.strays),
        (
            "uncalculated",
            "公式没有保存计算结果，读不出数值；请用 WPS 或 Excel 打开该文件，保存后再导入",
            draft.uncalculated,
        ),
        (
            "picture-cell",
            "单元格里是图片，图片里的文字读不出来；需要的话请打成文字",
            draft.pictures,
        ),
        ("odd-cell", "单元格的存储方式不合规范，已按原样文字读入，请核对", draft.odd),
        (
            "long-text",
            f"单元格文字超过 {limits.text} 字，后面的部分没有读入；请拆成几格",
            draft.cut,
        ),
    )


def _warning(code: str, words: str, places: list[Place], file: str, sheet: str) -> Issue:
    row, column, value = places[0]
    addresses = [f"{column_letter(column)}{row}" for row, column, _ in places[: _NAMED + 1]]
    others = f"（共 {len(places)} 处：{_some(addresses)}）" if len(places) > 1 else ""
    address = f"{column_letter(column)}{row}"
    return Issue(Severity.WARNING, code, words + others, file, sheet, address, value[:50])


def _some(items: list[str] | list[int]) -> str:
    return "、".join(map(str, items[:_NAMED])) + (" 等" if len(items) > _NAMED else "")
