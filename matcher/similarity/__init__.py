"""Texts → likeness with its parts, category and form suggestions, near duplicates; numpy, and the optional semantic extra."""

from matcher.similarity.duplicates import near_pairs
from matcher.similarity.likeness import (
    FormSuggestion,
    Likeness,
    NearPair,
    Suggestion,
)
from matcher.similarity.ranking import Ranker, Scored, closeness, likeness_with_itself, rank
from matcher.similarity.semantic import Meanings, installed, standing
from matcher.similarity.suggesting import suggest, suggest_forms

__all__ = [
    "FormSuggestion",
    "Likeness",
    "Meanings",
    "NearPair",
    "Ranker",
    "Scored",
    "Suggestion",
    "closeness",
    "installed",
    "likeness_with_itself",
    "near_pairs",
    "rank",
    "standing",
    "suggest",
    "suggest_forms",
]
