"""Facts in words."""

from collections.abc import Collection

from matcher.domain import Form


def forms_in_words(forms: Collection[Form]) -> str:
    """Forms in their fixed order, joined."""
    return "、".join(form.label for form in Form if form in forms)


def groups_in_words(groups: tuple[str, ...]) -> str:
    """Population groups, joined."""
    return "、".join(groups)


def yuan(amount: int) -> str:
    """An amount of money as people read it: 8万元, 1.5万元, 3000元."""
    if amount < 10_000:
        return f"{amount}元"
    return f"{amount / 10_000:.4f}".rstrip("0").rstrip(".") + "万元"
