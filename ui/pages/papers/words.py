"""What is to be said before papers go out."""

from collections.abc import Iterable

from matcher.domain import Round
from matcher.domain.papers import PaperGroup, PaperKind

STALE = "清单、设置或会议决定在方案之后有改动，方案不是最新的，建议先重新匹配"
UNCONFIRMED = "方案还没有确认下发，会后文书宜在“会议”页确认之后再发出"


def careful(round_: Round, kinds: Iterable[PaperKind]) -> str:
    """Why somebody should think twice before these papers go out; empty when nothing speaks against it."""
    if round_.stale:
        return STALE
    groups = {kind.spec.group for kind in kinds}
    return UNCONFIRMED if PaperGroup.AFTER in groups and not round_.confirmed else ""
