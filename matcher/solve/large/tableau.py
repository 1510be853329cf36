"""Rows of the last tableau of the simplex: which sums of rows tell the columns that it left between whole numbers."""

import numpy as np

from matcher.solve.glop import BASIC, Linear, Solved
from matcher.solve.large.dual import Real
from matcher.solve.large.lean import Whole

_PART = 0.01
"""Columns nearer to a whole number than this are taken for whole."""


def sums_of_rows(linear: Linear, solved: Solved, among: int, most: int) -> Real:
    """How often each row is taken in the sum that tells a column which is not whole, for those that are the least so.

    Args:
        linear: The program.
        solved: Where the simplex ended.
        among: Only so many of the first columns are looked at.
        most: How many columns at most.
    """
    nothing = np.zeros((0, len(linear.high)))
    rows = np.flatnonzero(solved.basis.rows != BASIC)
    columns = np.flatnonzero(solved.basis.columns == BASIC)
    if len(rows) != len(columns):
        return nothing
    values = solved.values[columns]
    part = np.where(columns < among, np.abs(values - np.round(values)), 0.0)
    aimed = np.argsort(-part, kind="stable")[:most]
    aimed = aimed[part[aimed] > _PART]
    if not len(aimed):
        return nothing
    wanted = np.zeros((len(columns), len(aimed)))
    wanted[aimed, np.arange(len(aimed))] = 1.0
    try:
        told = np.linalg.solve(_between(linear, rows, columns).T, wanted)
    except np.linalg.LinAlgError:
        return nothing
    found = np.zeros((len(aimed), len(linear.high)))
    found[:, rows] = told.T
    return found


def _between(linear: Linear, rows: Whole, columns: Whole) -> Real:
    """The entries of some rows in as many columns."""
    row_at = np.full(len(linear.high), -1)
    column_at = np.full(len(linear.gain), -1)
    row_at[rows], column_at[columns] = np.arange(len(rows)), np.arange(len(columns))
    inside = (row_at[linear.row] >= 0) & (column_at[linear.column] >= 0)
    found = np.zeros((len(rows), len(columns)))
    found[row_at[linear.row[inside]], column_at[linear.column[inside]]] = linear.entry[inside]
    return found
