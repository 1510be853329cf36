"""The steps in order: load, match, save, templates, warm_up; importing this loads neither Qt nor the solver."""

from matcher.pipeline.claims import claims_from, with_claims
from matcher.pipeline.steps import BrokenPlan, load, match, save, templates, warm_up

__all__ = [
    "BrokenPlan",
    "claims_from",
    "load",
    "match",
    "save",
    "templates",
    "warm_up",
    "with_claims",
]
