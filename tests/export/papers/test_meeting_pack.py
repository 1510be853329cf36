"""The meeting pack: one workbook with everything, minutes in Word, changes and figures."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from openpyxl import load_workbook

from matcher.domain import (
    AgendaRecord,
    Backup,
    Decision,
    DecisionKind,
    Project,
    Round,
)
from matcher.domain.office import Office
from matcher.domain.papers import PaperKind, PaperVersion, Privacy
from matcher.export import write_papers
from matcher.export.look import fonts_of
from matcher.export.papers.agenda import agenda_rows
from matcher.export.papers.changes import change_rows
from matcher.export.papers.material import Material
from matcher.export.papers.projects import project_rows
from tests.export.example import NEEDS, small_round

OFFICE = Office(
    name="示例街道党工委",
    chair="张某某",
    recorder="李某某",
    place="街道三楼会议室",
    meeting_time="2026年6月24日上午9:00",
    present="各社区、各成员单位联络员",
)


def material(round_: Round, previous: PaperVersion | None = None) -> Material:
    assert round_.outcome is not None
    return Material(
        round_,
        round_.outcome,
        Privacy.INTERNAL,
        OFFICE,
        date(2026, 6, 18),
        previous,
        fonts_of(OFFICE),
    )


def project(round_: Round) -> Project:
    assert round_.outcome is not None
    return round_.outcome.projects[0]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - openpyxl has no types
    folder = tmp_path_factory.mktemp("book")
    (file,) = write_papers(small_round(), [PaperKind.BOOK], folder, office=OFFICE).files
    assert (
        file.path.relative_to(folder).as_posix() == "2026年6月会议材料/2026年6月-会议材料汇编.xlsx"
    )
    return load_workbook(file.path)


def test_one_workbook_holds_every_list_of_the_meeting(book: Any) -> None:  # noqa: ANN401 - as above
    assert book.sheetnames == [
        "会议议程", "对接情况统计", "单位和未对接统计", "项目服务清单", "未对接需求清单", "闲置资源清单",
        "变动情况", "需求清单", "资源清单",
    ]  # fmt: skip


def test_the_project_list_has_every_column_an_office_expects(book: Any) -> None:  # noqa: ANN401 - as above
    heads = [str(cell.value).replace("\n", "") for cell in book["项目服务清单"][3]]

    assert heads == [
        "项目编号", "所属社区", "项目名称", "对应需求", "服务内容", "服务对象", "受益人数", "牵头单位",
        "配合单位", "责任人", "社区对接人", "单位联络员", "计划时间", "服务次数", "经费(万元)", "资金来源",
        "进展情况", "备选单位", "备注",
    ]  # fmt: skip


def test_every_list_can_be_filtered_frozen_and_signed(book: Any) -> None:  # noqa: ANN401 - as above
    for name in ("项目服务清单", "未对接需求清单", "闲置资源清单", "需求清单", "资源清单"):
        sheet = book[name]
        assert sheet.auto_filter.ref.startswith("A3:")
        assert sheet.freeze_panes.endswith("4")
        assert "负责人签字（盖章）" in sheet.cell(sheet.max_row, 1).value
        assert sheet.print_title_rows == "$3:$3"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)


def test_figures_come_with_charts_of_the_spreadsheet_itself(book: Any) -> None:  # noqa: ANN401 - as above
    charts = [
        type(chart).__name__
        for name in ("对接情况统计", "单位和未对接统计")
        for chart in book[name]._charts
    ]

    assert charts == ["BarChart", "BarChart", "BarChart", "PieChart"]
    rows = {row[0].value: row[1].value for row in book["对接情况统计"].iter_rows(max_col=2)}
    assert rows["已对接（项）"] == 1
    assert rows["需求满足率"] == pytest.approx(1 / 3)
    assert rows["资源利用率"] == pytest.approx(2 / 3)


def test_the_agenda_names_urgent_needs_and_leaves_out_what_there_is_not() -> None:
    items = {item.title: item.points for item in agenda_rows(material(small_round()))}

    assert items["通报本月需求和资源征集情况"] == "2个社区提出需求4项；3个单位提供资源3项"
    assert items["研究紧急而未对接的需求"].splitlines() == [
        "共2项：", "· 西站社区：=1+1 是公式样的名称", "· 东风社区：路口增设信号灯",
    ]  # fmt: skip
    assert "讨论仅一家单位可承担的项目" not in items
    assert "通报与上一版清单相比的变动" not in items


def test_backups_stand_beside_the_project() -> None:
    small = small_round()
    assert small.outcome is not None
    known = Backup(NEEDS[0].id, ("ZY-202606-003",), ("示例律师事务所",))
    alone = Backup(NEEDS[0].id, alone=True, unit="示例第一小学")

    def words(*backups: Backup) -> str:
        assert small.outcome is not None
        round_ = replace(small, outcome=replace(small.outcome, backups=backups))
        return project_rows(material(round_))[0].backup

    assert (words(known), words(alone), words()) == ("示例律师事务所", "无备选", "")


def test_changes_name_what_was_dropped_added_and_changed() -> None:
    now = project(small_round())
    was = replace(now, lead_unit="示例旧单位", times=5)
    gone = replace(now, id="XM-202606-009", need_ids=("XQ-202606-西站-099",), title="停办的项目")

    def told(*before: Project) -> list[tuple[str, str, str, str]]:
        rows = change_rows(material(small_round(), PaperVersion("", before)))
        return [(row.what, row.field, row.before, row.after) for row in rows]

    assert told(was, gone) == [
        ("取消", "", "示例第一小学", ""),
        ("调整", "牵头单位", "示例旧单位", "示例第一小学"),
        ("调整", "服务次数", "5", "2"),
    ]
    assert told(gone) == [("取消", "", "示例第一小学", ""), ("新增", "", "", "示例第一小学")]
    assert told(now) == []
    assert list(change_rows(material(small_round()))) == []


def test_a_corrected_phone_is_no_change_of_the_plan() -> None:
    was = replace(project(small_round()), community_contact="李某某 13800000009")

    assert list(change_rows(material(small_round(), PaperVersion("", (was,))))) == []


@pytest.mark.parametrize(
    ("previous", "words"),
    [
        (None, "本月首次印发，没有上一版"),
        (PaperVersion("2026-06-18T09:30:00+08:00", ()), "与2026年6月18日09:30印发的版本相比"),
        (PaperVersion("", ()), "与上一版相比"),
    ],
)
def test_the_changes_say_what_they_are_compared_with(
    previous: PaperVersion | None, words: str
) -> None:
    assert material(small_round(), previous).version == words


# -- minutes


def recorded() -> Round:
    """The small round after a meeting that recorded two items and locked a pair."""
    return replace(
        small_round(),
        agenda=(
            AgendaRecord(
                "a",
                "路口增设信号灯是否吹哨",
                "吹哨交管部门",
                speakers_for=("王某某",),
                speakers_against=("赵某某",),
                responsible="孙某某",
            ),
            AgendaRecord("b", "老年人义诊由谁牵头"),
            *(
                AgendaRecord(
                    f"single_unit:{need.id}", "一家", decision, responsible=who, bundle="one"
                )
                for need, decision, who in (
                    (NEEDS[0], "补充备选单位", "孙某某"),
                    (NEEDS[1], "维持", ""),
                    (NEEDS[2], "补充备选单位", "孙某某"),
                )
            ),
        ),
        decisions=(
            Decision(
                DecisionKind.LOCK, need=NEEDS[0].id, resource="ZY-202606-001", reason="会上商定"
            ),
        ),
    )


def paragraphs(document: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for paragraph in document.paragraphs:
        yield paragraph.text


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - as above
    folder = tmp_path_factory.mktemp("minutes")
    (file,) = write_papers(
        recorded(), [PaperKind.MINUTES], folder, office=OFFICE, day=date(2026, 6, 24)
    ).files
    assert file.path.name == "2026年6月-会议纪要.docx"
    return docx.Document(str(file.path))


def test_the_minutes_say_when_where_who(minutes: Any) -> None:  # noqa: ANN401 - as above
    texts = list(paragraphs(minutes))

    assert texts[0] == "2026年6月党建联席会议纪要"
    assert texts[2:7] == [
        "时　　间：2026年6月24日上午9:00",
        "地　　点：街道三楼会议室",
        "主 持 人：张某某",
        "记 录 人：李某某",
        "参会人员：各社区、各成员单位联络员",
    ]
    assert "示例街道党工委" in texts
    assert "2026年6月24日" in texts


def test_the_minutes_tell_what_was_decided_and_by_whom(minutes: Any) -> None:  # noqa: ANN401 - as above
    texts = list(paragraphs(minutes))

    assert (
        "（一）路口增设信号灯是否吹哨。议定：吹哨交管部门。赞成：王某某。不同意见：赵某某。由孙某某负责落实。"
    ) in texts
    assert "（二）老年人义诊由谁牵头。本次未作决定，会后继续协商。" in texts
    assert "（五）锁定：西站社区“老年人义诊” ↔ 示例区人民医院“周末义诊队”（会上商定）。" in texts


def test_items_of_a_bundle_decided_alike_stand_in_one_paragraph_each_named(minutes: Any) -> None:  # noqa: ANN401 - as above
    texts = list(paragraphs(minutes))
    first, second, third = (f"{need.community}“{need.title}”" for need in NEEDS[:3])

    assert (
        f"（三）仅一家单位可承担，以下2项一并审议：{first}、{third}。"
        "议定：补充备选单位。由孙某某负责落实。"
    ) in texts
    assert "（四）一家。议定：维持。" in texts
    assert not any(second in text for text in texts if text.startswith("（三）"))


def test_the_list_stands_in_the_minutes_as_a_table_with_a_repeating_header(
    minutes: Any,  # noqa: ANN401 - as above
) -> None:
    (table,) = minutes.tables

    assert [cell.text for cell in table.rows[0].cells] == [
        "序号", "项目名称", "所属社区", "牵头单位", "配合单位", "完成时限",
    ]  # fmt: skip
    assert [cell.text for cell in table.rows[1].cells] == [
        "1", "老年人义诊", "西站社区", "示例第一小学", "示例区人民医院", "2026年6月30日",
    ]  # fmt: skip
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_the_minutes_stand_on_official_paper_with_fonts_and_their_stand_ins(
    minutes: Any,  # noqa: ANN401 - as above
) -> None:
    section = minutes.sections[0]
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    title = minutes.paragraphs[0].runs[0]._r.xml
    fonts = minutes.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE).blob

    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    assert 'w:eastAsia="方正小标宋简体"' in title
    assert 'w:val="44"' in title
    assert '<w:altName w:val="华文中宋,宋体"/>' in fonts.decode("utf-8")
    assert " PAGE " in section.footer._element.xml


def test_blanks_are_left_for_a_pen_where_nothing_is_known(tmp_path: Path) -> None:
    (file,) = write_papers(small_round(), [PaperKind.MINUTES], tmp_path).files
    texts = list(paragraphs(docx.Document(str(file.path))))

    assert texts[2] == "时　　间：" + "　" * 12
    assert "　　　年　　月　　日" in texts
