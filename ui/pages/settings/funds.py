"""The month's funds in words."""

from collections.abc import Sequence

from matcher.domain import Fund, yuan_words

NO_FUNDS = "还没有导入经费清单；导入后（资金名称、所属社区、年度额度、已使用、单项上限）按余额和单项上限核对。"


def funds_words(funds: Sequence[Fund]) -> str:
    """One line for each fund: whose, how much is left, what one project may get."""
    return "\n".join(_line(fund) for fund in funds) or NO_FUNDS


def _line(fund: Fund) -> str:
    caps = [f"{kind.label}单项至多{yuan_words(cap)}" for kind, cap in fund.caps]
    if fund.yearly_yuan is None:
        sums = ["未写年度额度"]
    else:
        left = yuan_words(fund.left_yuan or 0)
        sums = [
            f"额度{yuan_words(fund.yearly_yuan)}",
            f"已用{yuan_words(fund.used_yuan)}",
            f"余{left}",
        ]
    whose = fund.community or "全街道"
    year = f"（{fund.year}年度）" if fund.year else ""
    gone = ["最近一次导入的文件中已没有这一行"] if fund.absent else []
    return f"{whose}　{fund.name}{year}：{'，'.join([*sums, *caps, *gone])}"
