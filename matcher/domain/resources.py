"""The resource list (资源清单): its rows, typed values beside the raw words as in the need list."""

from dataclasses import dataclass
from datetime import date

from matcher.domain.amounts import Amount
from matcher.domain.categories import Category, Form, category_text
from matcher.domain.cells import Origin, Raw
from matcher.domain.merged import Child
from matcher.domain.times import Windows
from matcher.domain.words import title_with_detail


@dataclass(frozen=True, slots=True)
class Resource:
    """One row of the resource list (资源清单).

    Attributes:
        id: ``ZY-202606-012``, or the id a row of a blank list carries (``ZY-202606-K7Q2-001-3``); stable over
            re-import and carry-over.
        unit: The member unit's name as the unit list has it, or as written when unknown there.
        title: 资源名称, never empty.
        origin: Where it stands; ``None`` when typed in the program.
        res_no: The list's own number, or empty.
        unit_type: 单位性质 in the list's words, or empty.
        detail: 资源内容, or empty.
        category: As the list says, or as confirmed; ``None`` when blank.
        category_words: The list's own words for it.
        forms: What it is; empty = not told.
        scope: Communities it serves; empty = the whole street.
        population: Words for whom it is; empty = everybody.
        population_excluded: Words for whom it is not (仅限党员 excludes everybody else: see ``population_only``).
        population_only: Whether ``population`` shuts everybody else out.
        capacity_total: 可服务次数 while it is valid.
        capacity_per_round: 频次, how often in one round.
        people_per_time: 每次可服务人数.
        times: 可用时段; empty = not told.
        time_words: The list's own words for it.
        valid_from: First day of validity; ``None`` = no lower end.
        valid_to: Last day of validity; ``None`` = no upper end.
        place: 地点, or empty.
        amount_yuan: 资金/物资额度 in yuan.
        qualifications: 资质, one word group each.
        conditions: 使用条件, or empty.
        contact: 联系人, or empty.
        phones: Digits only, with ``-`` before an extension.
        remark: 备注, or empty.
        withdrawn: Whether the unit took it back.
        merged: Rows that said the same and were merged into this one.
        raw: Cell texts of the mapped columns, by field code.
        extra: Cell texts of the other columns, by header.
        absent: Whether the file it came from was read again and no longer holds it; it stays all the same.
        confirmed: What somebody confirmed in the program because the list leaves it blank or unclear:
            ``category``, ``forms``. The list's own word wins once it has one.
    """

    id: str
    unit: str
    title: str
    origin: Origin | None = None
    res_no: str = ""
    unit_type: str = ""
    detail: str = ""
    category: Category | None = None
    category_words: str = ""
    forms: tuple[Form, ...] = ()
    scope: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    population_excluded: tuple[str, ...] = ()
    population_only: bool = False
    capacity_total: Amount | None = None
    capacity_per_round: Amount | None = None
    people_per_time: Amount | None = None
    times: Windows = ()
    time_words: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = ""
    amount_yuan: int | None = None
    qualifications: tuple[str, ...] = ()
    conditions: str = ""
    contact: str = ""
    phones: tuple[str, ...] = ()
    remark: str = ""
    withdrawn: bool = False
    merged: tuple[Child, ...] = ()
    raw: Raw = ()
    extra: Raw = ()
    absent: bool = False
    confirmed: tuple[str, ...] = ()

    @property
    def category_text(self) -> str:
        """The category as known, else in the list's own words."""
        return category_text(self.category, self.category_words)

    @property
    def text(self) -> str:
        """Title and detail: what similarity reads."""
        return title_with_detail(self.title, self.detail)
