"""The files that were written."""

from matcher.domain.papers import PaperFile, Placing
from ui.tables import Column

_TONES = {Placing.NEW: "good", Placing.REPLACED: "good", Placing.BESIDE: "warn"}

PAPERS: tuple[Column[PaperFile], ...] = (
    Column("kind", "文书", lambda file: file.kind.label, 120, facet=True),
    Column("name", "文件", lambda file: file.path.name, 280, tip=lambda file: str(file.path)),
    Column("level", "版本", lambda file: file.level.label, 80),
    Column(
        "placing",
        "情况",
        lambda file: file.placing.label,
        90,
        tone=lambda file: _TONES.get(file.placing, ""),
        facet=True,
    ),
    Column("note", "说明", lambda file: file.note, 300),
)
