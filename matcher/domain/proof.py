"""What is proven about a plan, level by level, and how even it is: in words for people who decide."""

from collections import Counter, defaultdict

from matcher.domain.intake import Lists
from matcher.domain.needs import NeedStatus
from matcher.domain.plan import Level, Plan, PlanStatus
from matcher.domain.words import by_name, counted

_SHARE, _LOAD = "share_", "load_"
_MEANINGS = {
    "weighted": "等待越久、受益越多的需求分量越重，满足的总分量越大越好",
    "committed": "年度承诺尚未兑现的单位，尽量让更多家本轮有项目",
    "reserve": "后备单位只在没有别的单位能承担时动用",
    "changes": "相对上一版方案，改动越少越好",
    "fit": "类别、内容、地点、时间、对象等匹配度的合计，越高越好",
    "tie_break": "其余都一样好时，按固定次序取其一，使每次结果相同",
}


def level_meaning(level: Level) -> str:
    """What a level is about, one Chinese sentence without its full stop."""
    if level.name.startswith("urgent_"):
        return "越紧急的需求越先满足，低一级的不能挤占高一级的"
    if level.name.startswith(_SHARE):
        return "先抬高满足率最低的社区，再抬高次低的"
    if level.name.startswith(_LOAD):
        return "先减轻负荷最重的单位，再减轻次重的"
    return _MEANINGS.get(level.name, level.label)


def level_words(level: Level) -> str:
    """What a level reaches and what is proven: 紧急程度5级已满足 6项，已证明没有更好的; 最多还能多 1项."""
    if not level.measure:
        return f"{level.label}：{'已证明' if level.proven else '尚未证明'}"
    value = f"{level.label} {counted(level.value, level.measure)}"
    if level.proven:
        return f"{value}，已证明没有更好的"
    if level.gap is None:
        return f"{value}，尚不知最多能到多少"
    if level.gap == 0:
        return f"{value}，在前面各级未证明的情况下已到上限"
    verb = "多" if level.maximise else "少"
    if level.name.startswith("urgent_"):
        verb = "多满足"
    return f"{value}，最多还能{verb} {counted(level.gap, level.measure)}"


def proof_words(plan: Plan) -> str:
    """What is proven about the plan as a whole, one Chinese sentence."""
    if plan.status is PlanStatus.PROVEN_BEST:
        return "已证明：没有更好的方案"
    open_levels = [level for level in plan.levels if not level.proven]
    if not open_levels:
        return plan.status.label
    first = open_levels[0]
    proven = len(plan.levels) - len(open_levels)
    begun = f"前 {proven} 级已证明最好；" if proven else ""
    return f"{plan.status.label}：{begun}{level_words(first)}"


def fairness_words(lists: Lists, plan: Plan) -> str:
    """How evenly communities are served and units asked in this round, one or two Chinese sentences.

    That no community's share can rise without lowering a worse one is said only where it is proven. Empty
    when no need names a community.
    """
    told = [words for words in (_communities(lists, plan), _units(plan)) if words]
    return "。".join(told)


def _communities(lists: Lists, plan: Plan) -> str:
    met = {assignment.need for assignment in plan.assignments}
    asked: Counter[str] = Counter()
    served: Counter[str] = Counter()
    for need in lists.needs:
        if need.community and need.status is NeedStatus.OPEN:
            asked[need.community] += 1
            served[need.community] += need.id in met
    if not asked:
        return ""
    ordered = sorted(asked, key=lambda one: (served[one] / asked[one], by_name(one)))
    worst, best = ordered[0], ordered[-1]
    words = f"满足率最低的是{_share(worst, served, asked)}"
    if best != worst:
        words += f"，最高的是{_share(best, served, asked)}"
    return words + _claim(
        plan, _SHARE, "；已证明：在前面各级不变的前提下，没有社区还能提高一成而不拉低更低的社区"
    )


def _share(community: str, served: Counter[str], asked: Counter[str]) -> str:
    return f"{community}（{served[community]}/{asked[community]}）"


def _units(plan: Plan) -> str:
    load: defaultdict[str, set[str]] = defaultdict(set)
    for assignment in plan.assignments:
        load[assignment.unit].add(assignment.need)
    if not load:
        return ""
    most = max(len(needs) for needs in load.values())
    busiest = sorted((unit for unit, needs in load.items() if len(needs) == most), key=by_name)
    named = "、".join(busiest[:2]) + (f"等{len(busiest)}家" if len(busiest) > 2 else "")
    words = f"承接最多的是{named}，{'各' if len(busiest) > 1 else ''}{most}项"
    return words + _claim(plan, _LOAD, "；已证明：不能再减轻负荷最重的单位而不加重更重的")


def _claim(plan: Plan, prefix: str, words: str) -> str:
    """The claim, where every level of that kind is there and proven."""
    levels = [level for level in plan.levels if level.name.startswith(prefix)]
    return words if levels and all(level.proven for level in levels) else ""
