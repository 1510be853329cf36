"""The funds of the month as somebody typed them."""

from dataclasses import dataclass

from matcher.domain import Fund
from matcher.service.messages.base import Request


@dataclass(frozen=True, slots=True)
class SetFunds(Request):
    """Put these funds in the place of the month's; one undoable step, after which the plan is stale.

    Attributes:
        funds: All of them; those that stay are given as they are.
    """

    funds: tuple[Fund, ...]
