"""What somebody should look at before a pair is agreed on."""

from collections.abc import Iterator

from matcher.candidates.case import Case
from matcher.candidates.conflicts import conflicts_of, told
from matcher.candidates.money import asked_of, grant_of
from matcher.candidates.quantities import YUAN, capacity_known, head_count, people_of
from matcher.candidates.setting import serves_everywhere
from matcher.candidates.wording import forms_in_words, groups_in_words, yuan
from matcher.domain import Form, lateness


def flags_of(case: Case) -> tuple[str, ...]:
    """Every remark, in a fixed order."""
    return tuple(_flags(case))


def _flags(case: Case) -> Iterator[str]:
    yield from _about_time(case)
    if not case.need.community and not serves_everywhere(case.resource):
        yield f"需求未注明社区；该资源仅服务{'、'.join(case.resource.scope)}"
    yield from _about_people(case)
    yield from _about_amounts(case)
    yield from _about_care(case)
    if case.demand.form is not None and not case.offered.forms_told:
        forms = forms_in_words(case.offered.forms)
        yield f"资源形式未注明，按文字判断为{forms}" if forms else "资源形式未注明"


def _about_time(case: Case) -> Iterator[str]:
    if case.need.times and not case.wanted.times_known:
        yield f"期望时间（{case.need.time_words}）已过，需另行商定"
    elif not case.wanted.times_known:
        yield "需求未注明时间"
    if not case.resource.times:
        yield "资源未注明时段"


def _about_people(case: Case) -> Iterator[str]:
    if case.resource.population_only and case.offered.groups:
        within = case.setting.vocabulary.within
        only = groups_in_words(case.offered.groups)
        if not case.wanted.groups_told:
            yield f"该资源仅限{only}；需求未注明服务对象"
        elif not any(within(g, o) for g in case.wanted.groups for o in case.offered.groups):
            yield f"该资源仅限{only}，只能服务其中一部分人"
    if head_count(case.resource.people_per_time) and people_of(case.need) is None:
        yield f"需求未注明人数；每次可服务{head_count(case.resource.people_per_time)}人"


def _about_amounts(case: Case) -> Iterator[str]:
    if not capacity_known(case.resource):
        yield f"资源未注明可服务次数，按{case.setting.options.blank_capacity}次计"
    if case.offered.offer.measure == YUAN and case.need.budget_yuan is None:
        yield "需求未注明预计经费"


_PEOPLE_COME = frozenset({Form.SERVICE, Form.TALENT, Form.SITE, None})
_MINORS = "未成年人"


def _about_care(case: Case) -> Iterator[str]:
    """Late answers, conflicts of interest, minors, and what is to be raised beside a grant."""
    late = lateness(case.need, case.setting.options, case.setting.month.first)
    if late is not None:
        yield late.words
    for rule in conflicts_of(case, hard=False):
        yield told(rule)
    within = case.setting.vocabulary.within
    minors = any(within(group, _MINORS) for group in case.wanted.groups)
    if minors and case.setting.options.minors_check and case.demand.form in _PEOPLE_COME:
        yield "服务对象含未成年人，请核实到场人员资质并取得监护人同意"
    grant = grant_of(case.need, case.setting)
    if grant is not None and grant.yuan < asked_of(case.need):
        short = asked_of(case.need) - grant.yuan
        yield f"{grant.fund}单项上限{yuan(grant.cap or 0)}，还需自筹{yuan(short)}"
