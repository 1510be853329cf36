"""The member unit list (成员单位清单)."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.cells import Origin, Raw


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the member unit list (成员单位清单).

    Attributes:
        name: Full name; what resources and plans refer to.
        aliases: Short and former names.
        origin: Where it stands; ``None`` when typed in or only seen in another list.
        unit_type: 单位性质, or empty.
        communities: Communities it is paired with; empty = none in particular.
        part_time_member: 兼职委员, or empty.
        contact: 联络员, or empty.
        phones: Digits only.
        annual_commitment: Projects promised for the year; ``None`` = no promise known.
        round_cap: Most projects in one round; ``None`` = the default of the options.
        joined_on: 加入日期.
        active: Whether it is still a member (在册).
        remark: 备注, or empty.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
        reserve: 后备单位: asked only where nobody else can.
    """

    name: str
    aliases: tuple[str, ...] = ()
    origin: Origin | None = None
    unit_type: str = ""
    communities: tuple[str, ...] = ()
    part_time_member: str = ""
    contact: str = ""
    phones: tuple[str, ...] = ()
    annual_commitment: int | None = None
    round_cap: int | None = None
    joined_on: date | None = None
    active: bool = True
    remark: str = ""
    raw: Raw = ()
    extra: Raw = ()
    absent: bool = False
    reserve: bool = False
