"""Money a community or the street can give to projects: one row of the fund list (经费清单)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.cells import Origin, Raw
from matcher.domain.words import bare_words


class ProjectKind(StrEnum):
    """What a project is to whoever pays for it; funds set their limits by it."""

    WORKS = "works"
    SERVICE = "service"
    GOODS = "goods"

    @property
    def label(self) -> str:
        """The word users read."""
        return {"works": "工程类", "service": "服务类", "goods": "货物类"}[self.value]


@dataclass(frozen=True, slots=True)
class Fund:
    """A sum for the year out of which projects are paid.

    Attributes:
        name: 资金名称, never empty.
        community: Whose it is; empty = any community of the street.
        origin: Where it stands; ``None`` when typed in the program.
        yearly_yuan: 年度额度 in yuan; ``None`` = not told, and then never short.
        used_yuan: 已使用 so far this year, in yuan.
        caps: The most one project of a kind may get, in yuan; a kind that is absent has no limit of its own.
        year: 年度; ``None`` = the year of the round.
        remark: 备注, or empty.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
    """

    name: str
    community: str = ""
    origin: Origin | None = None
    yearly_yuan: int | None = None
    used_yuan: int = 0
    caps: tuple[tuple[ProjectKind, int], ...] = ()
    year: int | None = None
    remark: str = ""
    raw: Raw = ()
    extra: Raw = ()
    absent: bool = False

    @property
    def label(self) -> str:
        """The name with the community's, which tells funds of a year apart."""
        return self.name if self.community in self.name else f"{self.community}{self.name}"

    @property
    def key(self) -> tuple[str, str, int | None]:
        """What tells funds apart: whose, its name, its year."""
        return (bare_words(self.community), bare_words(self.name), self.year)

    @property
    def left_yuan(self) -> int | None:
        """What can still be given this year, never negative; ``None`` = not limited."""
        return None if self.yearly_yuan is None else max(0, self.yearly_yuan - self.used_yuan)

    def cap_of(self, kind: ProjectKind) -> int | None:
        """The most one project of a kind may get, in yuan; ``None`` = no limit."""
        return next((most for name, most in self.caps if name is kind), None)


FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_YUAN = 10**11


def in_order(funds: Iterable[Fund]) -> tuple[Fund, ...]:
    """Funds by community, name and year."""
    return tuple(sorted(funds, key=lambda fund: (fund.community, fund.name, fund.year or 0)))


def fault_in(funds: Sequence[Fund]) -> str:
    """The first thing that is wrong with a list of funds, one Chinese sentence; empty when nothing is."""
    seen: dict[tuple[str, str, int | None], int] = {}
    for number, fund in enumerate(funds, start=1):
        if fault := _fault(fund):
            return f"经费第{number}行{fault}"
        first = seen.setdefault(fund.key, number)
        if first != number:
            return f"经费第{number}行与第{first}行的社区、名称、年度都相同，只能留一行"
    return ""


def _fault(fund: Fund) -> str:
    if not fund.name.strip():
        return "没有写资金名称"
    if fund.year is not None and not FIRST_YEAR <= fund.year <= LAST_YEAR:
        return f"年度“{fund.year}”不对，请写成 2026 这样的年份"
    sums = (fund.yearly_yuan or 0, fund.used_yuan, *(cap for _, cap in fund.caps))
    if any(not 0 <= yuan <= MOST_YUAN for yuan in sums):
        return "有负数或过大的金额"
    if any(cap == 0 for _, cap in fund.caps):
        return "的单项上限不能是0；不设上限请留空"
    return ""
