"""The vocabulary: its workbook out and in with a preview, and proposed words to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from matcher.domain import (
    TextReview,
    VocabularyChanges,
    VocabularyEffect,
    VocabularyPreview,
    WordProposal,
)
from ui.pages.base import words

_INTRO = "词库决定“哪项资源适合哪项需求”。导出成一个工作簿修改，再导入：先看到它对本月对接的影响，确认后才启用。"
_SHOWN = 12


class LexiconTab(QWidget):
    """Proposals, or the preview of an edited workbook while there is one.

    Signals:
        export_wanted: Write the workbook.
        import_wanted: Read an edited workbook.
        accepted: Put the preview in force.
        given_up: Leave the vocabulary as it is.
        ticked: Put ticked proposals in force; :class:`VocabularyChanges`.
    """

    export_wanted = Signal()
    import_wanted = Signal()
    accepted = Signal()
    given_up = Signal()
    ticked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.export_button = QPushButton("导出词库…", self)
        self.import_button = QPushButton("导入改好的词库…", self)
        self.own = words("", "muted")
        self.list = QListWidget(self)
        self.none = words("", "muted")
        self.take_button = QPushButton(self)
        self.preview = QTextBrowser(self)
        self.accept_button = QPushButton("启用这份词库", self)
        self.drop_button = QPushButton("不启用", self)
        self.stack = QStackedWidget(self)
        self._proposals: tuple[WordProposal, ...] = ()
        self._why_not = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.accept_button.setObjectName("primary")
        self.take_button.setAccessibleName("加入勾选的词")
        self.list.setAccessibleName("建议的词")
        self.list.setWordWrap(True)
        self.preview.setAccessibleName("词库改动的影响")
        row = QHBoxLayout()
        row.addWidget(self.export_button)
        row.addWidget(self.import_button)
        row.addWidget(self.own, 1)
        self.stack.addWidget(
            _column(
                (words("建议的词（勾选后加入词库）", "sectionTitle"), self.none, self.list),
                (self.take_button,),
            )
        )
        self.stack.addWidget(
            _column(
                (words("词库改动的影响", "sectionTitle"), self.preview),
                (self.drop_button, self.accept_button),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(words(_INTRO, "muted"))
        layout.addLayout(row)
        layout.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.export_button.clicked.connect(self.export_wanted)
        self.import_button.clicked.connect(self.import_wanted)
        self.accept_button.clicked.connect(self.accepted)
        self.drop_button.clicked.connect(self.given_up)
        self.list.itemChanged.connect(lambda _item: self._refresh())
        self.take_button.clicked.connect(self._take)

    def show_review(
        self, review: TextReview, preview: VocabularyPreview | None, why_not: str
    ) -> None:
        """Show proposals, or the preview; ``why_not`` = why nothing can be changed now."""
        self._why_not = why_not
        own = f"本单位改过 {review.own_words} 个词" if review.own_words else "现用的是自带词库"
        self.own.setText(own)
        if review.proposals != self._proposals:
            self._proposals = review.proposals
            self._fill(review.proposals)
        if preview is not None:
            self.preview.setPlainText(preview_words(preview))
            self.accept_button.setEnabled(not why_not and bool(preview.different or preview.lists))
        self.stack.setCurrentIndex(0 if preview is None else 1)
        self.import_button.setEnabled(not why_not)
        self.import_button.setToolTip(why_not)
        self._refresh()

    def _fill(self, proposals: Sequence[WordProposal]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for one in proposals:
            item = QListWidgetItem(f"{one.change.words}　—　{one.because}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def chosen(self) -> tuple[WordProposal, ...]:
        """The proposals ticked."""
        return tuple(
            one
            for at, one in enumerate(self._proposals)
            if self.list.item(at).checkState() is Qt.CheckState.Checked
        )

    def _refresh(self) -> None:
        count = len(self.chosen())
        self.take_button.setText(
            f"把勾选的 {count} 个词加入词库" if count else "把勾选的词加入词库"
        )
        self.take_button.setEnabled(count > 0 and not self._why_not)
        self.list.setVisible(bool(self._proposals))
        self.take_button.setVisible(bool(self._proposals))
        self.none.setText(
            "这些词是人工确认、得分偏低或被会议禁止的对接所共有的；不勾选就不改。"
            if self._proposals
            else "本月没有建议的词：会上锁定、禁止过对接，或有得分偏低的对接之后，这里会列出它们共有的词。"
        )

    def _take(self) -> None:
        self.ticked.emit(VocabularyChanges.of(one.change for one in self.chosen()))


def _column(parts: Sequence[QWidget], buttons: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 4, 0, 0)
    for part in parts:
        layout.addWidget(part, 1 if isinstance(part, QListWidget | QTextBrowser) else 0)
    layout.addStretch(0)
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    layout.addLayout(row)
    return made


def preview_words(preview: VocabularyPreview) -> str:
    """What an edited workbook says and would do, in lines."""
    lines = [f"文件：{preview.file}"]
    told = [change.words for change in preview.different]
    told += [change.words for change in preview.lists]
    if not told:
        lines.append("与现用的词库相同，没有要启用的改动。")
    else:
        lines.append(f"改动 {len(told)} 个词：")
        lines += _cut([f"　{one}" for one in told])
        lines += ["", *_effect_lines(preview.effect)]
    if preview.issues:
        lines += ["", f"表中有 {len(preview.issues)} 处需要留意："]
        lines += _cut([f"　{issue.where}　{issue.message}" for issue in preview.issues])
    return "\n".join(lines)


def _effect_lines(effect: VocabularyEffect) -> list[str]:
    if not (
        effect.gained_count or effect.lost_count or effect.moved_count or effect.remarked_count
    ):
        return ["对本月的候选没有影响。"]
    lines = [
        f"对本月候选的影响：新增 {effect.gained_count} 对，减少 {effect.lost_count} 对，"
        f"得分变化 {effect.moved_count} 对；{effect.best_count} 项需求的首选资源改变。"
    ]
    for title, shifts in (
        ("新增", effect.gained),
        ("减少", effect.lost),
        ("得分变化", effect.moved),
    ):
        if shifts:
            lines.append(f"{title}：")
            lines += _cut(
                [
                    f"　{one.title} ↔ {one.offered}　{_points(one.before)} → {_points(one.after)}"
                    for one in shifts
                ]
            )
    if effect.remarked:
        lines.append(f"提醒改变 {effect.remarked_count} 对：")
        lines += _cut([f"　{one}" for one in effect.remarked])
    if effect.best:
        lines.append("首选改变：")
        lines += _cut(
            [
                f"　{one.title}：{one.before or '（无）'} → {one.after or '（无）'}"
                for one in effect.best
            ]
        )
    return lines


def _points(score: int | None) -> str:
    return "（不是候选）" if score is None else str(score)


def _cut(lines: list[str]) -> list[str]:
    rest = len(lines) - _SHOWN
    return lines if rest <= 0 else [*lines[:_SHOWN], f"　……另有 {rest} 条"]
