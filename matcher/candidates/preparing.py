"""Needs and resources with everything worked out that does not depend on the other side."""

from datetime import date

from matcher.candidates.case import WHOLE_PERIOD, Offered, Wanted
from matcher.candidates.quantities import demands_of, offer_of
from matcher.candidates.setting import Setting, forms_of, until
from matcher.domain import (
    Category,
    Form,
    Need,
    Period,
    Resource,
    TimeWindow,
    Windows,
    day_words,
    month_period,
    next_month,
)
from matcher.similarity import suggest, suggest_forms
from matcher.vocabulary import fold

MONTHS = 12


def wanted(need: Need, setting: Setting) -> Wanted:
    """A need made ready to be judged."""
    groups = _groups(need.population, setting)
    named = setting.vocabulary.specifics.named(need.title)
    mentions = setting.vocabulary.specifics.mentions(need.text)
    ahead = tuple(window for window in need.times if not _is_over(window, setting.period))
    return Wanted(
        need=need,
        demands=demands_of(need, _asks_for_goods(need, setting), setting.vocabulary.measures),
        period=_period(ahead, setting.period),
        times=ahead or WHOLE_PERIOD,
        times_known=bool(ahead),
        groups=groups or setting.vocabulary.groups_in(need.text),
        groups_told=bool(groups),
        applicant=setting.unit_name(need.applicant) if need.applicant else "",
        at_home=setting.vocabulary.at_home.search(fold(need.text)) is not None,
        specifics=named or frozenset(one.name for one in mentions),
        titled=bool(named),
        mentions=mentions,
        past=setting.past.like(need.text),
    )


def _asks_for_goods(need: Need, setting: Setting) -> bool:
    forms = suggest_forms(need.text, setting.vocabulary) if not need.forms and need.quantity else ()
    return bool(forms) and forms[0].form is Form.GOODS


def _is_over(window: TimeWindow, period: Period) -> bool:
    return window.last is not None and window.last < period.first


def _period(times: Windows, period: Period) -> Period:
    """The round's horizon, prolonged to the last day and the next months the need itself names."""
    days = [day for window in times for day in (window.first, window.last) if day is not None]
    days.extend(_end_of_next(window.months, period.first) for window in times if window.months)
    return until(period, max(days)) if days else period


def _end_of_next(months: tuple[int, ...], first: date) -> date:
    """The last day of the first run of these months that ends after a day: 7、8月 → 31 August."""
    month = f"{first.year:04d}-{first.month:02d}"
    while month_period(month).last.month not in months:
        month = next_month(month)
    while month_period(next_month(month)).first.month in months and len(months) < MONTHS:
        month = next_month(month)
    return month_period(month).last


def _groups(words: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    return setting.vocabulary.groups_in("、".join(words))


def offered(resource: Resource, setting: Setting) -> Offered:
    """A resource made ready to be judged."""
    unit = setting.unit_of(resource)
    name = setting.unit_name(resource.unit)
    forms, told = forms_of(resource, setting.vocabulary)
    mentions = setting.vocabulary.specifics.mentions(resource.text)
    told_words = (*resource.qualifications, resource.text, resource.unit, resource.conditions)
    return Offered(
        resource=resource,
        unit=name,
        active=unit is None or unit.active,
        home=unit.communities if unit else (),
        offer=offer_of(resource, name, setting.options),
        forms=forms,
        forms_told=told,
        groups=_groups(resource.population, setting),
        groups_out=_groups(resource.population_excluded, setting),
        main_category=resource.category or _category_by_words(resource, setting),
        words="。".join(told_words),
        specifics=frozenset(one.name for one in mentions),
        mentions=mentions,
        in_house=_in_house(fold(resource.text), setting),
    )


def _in_house(folded: str, setting: Setting) -> bool:
    vocabulary = setting.vocabulary
    return bool(vocabulary.in_house.search(folded)) and not vocabulary.at_home.search(folded)


def _category_by_words(resource: Resource, setting: Setting) -> Category | None:
    found = suggest(resource.text, setting.vocabulary)
    return found[0].category if found and found[0].clear else None


def usable(item: Offered, setting: Setting) -> bool:
    """Whether a resource can give anything at all in the round."""
    return gone(item) is None and expired(item, setting.period) is None


def gone(item: Offered) -> str | None:
    """Why a resource is no longer offered; ``None`` when it is."""
    if item.resource.withdrawn:
        return "该资源已由单位撤回"
    if not item.active:
        return f"{item.unit}已退出成员单位名单"
    return None


def expired(item: Offered, period: Period) -> str | None:
    """Why a resource is not valid on any day of the period; ``None`` when it is."""
    first, last = item.resource.valid_from, item.resource.valid_to
    if last is not None and last < period.first:
        return f"资源有效期至{day_words(last)}；本期自{day_words(period.first)}起"
    if first is not None and first > period.last:
        return f"资源自{day_words(first)}起有效；可实施至{day_words(period.last)}"
    return None
