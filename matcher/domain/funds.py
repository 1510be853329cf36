"""Money a community or the street can give to projects: one row of the fund list (经费清单)."""

from dataclasses import dataclass
from enum import StrEnum

from matcher.domain.cells import Origin, Raw


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
    def left_yuan(self) -> int | None:
        """What can still be given this year, never negative; ``None`` = not limited."""
        return None if self.yearly_yuan is None else max(0, self.yearly_yuan - self.used_yuan)

    def cap_of(self, kind: ProjectKind) -> int | None:
        """The most one project of a kind may get, in yuan; ``None`` = no limit."""
        return next((most for name, most in self.caps if name is kind), None)
