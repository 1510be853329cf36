"""The clocks of red, yellow and blue needs, and the urgency that counts where it is not the list's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.domain.decisions import DecisionKind
from matcher.domain.needs import Need, NeedStatus
from matcher.domain.options import Options
from matcher.domain.rounds import Round
from matcher.domain.times import month_period

HIGHEST = 5
YELLOW_FROM = 3
_COLOURS = {1: "蓝色", 2: "蓝色", 3: "黄色", 4: "黄色", 5: "红色"}
_OVERDUE, _MOVED = "超期", "会议调整"


@dataclass(frozen=True, slots=True)
class Lateness:
    """An answer that is overdue.

    Attributes:
        due: The last day on which it was due.
        colour: 红色, 黄色 or 蓝色.
    """

    due: date
    colour: str

    @property
    def words(self) -> str:
        """The fact, Chinese."""
        day = self.due
        return f"已超过{self.colour}时限（应于{day.year}年{day.month}月{day.day}日前答复）"


@dataclass(frozen=True, slots=True)
class CountedUrgency:
    """How urgent a need counts in a round.

    Attributes:
        own: What the list says, 1–5.
        counts: What counts, 1–5.
        mark: One word why they differ (超期); empty when they do not.
        note: The facts behind it, Chinese, or empty.
    """

    own: int
    counts: int
    mark: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """``4→5 超期``; empty where the list's own counts."""
        return f"{self.own}→{self.counts} {self.mark}" if self.mark else ""

    def beside(self, own_words: str) -> str:
        """The list's own words, with what counts instead on a line of its own where that differs."""
        return "\n".join(part for part in (own_words or "", self.words) if part) or str(self.own)


def lateness(need: Need, options: Options, first: date) -> Lateness | None:
    """Whether an answer was due before the round's first day; ``None`` when it was not, or nothing tells.

    The clock starts on the day the need was collected, else on the first day of the month it comes from.
    """
    days = _days(need.urgency, options)
    start = need.collected_on or _month_of_origin(need, first)
    if not days or start is None:
        return None
    due = start + timedelta(days=days)
    return Lateness(due, _COLOURS[need.urgency]) if due < first else None


def raised(need: Need, options: Options, first: date) -> CountedUrgency:
    """The urgency that counts in the round that begins on a day, decisions left out of account."""
    late = lateness(need, options, first)
    if late is None or not options.overdue_raises or need.urgency == HIGHEST:
        return CountedUrgency(need.urgency, need.urgency)
    counts = need.urgency + 1
    return CountedUrgency(need.urgency, counts, _OVERDUE, f"{late.words}，本轮按{counts}级排序")


def counted_urgencies(round_: Round) -> Mapping[str, CountedUrgency]:
    """How urgent each need of a round counts, by id: as decided, else one step up where its answer is overdue.

    Needs that do not take part keep the list's own.
    """
    first = month_period(round_.month).first
    moved = {d.need: d for d in round_.decisions if d.kind is DecisionKind.URGENCY}
    found: dict[str, CountedUrgency] = {}
    for need in round_.lists.needs:
        decision = moved.get(need.id)
        if need.status is not NeedStatus.OPEN:
            found[need.id] = CountedUrgency(need.urgency, need.urgency)
        elif decision is not None and decision.amount is not None:
            mark = _MOVED if decision.amount != need.urgency else ""
            note = decision.words if mark else ""
            found[need.id] = CountedUrgency(need.urgency, decision.amount, mark, note)
        else:
            found[need.id] = raised(need, round_.options, first)
    return found


def _days(urgency: int, options: Options) -> int:
    if urgency == HIGHEST:
        return options.red_days
    return options.yellow_days if urgency >= YELLOW_FROM else options.blue_days


def _month_of_origin(need: Need, first: date) -> date | None:
    if need.months_waited < 1:
        return None
    months = first.year * 12 + first.month - 1 - need.months_waited
    return date(months // 12, months % 12 + 1, 1)
