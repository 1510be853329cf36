"""A small month written by hand, matched once: talks, haircuts, a hall open in summer only, a repair fund.

====== ======================================== =======
need   asks for                                 urgency
====== ======================================== =======
001    talk against fraud, 西站                 5
002    talk against fraud, 河东                 2
003    talk against fraud, 南湖                 1
004    haircuts for the old, 西站               3
005    haircuts for the old, 河东               1
006    a hall in June, 西站                     2
007    a sum of 3000 yuan, 西站                 4
====== ======================================== =======

The police station gives two talks, the school one for 南湖 alone; one barber comes once; the hall is open in
July and August only; the fund has 1000 yuan.
"""

from functools import cache

from matcher.domain import (
    Amount,
    Category,
    Form,
    Lists,
    Need,
    Resource,
    Round,
    TimeWindow,
    Unit,
)
from matcher.pipeline import Meeting
from matcher.pipeline.earlier import nothing_past

TALK = Category("平安法治", "反诈防骗")
HAIR = Category("便民服务", "理发")


def need(number: int, title: str, community: str, urgency: int, **facts: object) -> Need:
    """A need of the month."""
    return Need(
        id=f"XQ-202606-{community[:2]}-{number:03d}",
        title=title,
        community=community,
        urgency=urgency,
        **facts,  # type: ignore[arg-type]  # fields of any type
    )


def resource(number: int, unit: str, title: str, often: int | None, **facts: object) -> Resource:
    """A resource of the month, so many times."""
    total = None if often is None else Amount(often, "次")
    return Resource(
        id=f"ZY-202606-{number:03d}",
        unit=unit,
        title=title,
        capacity_total=total,
        **facts,  # type: ignore[arg-type]  # fields of any type
    )


TALKS = (
    need(1, "希望开展反诈知识讲座", "西站社区", 5),
    need(2, "希望开展反诈知识讲座", "河东社区", 2),
    need(3, "希望开展反诈知识讲座", "南湖社区", 1),
)
CUTS = (
    need(4, "老年人上门理发", "西站社区", 3),
    need(5, "老年人上门理发", "河东社区", 1),
)
HALL = need(6, "借用礼堂开展文艺演出", "西站社区", 2, forms=(Form.SITE,))
SUM = need(7, "楼道粉刷改造需要资金", "西站社区", 4, forms=(Form.MONEY,), budget_yuan=3000)
POLICE = resource(1, "城关派出所", "民警反诈宣讲进社区", 2)
SCHOOL = resource(2, "第一小学", "反诈知识讲座", 1, scope=("南湖社区",))
BARBER = resource(3, "美丽理发店", "老年人上门理发", 1)
STAGE = resource(
    4,
    "第一小学",
    "礼堂可用于文艺演出",
    5,
    forms=(Form.SITE,),
    times=(TimeWindow(months=(7, 8)),),
    time_words="仅暑期",
)
FUND = resource(5, "慈善会", "楼道粉刷改造资金", None, forms=(Form.MONEY,), amount_yuan=1000)
UNITS = tuple(Unit(name) for name in ("城关派出所", "第一小学", "美丽理发店", "慈善会"))
LISTS = Lists(
    needs=(*TALKS, *CUTS, HALL, SUM),
    resources=(POLICE, SCHOOL, BARBER, STAGE, FUND),
    units=UNITS,
)


@cache
def matched() -> tuple[Meeting, Round]:
    """The month with its best plan, and what keeps it laid out."""
    meeting = Meeting()
    return meeting, meeting.match(Round(month="2026-06", lists=LISTS), nothing_past)
