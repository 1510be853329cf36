"""The steps in order: load, match, save, templates, warm_up; importing this loads neither Qt nor the solver."""

from matcher.pipeline.claims import claims_from, with_claims
from matcher.pipeline.drafts import draft, learnt, understood
from matcher.pipeline.reading import Reading, read_files
from matcher.pipeline.steps import BrokenPlan, load, match, save, templates, warm_up

__all__ = [
    "BrokenPlan",
    "Reading",
    "claims_from",
    "draft",
    "learnt",
    "load",
    "match",
    "read_files",
    "save",
    "templates",
    "understood",
    "warm_up",
    "with_claims",
]
