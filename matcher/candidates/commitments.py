"""What a unit's promise for the year asks for by now."""

from matcher.candidates.setting import Setting
from matcher.domain import Unit

MONTHS = 12


def least_of(unit: Unit, setting: Setting) -> int:
    """Projects a unit still owes in this round, so that its promise is kept evenly over the year.

    A promise of 6 asks for 3 by June; with 2 done since January, 1 is open. Who joined during the year
    starts to count in that month. 0 without a promise, or where it is ahead.
    """
    if unit.annual_commitment is None or not unit.active:
        return 0
    month = setting.month.first
    joined = unit.joined_on
    if joined is not None and joined > setting.month.last:
        return 0
    start = joined.month if joined is not None and joined.year == month.year else 1
    due = -(-unit.annual_commitment * (month.month - start + 1) // MONTHS)
    return max(0, due - setting.done.get(unit.name, 0))
