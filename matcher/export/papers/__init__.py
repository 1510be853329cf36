"""Every paper of a month: one small module each says what it shows; ``writing`` writes them."""

from matcher.export.papers.writing import write_papers

__all__ = ["write_papers"]
