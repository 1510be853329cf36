"""What the import assistant shows of lists that came back: cells that differ, with all three values."""

from matcher.domain.differences import Difference, DifferenceKind
from matcher.domain.handouts import Returned
from ui.tables import Column

_TONE = {
    DifferenceKind.THEIRS: "good",
    DifferenceKind.BOTH: "warn",
    DifferenceKind.CLEARED: "warn",
    DifferenceKind.UNREADABLE: "bad",
}
_ORDER = (
    DifferenceKind.BOTH,
    DifferenceKind.CLEARED,
    DifferenceKind.UNREADABLE,
    DifferenceKind.THEIRS,
)


def deed(row: Difference) -> str:
    """What becomes of the cell."""
    return "采用交回的" if row.taken else "保留台账的"


def row_key(row: Difference) -> str:
    """File, sheet and cell."""
    return "\n".join(row.key)


RETURNS: tuple[Column[Difference], ...] = (
    Column(
        "kind",
        "情况",
        lambda row: row.kind.label,
        96,
        sort=lambda row: _ORDER.index(row.kind),
        tone=lambda row: _TONE[row.kind],
        facet=True,
    ),
    Column("title", "名称", lambda row: row.title, 180),
    Column("label", "栏目", lambda row: row.label, 100, facet=True),
    Column("exported", "发出时", lambda row: row.exported or "（空）", 150),
    Column("theirs", "交回的", lambda row: row.theirs or "（空）", 150),
    Column("ours", "台账现在", lambda row: row.ours or "（空）", 150),
    Column("deed", "处理", deed, 100, facet=True),
    Column("id", "编号", lambda row: row.id, 150),
    Column(
        "place", "位置", lambda row: f"{row.origin.file} › {row.origin.sheet} › {row.cell}", 260
    ),
)


def returned_words(sheet: Returned) -> str:
    """One line about a list that came back."""
    counts = [f"认出 {sheet.rows} 行，其中 {sheet.untouched} 行未改动"]
    for rows, words in (
        (sheet.fresh, "新增"),
        (sheet.twice, "编号重复，没有采用"),
        (sheet.damaged, "编号损坏，没有采用"),
    ):
        if rows:
            shown = "、".join(str(row) for row in rows[:8]) + ("等" if len(rows) > 8 else "")
            counts.append(f"{words} {len(rows)} 行（第 {shown} 行）")
    if sheet.missing:
        counts.append(f"没有交回 {len(sheet.missing)} 行，台账里保留")
    mark = f"回收码 {sheet.batch}" if sheet.marked else f"没有回收码，按编号认作 {sheet.batch}"
    return f"{sheet.file} › {sheet.sheet}（{sheet.words}，{mark}）：{'；'.join(counts)}"
