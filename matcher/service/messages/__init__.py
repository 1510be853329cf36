"""What the window and the worker process say to each other; frozen, picklable, free of Qt.

One file per subject. Every request gets exactly one last reply that carries its ``id``: the one named here,
:class:`Failed` or :class:`Stopped`. Any number of :class:`Progress` replies may come before it.
:class:`Cancel` and :class:`Shutdown` get no reply of their own. The meeting's own requests are told in ``meeting.py``,
those of the papers in ``papers.py``.

=================  =============================================================
request            last reply when all goes well
=================  =============================================================
``OpenLedger``     ``Changed``
``SwitchMonth``    ``Changed``
``ImportFiles``    ``Changed`` (one undoable step), ``Stopped``
``DraftImport``    ``Drafted``, ``Stopped``
``ReviseDraft``    ``Drafted``, ``Stopped``
``AcceptDraft``    ``Changed`` (one undoable step)
``Decide``         ``Changed``
``Revoke``         ``Changed``
``SetOptions``     ``Changed``
``SetFunds``       ``Changed`` (one undoable step)
``CarryOver``      ``Changed`` (one undoable step)
``Match``          ``Changed`` (stopped while solving: the best plan so far), ``Stopped``
``Undo, Redo``     ``Changed``
``Export``         ``Finished``
``WriteTemplates`` ``Finished``
``ExportVocabulary`` ``Finished``
``PreviewVocabulary`` ``Previewed``, ``Stopped``
``ProposeWords``   ``Proposed``
``ReviewTexts``    ``TextsReviewed``, ``Stopped``
``ChooseCells``    ``Changed`` (one undoable step)
``AcceptVocabulary`` ``Changed`` (one undoable step)
=================  =============================================================
"""

from matcher.service.messages.base import (
    BackgroundRequest,
    Cancel,
    Failed,
    Finished,
    Message,
    Progress,
    Reply,
    Request,
    Shutdown,
    Stopped,
)
from matcher.service.messages.drafting import (
    AcceptDraft,
    Drafted,
    DraftImport,
    DraftView,
    ReviseDraft,
)
from matcher.service.messages.filling import FillTemplates, WriteForms
from matcher.service.messages.funds import SetFunds
from matcher.service.messages.meeting import (
    AgendaListed,
    AskAgenda,
    AskPrechecks,
    AskPrices,
    AskWhy,
    Compared,
    CompareSchemes,
    Confirm,
    DropScheme,
    Explained,
    FindUnlocks,
    Foreseen,
    Prechecked,
    PreviewDecision,
    Priced,
    Prove,
    RecordAgenda,
    Resolve,
    SaveScheme,
    SwitchScheme,
    Unlocked,
)
from matcher.service.messages.month import (
    CarryOver,
    Changed,
    Decide,
    Export,
    ImportFiles,
    Match,
    OpenLedger,
    Redo,
    Revoke,
    SetOptions,
    SwitchMonth,
    Undo,
    View,
    WriteTemplates,
)
from matcher.service.messages.papers import PapersWritten, SetOffice, WritePapers
from matcher.service.messages.prints import PapersShown, PreviewPapers
from matcher.service.messages.proof import WriteProof
from matcher.service.messages.words import (
    AcceptVocabulary,
    ChooseCells,
    ExportVocabulary,
    Previewed,
    PreviewVocabulary,
    Proposed,
    ProposeWords,
    ReviewTexts,
    TextsReviewed,
)

__all__ = [
    "AcceptDraft",
    "AcceptVocabulary",
    "AgendaListed",
    "AskAgenda",
    "AskPrechecks",
    "AskPrices",
    "AskWhy",
    "BackgroundRequest",
    "Cancel",
    "CarryOver",
    "Changed",
    "ChooseCells",
    "CompareSchemes",
    "Compared",
    "Confirm",
    "Decide",
    "DraftImport",
    "DraftView",
    "Drafted",
    "DropScheme",
    "Explained",
    "Export",
    "ExportVocabulary",
    "Failed",
    "FillTemplates",
    "FindUnlocks",
    "Finished",
    "Foreseen",
    "ImportFiles",
    "Match",
    "Message",
    "OpenLedger",
    "PapersShown",
    "PapersWritten",
    "Prechecked",
    "PreviewDecision",
    "PreviewPapers",
    "PreviewVocabulary",
    "Previewed",
    "Priced",
    "Progress",
    "ProposeWords",
    "Proposed",
    "Prove",
    "RecordAgenda",
    "Redo",
    "Reply",
    "Request",
    "Resolve",
    "ReviewTexts",
    "ReviseDraft",
    "Revoke",
    "SaveScheme",
    "SetFunds",
    "SetOffice",
    "SetOptions",
    "Shutdown",
    "Stopped",
    "SwitchMonth",
    "SwitchScheme",
    "TextsReviewed",
    "Undo",
    "Unlocked",
    "View",
    "WriteForms",
    "WritePapers",
    "WriteProof",
    "WriteTemplates",
]
