"""Lists that come back filled in: three-way compared with what was handed out and what the month holds."""

from matcher.intake.returns.handing import handed_sheets, marks_of
from matcher.intake.returns.taking import Taken, take_back

__all__ = ["Taken", "handed_sheets", "marks_of", "take_back"]
