"""The second step: header row and columns, over the real rows; what is unclear is asked first."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from matcher.domain import FIELDS, Choices, SheetSample, field_label
from matcher.service import DraftView
from ui.columns.importing import SheetEntry, column_state, sheet_entries
from ui.pages.base import Elided, words
from ui.pages.importing.choosing import with_column, with_header_row
from ui.pages.importing.preview import Head, Preview, letter_of, number_of
from ui.pages.importing.step import Quiet, Step
from ui.theme import Shade

_ASKED_HEIGHT = 168
_SAMPLES = 3
_LAST_ROW = 50_000


class ColumnsStep(Step):
    """One sheet at a time, those with questions first."""

    title = "表头与列"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets = Quiet("工作表", self._sheet_chosen, self)
        self.row = QSpinBox(self)
        self.questions = QScrollArea(self)
        self.hint = words("", "muted")
        self.preview = Preview(self)
        self._entries: tuple[SheetEntry, ...] = ()
        self._samples: dict[tuple[str, str], SheetSample] = {}
        self._key = ""
        self._shown: tuple[object, ...] = ()
        self._asked_shown: tuple[object, ...] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.sheets.setMinimumContentsLength(24)
        self.sheets.setMaxVisibleItems(20)
        self.row.setRange(1, _LAST_ROW)
        self.row.setKeyboardTracking(False)
        self.row.setPrefix("第 ")
        self.row.setSuffix(" 行")
        self.row.setAccessibleName("表头所在的行")
        bar = QHBoxLayout()
        bar.addWidget(QLabel("工作表"))
        bar.addWidget(self.sheets, 1)
        bar.addSpacing(12)
        bar.addWidget(QLabel("表头在"))
        bar.addWidget(self.row)
        self.questions.setWidgetResizable(True)
        self.questions.setMaximumHeight(_ASKED_HEIGHT)
        self.questions.setAccessibleName("请确认的列")
        layout = self.step_layout()
        layout.addLayout(bar)
        layout.addWidget(self.questions)
        layout.addWidget(self.hint)
        layout.addWidget(self.preview, 1)

    def _connect(self) -> None:
        self.row.valueChanged.connect(self._row_chosen)
        self.preview.header_picked.connect(self._row_chosen)
        self.preview.fields.chosen.connect(
            lambda number, code: self._column_chosen(letter_of(number), code)
        )

    def dress(self, shade: Shade) -> None:
        """Take on other colours."""
        self.preview.sample.dress(shade)
        self.preview.fields.dress(shade)

    # -- drawing

    def show_draft(self, draft: DraftView, choices: Choices) -> None:
        """Draw the sheet in hand, or the first one with a question."""
        self.choices = choices
        now = (draft.files, draft.samples, choices.layouts)
        if now == self._shown:
            return
        self._shown = now
        found = sheet_entries(draft, choices)
        self._entries = tuple(sorted(found, key=_weight))
        self._samples = {(sample.file, sample.sheet): sample for sample in draft.samples}
        if self.entry is None and self._entries:
            self._key = self._entries[0].key
        self._fill_sheets()
        self._draw_sheet()

    @property
    def entry(self) -> SheetEntry | None:
        """The sheet in hand."""
        return next((entry for entry in self._entries if entry.key == self._key), None)

    def go_to_question(self) -> None:
        """Bring the first sheet with a question to the front."""
        asked = next((entry for entry in self._entries if entry.asked), None)
        if asked is not None and not (self.entry and self.entry.asked):
            self._key = asked.key
            self._fill_sheets()
            self._draw_sheet()

    def _fill_sheets(self) -> None:
        self.sheets.clear()
        for entry in self._entries:
            self.sheets.addItem(_sheet_words(entry), entry.key)
        self.sheets.setCurrentIndex(max(0, self.sheets.findData(self._key)))
        self.sheets.setToolTip(self.sheets.currentText())

    def _draw_sheet(self) -> None:
        entry = self.entry
        self.row.setEnabled(entry is not None and entry.number == 1)
        self.row.setToolTip(_why_no_row(entry) or "表头（两行表头指下面一行）在第几行")
        if entry is None:
            self.preview.sample.show_sample(None, None)
            self.preview.fields.show_heads({}, {})
            self._ask(None)
            return
        header = entry.layout.header_row if entry.number == 1 else None
        header = header or entry.sheet.header_row
        self.row.blockSignals(True)
        self.row.setValue(header or 1)
        self.row.blockSignals(False)
        sample = self._samples.get((entry.file, entry.sheet.sheet))
        self.preview.sample.show_sample(sample, header)
        self.preview.fields.show_heads(_heads(entry, sample), FIELDS[entry.kind])
        self.preview.updateGeometries()
        self.hint.setText(_hint(entry))
        self._ask(entry)

    def _ask(self, entry: SheetEntry | None) -> None:
        asked = entry.asked if entry else ()
        now = (self._key, asked)
        if now == self._asked_shown:
            return
        self._asked_shown = now
        inner = QWidget()
        inner.setObjectName("sheet")
        grid = QGridLayout(inner)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setColumnStretch(1, 1)
        for line, (letter, likely) in enumerate(asked):
            assert entry is not None
            self._ask_one(grid, line, entry, letter, likely)
        old = self.questions.takeWidget()
        if old is not None:
            old.deleteLater()
        self.questions.setWidget(inner)
        self.questions.setVisible(bool(asked))

    def _ask_one(
        self, grid: QGridLayout, line: int, entry: SheetEntry, letter: str, likely: tuple[str, ...]
    ) -> None:
        header = dict(entry.sheet.headers).get(letter, "")
        question = QLabel(f"{letter} 列“{header[:16]}”：这一列是什么？")
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setProperty("tone", "warn")
        question.setToolTip(header)
        sample = self._samples.get((entry.file, entry.sheet.sheet))
        values = _values(entry, sample, letter)
        told = Elided(f"例如：{'、'.join(values)}" if values else "这一列没有内容")
        told.setObjectName("muted")
        told.setToolTip("\n".join(values))
        name = f"{letter} 列 {header} 是什么"
        box = Quiet(name, partial(self._answered, letter), self.questions)
        box.setMinimumContentsLength(12)
        box.setMaxVisibleItems(20)
        box.addItem("（请选择）", None)
        for code in likely:
            box.addItem(f"{field_label(entry.kind, code)}（可能）", code)
        box.addItem("不导入这一列", "")
        box.insertSeparator(box.count())
        for code, label in FIELDS[entry.kind].items():
            if code not in likely:
                box.addItem(label, code)
        question.setBuddy(box)
        for column, part in enumerate((question, told, box)):
            grid.addWidget(part, line, column)

    # -- what the user says

    def _sheet_chosen(self, key: str) -> None:
        self._key = key
        self._draw_sheet()

    def _row_chosen(self, row: int) -> None:
        entry = self.entry
        if entry is None or entry.number != 1:
            return
        if row != (entry.layout.header_row or entry.sheet.header_row):
            self.say(with_header_row(self.choices, entry.file, entry.sheet.sheet, row))

    def _answered(self, letter: str, code: str | None) -> None:
        if code is not None:
            self._column_chosen(letter, code)

    def _column_chosen(self, letter: str, code: str) -> None:
        entry = self.entry
        if entry is not None and (code != entry.field_of(letter) or not code):
            self.say(with_column(self.choices, entry.file, entry.sheet.sheet, letter, code))


def _weight(entry: SheetEntry) -> tuple[bool, bool]:
    return (not entry.asked, not entry.taken)


def _sheet_words(entry: SheetEntry) -> str:
    name = f"{entry.file} › {entry.name}"
    if entry.asked:
        return f"{name}　{len(entry.asked)} 列待确认"
    return name if entry.taken else f"{name}　不导入"


def _why_no_row(entry: SheetEntry | None) -> str:
    if entry is None:
        return "没有可以查看的工作表"
    return "" if entry.number == 1 else "同一工作表里的后一张表，表头由程序查找，不能单独指定"


def _hint(entry: SheetEntry) -> str:
    if not entry.taken:
        return "这张工作表不导入；要导入的话，请在“文件与工作表”里选它装的是什么。"
    if entry.number > 1:
        return "这是同一工作表里的后一张表；列由程序识别，不能单独指定。"
    return "认错的列在表头上方改；表头行不对，点左边的行号。改过的会记住，下个月同样的表不再问。"


def _heads(entry: SheetEntry, sample: SheetSample | None) -> dict[int, Head]:
    fixed = "" if entry.taken and entry.number == 1 else _hint(entry)
    width = max((len(texts) for _, texts in sample.rows), default=0) if sample else 0
    return {
        number: Head(header, entry.field_of(letter) or "", column_state(entry, letter), fixed)
        for letter, header in entry.sheet.headers
        if (number := number_of(letter)) <= width
    }


def _values(entry: SheetEntry, sample: SheetSample | None, letter: str) -> tuple[str, ...]:
    """The first different texts of a column below its header."""
    if sample is None:
        return ()
    at, header = number_of(letter) - 1, entry.sheet.header_row or 0
    texts = (row[at] for number, row in sample.rows if number > header and at < len(row))
    return tuple(dict.fromkeys(text for text in texts if text.strip()))[:_SAMPLES]
