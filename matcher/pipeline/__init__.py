"""The steps in order: load, match, save, templates, warm_up; importing this loads neither Qt nor the solver."""

from matcher.pipeline.claims import claims_from, with_claims
from matcher.pipeline.drafts import draft, learnt
from matcher.pipeline.earlier import Past, past_of
from matcher.pipeline.evenness import even, past_shares
from matcher.pipeline.lexicon import (
    effect_of,
    preview_vocabulary,
    read_vocabulary,
    write_vocabulary,
)
from matcher.pipeline.meeting import Meeting
from matcher.pipeline.outcomes import BrokenPlan
from matcher.pipeline.paperwork import papers, version_in, version_json, version_of
from matcher.pipeline.past import precedents_from
from matcher.pipeline.proposing import proposed_words
from matcher.pipeline.proving import write_proof
from matcher.pipeline.reading import Reading, read_files
from matcher.pipeline.returning import SentFor, handed_out, nothing_sent, sent_of
from matcher.pipeline.steps import compared, load, match, save, templates, warm_up
from matcher.pipeline.suggesting import choose, review, suggestions

__all__ = [
    "BrokenPlan",
    "Meeting",
    "Past",
    "Reading",
    "SentFor",
    "choose",
    "claims_from",
    "compared",
    "draft",
    "effect_of",
    "even",
    "handed_out",
    "learnt",
    "load",
    "match",
    "nothing_sent",
    "papers",
    "past_of",
    "past_shares",
    "precedents_from",
    "preview_vocabulary",
    "proposed_words",
    "read_files",
    "read_vocabulary",
    "review",
    "save",
    "sent_of",
    "suggestions",
    "templates",
    "version_in",
    "version_json",
    "version_of",
    "warm_up",
    "with_claims",
    "write_proof",
    "write_vocabulary",
]
