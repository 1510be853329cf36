"""Why each need is unmet and each resource idle; the projects of a plan."""

from matcher.explain.outcome import outcome

__all__ = ["outcome"]
