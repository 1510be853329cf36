"""The steps in order: load, match, save, templates; importing this loads neither Qt nor the solver."""

from matcher.pipeline.claims import claims_from, with_claims
from matcher.pipeline.steps import BrokenPlan, load, match, save, templates

__all__ = ["BrokenPlan", "claims_from", "load", "match", "save", "templates", "with_claims"]
