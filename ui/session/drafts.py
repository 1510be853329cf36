"""What a reply about an import that is being drafted makes of the state; plain functions."""

from dataclasses import replace

from matcher.domain import NO_CHOICES
from matcher.service import (
    AcceptDraft,
    Changed,
    Drafted,
    DraftImport,
    Failed,
    Reply,
    Request,
    ReviseDraft,
)
from ui.session.state import State


def after(state: State, request: Request | None, reply: Reply) -> State:
    """The state with the draft as the reply has it; a draft the user has dropped does not come back."""
    if isinstance(reply, Drafted):
        wanted = isinstance(request, DraftImport) or state.draft is not None
        return replace(state, draft=reply.draft) if wanted else state
    if isinstance(reply, Changed) and isinstance(request, AcceptDraft):
        return dropped(state)
    return state


def dropped(state: State) -> State:
    """The state without a draft."""
    return replace(state, draft=None, choices=NO_CHOICES)


def is_lost(state: State, request: Request | None, reply: Reply) -> bool:
    """Whether the worker no longer has the draft the window shows (it was started anew)."""
    return (
        isinstance(reply, Failed)
        and reply.kind == "nothing"
        and isinstance(request, ReviseDraft | AcceptDraft)
        and state.draft is not None
    )


def has_unsaid(state: State) -> bool:
    """Whether the user has corrected something the draft does not show yet."""
    return state.draft is not None and state.choices != state.draft.choices
