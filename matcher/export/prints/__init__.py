"""Papers as blocks that can be drawn: made from the very files that are written, so that both are the same."""

from matcher.export.prints.making import prints_of

__all__ = ["prints_of"]
