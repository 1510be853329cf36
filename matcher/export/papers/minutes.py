"""会议纪要: a draft in Word with what is known of the meeting, what it decided, and the list as a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from matcher.domain import (
    AgendaKind,
    AgendaRecord,
    Decision,
    DecisionSource,
    Project,
    Route,
    day_words,
    month_period,
)
from matcher.export.papers.agenda import agenda_rows
from matcher.export.papers.material import Material
from matcher.export.papers.word import (
    OFFICIAL,
    Face,
    Sheet,
    add_page_numbers,
    add_table,
    add_words,
    new_document,
)
from matcher.export.texts import numeral

TITLE = "{month}党建联席会议纪要"
DRAFT = "（草稿）"
_BLANK = "　" * 12
SIGNATURE = ("{office}", "{day}")


LIST: tuple[tuple[str, float], ...] = (
    ("序号", 10.0),
    ("项目名称", 36.0),
    ("所属社区", 22.0),
    ("牵头单位", 32.0),
    ("配合单位", 32.0),
    ("完成时限", 24.0),
)
"""Columns of the list at the end; widths in millimetres."""


def minutes_of(material: Material, maker: str) -> Any:  # noqa: ANN401 - python-docx has no types
    """The whole document."""
    sheet, office = OFFICIAL, material.office
    first = month_period(material.round.month).first
    title = material.words(TITLE)
    moment = datetime(first.year, first.month, first.day)
    document = new_document(office, title, moment, maker, sheet)
    heavy = Face(office.title_fonts[0], sheet.title_size)
    head, body = Face(office.head_fonts[0], sheet.size), Face(office.body_fonts[0], sheet.size)
    add_words(document, title, heavy, line=36, align="center")
    add_words(document, DRAFT, body, line=sheet.line, align="center")
    for label, value in _facts(material):
        add_words(document, f"{label}：{value or _BLANK}", body, line=sheet.line)
    for caption, paragraphs in _sections(material):
        add_words(document, caption, head, line=sheet.line, indent=2, before=6)
        for words in paragraphs:
            add_words(document, words, body, line=sheet.line, indent=2, align="both")
    for words in SIGNATURE:
        add_words(document, material.words(words), body, line=sheet.line, align="right", before=6)
    _add_list(document, material, sheet)
    add_page_numbers(document, Face("宋体", 14))
    return document


def _facts(material: Material) -> Iterator[tuple[str, str]]:
    office = material.office
    yield "时　　间", office.meeting_time
    yield "地　　点", office.place
    yield "主 持 人", office.chair
    yield "记 录 人", office.recorder
    yield "参会人员", office.present
    if office.absent:
        yield "缺席人员", office.absent


def _sections(material: Material) -> Iterator[tuple[str, tuple[str, ...]]]:
    numbers = iter("一二三四五六")
    for caption, paragraphs in (
        ("会议内容", tuple(_contents(material))),
        ("会议审议通过的项目服务清单", (_list_words(material),)),
        ("会议议定事项", tuple(_decided(material))),
        ("未对接需求的处理", tuple(_left_over(material))),
        ("会议要求", (_REQUEST,)),
    ):
        if paragraphs:
            yield f"{next(numbers)}、{caption}", paragraphs


_REQUEST = (
    "各牵头单位要按清单明确责任人，主动与社区对接，按时完成；各社区要及时向群众回告办理结果，"
    "项目完成后组织评价。联席会办公室汇总进展，下次会议通报。"
)


def _contents(material: Material) -> Iterator[str]:
    for number, item in enumerate(agenda_rows(material), 1):
        yield f"（{numeral(number)}）{item.title}。{_flat(item.points)}。"


def _flat(points: str) -> str:
    return points.replace("：\n· ", "：").replace("\n· ", "；").replace("\n", "").rstrip("。")


def _list_words(material: Material) -> str:
    projects = material.outcome.projects
    people = sum(project.beneficiaries or 0 for project in projects)
    reach = f"，预计惠及{people}人次" if people else ""
    state = "会议确认" if material.round.confirmed else "会议审议"
    return f"{state}项目{len(projects)}项{reach}，详见附件。"


def _decided(material: Material) -> Iterator[str]:
    """What was recorded in agenda mode, then what the meeting decided about single pairs."""
    number = 0
    for number, records in enumerate(_decided_in_one(material.round.agenda), 1):
        yield f"（{numeral(number)}）{records_words(records, material)}"
    for decision in material.round.decisions:
        if decision.source is DecisionSource.HAND:
            number += 1
            yield f"（{numeral(number)}）{decision_words(decision, material)}"


def _decided_in_one(records: Iterable[AgendaRecord]) -> list[list[AgendaRecord]]:
    """The records, those of a bundle together as far as the same was decided and by the same people."""
    together: dict[AgendaRecord, list[AgendaRecord]] = {}
    for record in records:
        alike = replace(record, key="", item="", time="") if record.bundle else record
        together.setdefault(alike, []).append(record)
    return list(together.values())


def records_words(records: Sequence[AgendaRecord], material: Material) -> str:
    """Items decided in one, or one by itself: what was decided, who spoke, who sees to it."""
    record = records[0]
    parts = [
        _every_item(records, material) if len(records) > 1 else record.item.rstrip("。"),
        f"议定：{record.decision.rstrip('。')}"
        if record.decision
        else "本次未作决定，会后继续协商",
        f"赞成：{'、'.join(record.speakers_for)}" if record.speakers_for else "",
        f"不同意见：{'、'.join(record.speakers_against)}" if record.speakers_against else "",
        f"由{record.responsible}负责落实" if record.responsible else "",
        record.remark.rstrip("。"),
    ]
    return "。".join(part for part in parts if part) + "。"


def _every_item(records: Sequence[AgendaRecord], material: Material) -> str:
    needs = {need.id: f"{need.community}“{need.title}”" for need in material.round.lists.needs}
    named = [
        next((needs[part] for part in record.key.split(":") if part in needs), "")
        or record.item.rstrip("。")
        for record in records
    ]
    kinds = {kind.value: f"{kind.label}，" for kind in AgendaKind}
    kind = kinds.get(records[0].key.partition(":")[0], "")
    return f"{kind}以下{len(named)}项一并审议：{'、'.join(named)}"


def decision_words(decision: Decision, material: Material) -> str:
    """A lock, forbid, claim … with titles in place of ids."""
    lists = material.round.lists
    needs = {need.id: f"{need.community}“{need.title}”" for need in lists.needs}
    offers = {item.id: f"{item.unit}“{item.title}”" for item in lists.resources}
    words = decision.words
    for key, shown in ((decision.need, needs), (decision.resource, offers)):
        if key is not None and key in shown:
            words = words.replace(key, shown[key])
    reason = f"（{decision.reason.rstrip('。')}）" if decision.reason else ""
    return f"{words}{reason}。"


def _left_over(material: Material) -> Iterator[str]:
    every = Counter(item.route for item in material.outcome.unmet)
    told = [f"{route.label}{every[route]}项" for route in Route if every[route]]
    if told:
        yield f"未对接需求共{len(material.outcome.unmet)}项：{'，'.join(told)}。"


def _add_list(document: Any, material: Material, sheet: Sheet) -> None:  # noqa: ANN401 - as above
    office = material.office
    document.add_page_break()
    add_words(document, "附件", Face(office.head_fonts[0], sheet.size), line=sheet.line)
    caption = f"{material.month}项目服务清单"
    heavy = Face(office.title_fonts[0], 18)
    add_words(document, caption, heavy, line=sheet.line, align="center", before=4)
    add_table(
        document,
        [head for head, _ in LIST],
        [width for _, width in LIST],
        [_line(number, item) for number, item in enumerate(material.outcome.projects, 1)],
        Face(office.head_fonts[0], sheet.table_size),
        Face(office.body_fonts[0], sheet.table_size),
    )


def _line(number: int, project: Project) -> tuple[str, ...]:
    return (
        str(number),
        project.title,
        project.community,
        project.lead_unit,
        "、".join(project.coop_units),
        day_words(project.planned_end) if project.planned_end else project.time_words,
    )
