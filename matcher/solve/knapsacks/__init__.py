"""Months that are mainly a choice for each need and a knapsack for each resource: generalised assignment.

The relaxation in fractions sees too little of a resource of 60 that is asked for 25 at a time. Here the conditions
of the needs are priced instead, and each resource's knapsack is solved in whole numbers.
"""

from matcher.solve.knapsacks.solving import fits, run

__all__ = ["fits", "run"]
