"""Whether candidates say everything once: whoever lays a month out relies on it, and so does the checker."""

from collections import Counter
from collections.abc import Iterable

from matcher.domain import Candidates, Demand


def require_whole(candidates: Candidates) -> None:
    """Refuse candidates that contradict themselves; pairs are judged by who sorts them.

    Raises:
        ValueError: A need, offer, unit's limit or grant is given twice, demands are not numbered 0, 1, 2 … by
            need, or a grant is of a fund that is not there. Chinese, since a proof somebody damaged says so.
    """
    _require_once("需求", (weight.need for weight in candidates.needs))
    _require_once("资源", (offer.resource for offer in candidates.offers))
    _require_once("单位的承接上限", (limit.unit for limit in candidates.limits))
    _require_once("需求的资助", (grant.need for grant in candidates.grants))
    _require_numbered(candidates.demands, {weight.need for weight in candidates.needs})
    funds = {limit.fund for limit in candidates.funds}
    for grant in candidates.grants:
        if grant.fund not in funds:
            raise ValueError(f"{grant.need} 的资助出自“{grant.fund}”，没有这笔经费")


def _require_once(what: str, names: Iterable[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise ValueError(f"{what}“{name}”给了{count}次，只能有一次")


def _require_numbered(demands: Iterable[Demand], needs: set[str]) -> None:
    keys = [(demand.need, demand.index) for demand in demands]
    count = Counter(need for need, _ in keys)
    for need, index in keys:
        if need not in needs:
            raise ValueError(f"有一项形式属于“{need}”，没有这条需求")
        if not 0 <= index < count[need]:
            raise ValueError(f"{need} 的各项形式没有从0起连续编号")
    if len(set(keys)) < len(keys):
        raise ValueError("有的需求的各项形式编号重复")
