"""Which fund pays for a need, and how much."""

from collections.abc import Iterable, Sequence

from matcher.candidates.setting import Setting, community_key
from matcher.candidates.wording import yuan
from matcher.domain import Form, Fund, FundLimit, Grant, Need, ProjectKind
from matcher.similarity import suggest_forms


def grants_of(needs: Iterable[Need], setting: Setting) -> tuple[Grant, ...]:
    """What each need draws from a fund; needs nobody's fund is asked for are absent."""
    found = (grant_of(need, setting) for need in needs)
    return tuple(grant for grant in found if grant is not None)


def limits_of(grants: Sequence[Grant], setting: Setting) -> tuple[FundLimit, ...]:
    """What each fund somebody draws on can give in the round."""
    asked = sum(grant.yuan for grant in grants)
    drawn = {grant.fund for grant in grants}
    return tuple(
        FundLimit(fund.label, asked if (left := _left(fund, setting)) is None else left)
        for fund in sorted(setting.funds, key=lambda fund: fund.label)
        if fund.label in drawn
    )


def grant_of(need: Need, setting: Setting) -> Grant | None:
    """What a need draws from a fund, and which.

    Its budget less what is raised by those concerned (自筹). A need that asks for money as a form is paid by
    a resource of money, one whose community has no fund by nobody known: both draw nothing.
    """
    ask = asked_of(need)
    if not setting.options.funds or ask <= 0 or Form.MONEY in need.forms:
        return None
    kind = kind_of(need, setting)
    fund = _fund_for(need, ask, kind, setting)
    if fund is None:
        return None
    cap = fund.cap_of(kind)
    given = min(ask, cap) if cap is not None and setting.options.partial_grants else ask
    own = f"，自筹{yuan(need.own_yuan)}" if need.own_yuan else ""
    words = f"{kind.label}项目，预计经费{yuan(need.budget_yuan or 0)}{own}"
    return Grant(need.id, fund.label, max(1, given), cap, words)


def asked_of(need: Need) -> int:
    """The budget less what those concerned raise themselves, in yuan; 0 when nothing is told."""
    return (need.budget_yuan or 0) - (need.own_yuan or 0)


def kind_of(need: Need, setting: Setting) -> ProjectKind:
    """Works where the need asks for works, goods where for goods alone, by the list or its words; else service."""
    forms = need.forms or tuple(
        hint.form for hint in suggest_forms(need.text, setting.vocabulary)[:1]
    )
    if Form.WORKS in forms:
        return ProjectKind.WORKS
    return ProjectKind.GOODS if forms and set(forms) == {Form.GOODS} else ProjectKind.SERVICE


def _fund_for(need: Need, ask: int, kind: ProjectKind, setting: Setting) -> Fund | None:
    """The community's own fund before the street's; of several the first that can carry it, the fullest first."""
    key = community_key(need.community) if need.community else ""
    own = [
        fund for fund in setting.funds if fund.community and community_key(fund.community) == key
    ]
    street = [fund for fund in setting.funds if not fund.community]
    ranked = [
        *sorted(own, key=lambda fund: _fullest(fund, setting)),
        *sorted(street, key=lambda fund: _fullest(fund, setting)),
    ]
    able = [fund for fund in ranked if _carries(fund, ask, kind, setting)]
    return next(iter([*able, *ranked]), None)


def _fullest(fund: Fund, setting: Setting) -> tuple[int, int, str]:
    left = _left(fund, setting)
    return (0, 0, fund.label) if left is None else (1, -left, fund.label)


def _carries(fund: Fund, ask: int, kind: ProjectKind, setting: Setting) -> bool:
    cap, left = fund.cap_of(kind), _left(fund, setting)
    if cap is not None and ask > cap:
        if not setting.options.partial_grants:
            return False
        ask = cap
    return left is None or ask <= left


def _left(fund: Fund, setting: Setting) -> int | None:
    """What a fund can give in this round."""
    left = fund.left_yuan
    return None if left is None else left * setting.options.fund_percent // 100
