"""The papers that leave the tool: what there is, for whose eyes, and what was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from matcher.domain.projects import Project


class Privacy(StrEnum):
    """For whose eyes a document is."""

    INTERNAL = "internal"
    MEETING = "meeting"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"internal": "内部版", "meeting": "会议版", "public": "公示版"}[self.value]


class PaperGroup(StrEnum):
    """When papers are needed."""

    MEETING = "meeting"
    AFTER = "after"
    DATA = "data"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"meeting": "会议材料", "after": "会后文书", "data": "数据文件"}[self.value]


class PaperKind(StrEnum):
    """What can be written; in the order in which papers are shown and written."""

    BOOK = "book"
    AGENDA = "agenda"
    NEEDS = "needs"
    RESOURCES = "resources"
    PROJECTS = "projects"
    UNMET = "unmet"
    IDLE = "idle"
    CHANGES = "changes"
    FIGURES = "figures"
    MINUTES = "minutes"
    DISPATCH = "dispatch"
    REPLY = "reply"
    WHISTLE = "whistle"
    NOTICE = "notice"
    CARD = "card"
    RATING = "rating"
    CSV = "csv"
    JSON = "json"

    @property
    def spec(self) -> "PaperSpec":
        """What is to be known of it."""
        return PAPERS[self]

    @property
    def label(self) -> str:
        """What users call it."""
        return PAPERS[self].label


@dataclass(frozen=True, slots=True)
class PaperSpec:
    """What a chooser needs to know of a paper.

    Attributes:
        label: What users call it.
        group: When it is needed.
        level: For whose eyes it is unless told otherwise.
        about: What it holds, one Chinese sentence without its full stop.
        posted: Whether it is posted and therefore always :attr:`Privacy.PUBLIC`.
        returns: Whether units or communities fill it in and send it back.
    """

    label: str
    group: PaperGroup
    level: Privacy
    about: str
    posted: bool = False
    returns: bool = False


_MEETING, _AFTER, _DATA = PaperGroup.MEETING, PaperGroup.AFTER, PaperGroup.DATA

PAPERS: Mapping[PaperKind, PaperSpec] = MappingProxyType(
    {
        PaperKind.BOOK: PaperSpec(
            "会议材料汇编",
            _MEETING,
            Privacy.MEETING,
            "议程、各清单、变动和统计合在一个工作簿里",
        ),
        PaperKind.AGENDA: PaperSpec("会议议程", _MEETING, Privacy.MEETING, "逐项议题、要点和时间"),
        PaperKind.NEEDS: PaperSpec(
            "需求清单", _MEETING, Privacy.MEETING, "本月全部需求及办理结果", returns=True
        ),
        PaperKind.RESOURCES: PaperSpec(
            "资源清单", _MEETING, Privacy.MEETING, "本月全部资源及使用情况", returns=True
        ),
        PaperKind.PROJECTS: PaperSpec(
            "项目服务清单",
            _MEETING,
            Privacy.MEETING,
            "对接成的项目、牵头和配合单位、时间、经费、备选",
            returns=True,
        ),
        PaperKind.UNMET: PaperSpec(
            "未对接需求清单", _MEETING, Privacy.MEETING, "没有对接上的需求、原因和去向"
        ),
        PaperKind.IDLE: PaperSpec(
            "闲置资源清单", _MEETING, Privacy.MEETING, "没有用上的资源和原因"
        ),
        PaperKind.CHANGES: PaperSpec(
            "变动情况表", _MEETING, Privacy.MEETING, "与上一版项目服务清单相比的变动"
        ),
        PaperKind.FIGURES: PaperSpec(
            "对接情况统计", _MEETING, Privacy.MEETING, "满足率、利用率、各社区各单位情况，带图表"
        ),
        PaperKind.MINUTES: PaperSpec(
            "会议纪要", _MEETING, Privacy.MEETING, "纪要草稿（Word），附项目服务清单"
        ),
        PaperKind.DISPATCH: PaperSpec(
            "任务派单",
            _AFTER,
            Privacy.INTERNAL,
            "每个单位一份：项目、联系人、时间、反馈栏",
            returns=True,
        ),
        PaperKind.REPLY: PaperSpec(
            "社区回告单",
            _AFTER,
            Privacy.INTERNAL,
            "每个社区一份：每项需求的结果，合并的也逐条列出",
            returns=True,
        ),
        PaperKind.WHISTLE: PaperSpec(
            "吹哨上报单", _AFTER, Privacy.INTERNAL, "按部门和去向，未对接而需要上报、吹哨的需求"
        ),
        PaperKind.NOTICE: PaperSpec(
            "公示表", _AFTER, Privacy.PUBLIC, "张贴用的项目清单，不含个人信息", posted=True
        ),
        PaperKind.CARD: PaperSpec(
            "服务记录卡", _AFTER, Privacy.INTERNAL, "每个项目一张，服务时填写，按牵头单位成册"
        ),
        PaperKind.RATING: PaperSpec(
            "满意度评价表", _AFTER, Privacy.INTERNAL, "每个社区一份，需求方逐项评价", returns=True
        ),
        PaperKind.CSV: PaperSpec(
            "各清单（CSV）", _DATA, Privacy.INTERNAL, "每张清单一个文本表格，供别的系统使用"
        ),
        PaperKind.JSON: PaperSpec("全部数据（JSON）", _DATA, Privacy.INTERNAL, "本月的全部内容"),
    }
)


def papers_of(group: PaperGroup) -> tuple[PaperKind, ...]:
    """The papers needed then, in order."""
    return tuple(kind for kind in PaperKind if kind.spec.group is group)


def level_of(kind: PaperKind, wanted: Privacy | None) -> Privacy:
    """For whose eyes a paper is written; ``None`` = its own level. What is posted is always public."""
    if kind.spec.posted or wanted is None:
        return kind.spec.level
    return wanted


class CsvEncoding(StrEnum):
    """In which characters plain tables are written."""

    UTF8 = "utf-8-sig"
    """UTF-8 with its mark, which spreadsheet programs know."""
    GB18030 = "gb18030"
    """For older programs."""

    @property
    def label(self) -> str:
        """The words users read."""
        return {"utf-8-sig": "UTF-8（带标记）", "gb18030": "GB18030"}[self.value]


@dataclass(frozen=True, slots=True)
class PaperVersion:
    """The project list as it was handed out.

    Attributes:
        time: Local time with its offset, ISO 8601 to the second; empty when unknown.
        projects: In their order.
    """

    time: str
    projects: tuple[Project, ...]


class Placing(StrEnum):
    """How a file came to its place."""

    NEW = "new"
    SAME = "same"
    """It was there already with the very same content."""
    REPLACED = "replaced"
    """It took the place of our own earlier file, which nobody had touched."""
    BESIDE = "beside"
    """It stands under another name, since its own is taken."""

    @property
    def label(self) -> str:
        """The words users read."""
        return {
            "new": "已生成",
            "same": "内容未变",
            "replaced": "已更新",
            "beside": "已另存",
        }[self.value]


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that was written.

    Attributes:
        kind: What it is.
        path: Where it is.
        level: For whose eyes.
        placing: How it came there.
        note: Why it stands under another name, Chinese; empty otherwise.
    """

    kind: PaperKind
    path: Path
    level: Privacy
    placing: Placing = Placing.NEW
    note: str = ""


@dataclass(frozen=True, slots=True)
class Papers:
    """What was written.

    Attributes:
        folder: The folder of the month's papers.
        files: In the order in which they were written.
        stopped: Whether the user stopped it before the last one.
    """

    folder: Path
    files: tuple[PaperFile, ...]
    stopped: bool = False
