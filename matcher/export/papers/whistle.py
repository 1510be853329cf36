"""吹哨上报单: the needs that go to a department or a higher level, one paper for each addressee."""

from dataclasses import dataclass

from matcher.domain import CountedUrgency, Need, Route, Unmet, by_name, counted_urgencies
from matcher.domain.papers import PaperKind
from matcher.explain.routes import department
from matcher.export.look import Style
from matcher.export.papers.layout import ListPaper
from matcher.export.papers.material import Material
from matcher.export.table import Column

_UPWARD = (Route.ESCALATE, Route.WHISTLE, Route.UPGRADE)
_OTHERS = {
    Route.ESCALATE: "街道有关科室",
    Route.WHISTLE: "有关职能部门",
    Route.UPGRADE: "上级联席会议",
}
STEPS = ("已受理", "现场会商", "办理中", "已办结", "不予受理")


@dataclass(frozen=True, slots=True)
class Whistle:
    """A need, where it goes, and how urgent it counts."""

    need: Need
    unmet: Unmet
    urgency: CountedUrgency

    @property
    def addressee(self) -> str:
        """The department whose matter it is by its words, else whoever stands for the route."""
        known = department(self.need) if self.unmet.route is not Route.ESCALATE else ""
        return known or _OTHERS[self.unmet.route]


def whistles(material: Material) -> tuple[Whistle, ...]:
    """Every need that goes upward, the most urgent first."""
    needs = {need.id: need for need in material.round.lists.needs}
    counted = counted_urgencies(material.round)
    found = [
        Whistle(needs[item.need], item, counted[item.need])
        for item in material.outcome.unmet
        if item.route in _UPWARD and item.need in needs
    ]
    return tuple(sorted(found, key=lambda row: (-row.urgency.counts, row.need.id)))


def addressees(material: Material) -> tuple[str, ...]:
    """Whom papers go to, by name."""
    return tuple(sorted({row.addressee for row in whistles(material)}, key=by_name))


def _rows(material: Material, addressee: str) -> tuple[Whistle, ...]:
    return tuple(row for row in whistles(material) if row.addressee == addressee)


_CENTRE = Style.CENTRE

WHISTLES: tuple[Column[Whistle], ...] = (
    Column("需求编号", 14, lambda r: r.need.id, _CENTRE),
    Column("所属社区", 10, lambda r: r.need.community, _CENTRE),
    Column("事项", 20, lambda r: r.need.title),
    Column("具体情况", 36, lambda r: r.need.detail),
    Column("地点", 14, lambda r: r.need.place),
    Column("紧急\n程度", 7, lambda r: r.urgency.beside(r.need.urgency_words), _CENTRE),
    Column("已等待\n(月)", 7, lambda r: r.need.months_waited, _CENTRE),
    Column("办理方式", 10, lambda r: r.unmet.route.label, _CENTRE),
    Column("未能在联席会内解决的原因", 30, lambda r: r.unmet.detail),
    Column("社区联系人", 13, lambda r: _contact(r), _CENTRE, private=True),
    Column("办理情况", 10, lambda _: None, _CENTRE, choices=STEPS),
    Column("办理结果和时限", 22, lambda _: None),
)


def _contact(row: Whistle) -> str:
    return "\n".join(part for part in (row.need.contact, *row.need.phones) if part)


PAPER = ListPaper(
    kind=PaperKind.WHISTLE,
    sheet="吹哨上报单",
    title="{month}吹哨上报单",
    columns=WHISTLES,
    rows=_rows,
    subjects=addressees,
    left="报送单位：{office}　　　　主送：{subject}",
    right="报送日期：{day}",
    signature=(
        "报送单位负责人签字（盖章）：　　　　　　　　　　　　联系电话：{phone}\n"
        "受理单位意见：　　　　　　　　　　　　　　　　　　　受理人签字（盖章）：　　　　　　　　　　年　　月　　日"
    ),
    one_page=True,
)
