"""Which needs take part at all."""

from matcher.domain import Consent, Need, NeedStatus, Options, Reason

_CONSENT = "须经业主表决同意（双3/4）后才能安排；请社区组织征求意见，通过后改写“业主同意情况”"


def barred(need: Need, options: Options) -> tuple[Reason, str] | None:
    """Why a need takes no part in the round, with the facts; ``None`` when it does."""
    if need.status is not NeedStatus.OPEN:
        return Reason.OUT_OF_SCOPE, need.status_reason or f"该需求{need.status.label}"
    if options.consent_gate and need.consent is Consent.WAITING:
        return Reason.CONSENT, _CONSENT
    return None
