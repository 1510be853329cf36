"""The month's funds: in words, and as a table to edit."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import Fund, ProjectKind, yuan_words
from matcher.domain.funds import fault_in
from ui.pages.base import words
from ui.pages.settings.cells import cell_text

NO_FUNDS = "还没有经费清单；在这里录入或导入经费清单后，按余额和单项上限核对。金额以万元为单位，也可以写 5000元。"
_KINDS = tuple(ProjectKind)
_FIELDS = (
    "资金名称",
    "所属社区",
    "年度",
    "年度额度",
    "已使用",
    *(f"{kind.label}单项上限" for kind in _KINDS),
)
_WIDTHS = (190, 130, 70, 116, 106, 156, 156, 156)
_NAME, _COMMUNITY, _YEAR, _YEARLY, _USED = range(5)
_HEIGHT = 190
_WAN = 10_000
_HEADS = (*_FIELDS[:_YEARLY], *(f"{name}（万元）" for name in _FIELDS[_YEARLY:]))


class NotMoney(ValueError):
    """A text that is no sum of money."""


def yuan_of(text: str) -> int | None:
    """Whole yuan; a bare number counts 万元, blank is ``None``.

    Raises:
        NotMoney: Not a sum in whole yuan, not below 0.
    """
    bare = "".join(text.split()).replace(",", "").replace("，", "")
    if not bare:
        return None
    number, unit = bare, _WAN
    for ending, factor in (("万元", _WAN), ("万", _WAN), ("元", 1)):
        if bare.endswith(ending):
            number, unit = bare.removesuffix(ending), factor
            break
    try:
        sum_ = Decimal(number) * unit
    except InvalidOperation as error:
        raise NotMoney(text) from error
    if not sum_.is_finite() or sum_ < 0 or sum_ != int(sum_):
        raise NotMoney(text)
    return int(sum_)


def funds_words(funds: Sequence[Fund]) -> str:
    """One line for each fund: whose, how much is left, what one project may get."""
    return "\n".join(_line(fund) for fund in funds) or NO_FUNDS


def _line(fund: Fund) -> str:
    caps = [f"{kind.label}单项至多{yuan_words(cap)}" for kind, cap in fund.caps]
    if fund.yearly_yuan is None:
        sums = ["未写年度额度"]
    else:
        left = yuan_words(fund.left_yuan or 0)
        sums = [
            f"额度{yuan_words(fund.yearly_yuan)}",
            f"已用{yuan_words(fund.used_yuan)}",
            f"余{left}",
        ]
    whose = fund.community or "全街道"
    year = f"（{fund.year}年度）" if fund.year else ""
    gone = ["最近一次导入的文件中已没有这一行"] if fund.absent else []
    return f"{whose}　{fund.name}{year}：{'，'.join([*sums, *caps, *gone])}"


class FundTable(QWidget):
    """One line for each fund; saved by a button of its own.

    Signals:
        saved: The user wants these funds, a tuple.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: tuple[Fund, ...] = ()
        self._origins: list[Fund | None] = []
        self._locked = ""
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.setAccessibleName("经费清单")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setFixedHeight(_HEIGHT)
        self.told = words("", "muted")
        self.wrong = words("", tone="bad")
        self.add_button = QPushButton("新增资金")
        self.remove_button = QPushButton("删除所选资金")
        self.back_button = QPushButton("放弃修改")
        self.save_button = QPushButton("保存经费清单")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.table)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.back_button, self.save_button):
            buttons.addWidget(button)
        buttons.addWidget(self.wrong, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.table.itemChanged.connect(lambda _: self._mark())
        self.add_button.clicked.connect(self._add)
        self.remove_button.clicked.connect(self._remove)
        self.back_button.clicked.connect(lambda: self._fill(self._before))
        self.save_button.clicked.connect(lambda: self.saved.emit(self.funds()))

    def show_funds(self, funds: Sequence[Fund], locked: str = "") -> None:
        """Show these funds; what is being edited stays unless the funds are others.

        Args:
            funds: Of the month.
            locked: Why nothing can be saved now; empty when it can.
        """
        self._locked = locked
        self.told.setText(funds_words(funds))
        if tuple(funds) != self._before or not self._changed():
            self._before = tuple(funds)
            self._fill(self._before)
        self._mark()

    def _fill(self, funds: Sequence[Fund]) -> None:
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        self._origins = []
        for fund in funds:
            self._append(fund)
        self.table.blockSignals(False)
        self._mark()

    def _append(self, fund: Fund | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._origins.append(fund)
        for column, text in enumerate(_texts(fund) if fund else [""] * len(_HEADS)):
            self.table.setItem(row, column, QTableWidgetItem(text))

    def _add(self) -> None:
        self._append(None)
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, _NAME)
        self.table.edit(self.table.model().index(row, _NAME))
        self._mark()

    def _remove(self) -> None:
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)
            del self._origins[row]
        self._mark()

    def fault(self) -> str:
        """What is wrong with the table, or empty."""
        for row in range(self.table.rowCount()):
            for column in range(_YEAR, len(_HEADS)):
                read: Callable[[str], object] = _year_of if column == _YEAR else yuan_of
                text = cell_text(self.table, row, column)
                try:
                    read(text)
                except ValueError:
                    way = "2026 这样的年份" if column == _YEAR else "30（万元）或 5000元，至少0"
                    return f"经费第{row + 1}行{_FIELDS[column]}“{text}”看不懂，请写成{way}"
        return fault_in(self.funds())

    def funds(self) -> tuple[Fund, ...]:
        """The funds as the table has them; a line that was not changed is the fund it was."""
        return tuple(self._fund(row) for row in range(self.table.rowCount()))

    def _fund(self, row: int) -> Fund:
        was = self._origins[row]
        texts = [cell_text(self.table, row, column) for column in range(len(_HEADS))]
        if was is not None and texts == _texts(was):
            return was
        caps = zip(_KINDS, (yuan_of(text) for text in texts[_USED + 1 :]), strict=True)
        return replace(
            was or Fund(""),
            name=texts[_NAME],
            community=texts[_COMMUNITY],
            year=_year_of(texts[_YEAR]),
            yearly_yuan=yuan_of(texts[_YEARLY]),
            used_yuan=yuan_of(texts[_USED]) or 0,
            caps=tuple((kind, cap) for kind, cap in caps if cap is not None),
            origin=None,
            raw=(),
            absent=False,
        )

    def _changed(self) -> bool:
        return bool(self.fault()) or self.funds() != self._before

    def _mark(self) -> None:
        fault = self.fault()
        changed = bool(fault) or self.funds() != self._before
        why_not = self._locked or fault or ("" if changed else "没有改动")
        self.wrong.setText(fault)
        self.save_button.setEnabled(not why_not)
        self.save_button.setToolTip(why_not or "保存为一步，可以撤销；之后请重新匹配")
        self.back_button.setEnabled(changed)


def _texts(fund: Fund) -> list[str]:
    caps = dict(fund.caps)
    return [
        fund.name,
        fund.community,
        "" if fund.year is None else str(fund.year),
        _money(fund.yearly_yuan),
        _money(fund.used_yuan),
        *(_money(caps.get(kind)) for kind in _KINDS),
    ]


def _money(yuan: int | None) -> str:
    if yuan is None:
        return ""
    return f"{Decimal(yuan) / _WAN:f}" if yuan % 100 == 0 else f"{yuan}元"


def _year_of(text: str) -> int | None:
    """A year written as such; blank is ``None``.

    Raises:
        ValueError: Not a whole number.
    """
    bare = text.removesuffix("年")
    return int(bare) if bare else None
