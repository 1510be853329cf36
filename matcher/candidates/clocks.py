"""The clocks of red, yellow and blue needs: when an answer is due, and what being late changes."""

from dataclasses import dataclass
from datetime import date, timedelta

from matcher.candidates.setting import Setting
from matcher.domain import Need

HIGHEST = 5
YELLOW_FROM = 3
_COLOURS = {1: "蓝色", 2: "蓝色", 3: "黄色", 4: "黄色", 5: "红色"}


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


def lateness(need: Need, setting: Setting) -> Lateness | None:
    """Whether an answer was due before the round's first day; ``None`` when it was not, or nothing tells.

    The clock starts on the day the need was collected, else on the first day of the month it comes from.
    """
    days = _days(need.urgency, setting)
    start = need.collected_on or _month_of_origin(need, setting.month.first)
    if not days or start is None:
        return None
    due = start + timedelta(days=days)
    return Lateness(due, _COLOURS[need.urgency]) if due < setting.month.first else None


def raised(need: Need, setting: Setting) -> tuple[int, str]:
    """The urgency that counts, and why where it is not the list's own."""
    late = lateness(need, setting)
    if late is None or not setting.options.overdue_raises or need.urgency == HIGHEST:
        return need.urgency, ""
    return need.urgency + 1, f"{late.words}，本轮按{need.urgency + 1}级排序"


def _days(urgency: int, setting: Setting) -> int:
    options = setting.options
    if urgency == HIGHEST:
        return options.red_days
    return options.yellow_days if urgency >= YELLOW_FROM else options.blue_days


def _month_of_origin(need: Need, first: date) -> date | None:
    if need.months_waited < 1:
        return None
    months = first.year * 12 + first.month - 1 - need.months_waited
    return date(months // 12, months % 12 + 1, 1)
