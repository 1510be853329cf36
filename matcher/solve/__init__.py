"""Find the best plan, level by level, with its proof or an honest bound."""

from matcher.solve.run import solve

__all__ = ["solve"]
