"""The two axes along which needs and resources are sorted: their domain and their form."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What shape a resource has (资源形式); a need may ask for several at once."""

    SITE = "site"
    TALENT = "talent"
    MONEY = "money"
    GOODS = "goods"
    SERVICE = "service"
    WORKS = "works"
    INFO = "info"
    POST = "post"

    @property
    def label(self) -> str:
        """The word users read."""
        return _FORM_LABELS[self]


_FORM_LABELS = {
    Form.SITE: "场地",
    Form.TALENT: "人才",
    Form.MONEY: "资金",
    Form.GOODS: "物资",
    Form.SERVICE: "服务",
    Form.WORKS: "工程",
    Form.INFO: "信息",
    Form.POST: "岗位",
}


@dataclass(frozen=True, slots=True)
class Category:
    """A place in the two-level taxonomy of domains; ``l2`` is empty where only the first is known."""

    l1: str
    l2: str = ""

    def __str__(self) -> str:
        return f"{self.l1}/{self.l2}" if self.l2 else self.l1


def category_text(category: Category | None, words: str) -> str:
    """A category as known, else in the list's own words."""
    return str(category) if category else words
