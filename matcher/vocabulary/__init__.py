"""Categories, lexicon, forms, population groups and negations: the words of the field, shipped as data."""

from matcher.vocabulary.changes import in_force, with_changes
from matcher.vocabulary.folding import as_written, fold, same_places
from matcher.vocabulary.model import OTHER, Concept, Example, FormHint, Hit, Vocabulary
from matcher.vocabulary.reading import load
from matcher.vocabulary.specifics import Mention, Specifics, load_specifics, said

__all__ = [
    "OTHER",
    "Concept",
    "Example",
    "FormHint",
    "Hit",
    "Mention",
    "Specifics",
    "Vocabulary",
    "as_written",
    "fold",
    "in_force",
    "load",
    "load_specifics",
    "said",
    "same_places",
    "with_changes",
]
