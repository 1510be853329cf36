"""For whose eyes a document is.

Three levels: *internal* shows everything, *meeting* (projector) shows surnames and shortened numbers,
*public* (posted) shows no more than tells people of the same name apart. Identity card numbers are never shown.
"""

from matcher.domain.masking import (
    HIDDEN,
    mask_name,
    mask_phone,
    mask_place,
    names_in,
    scrub,
)
from matcher.domain.papers import Privacy

__all__ = [
    "HIDDEN",
    "Privacy",
    "mask_name",
    "mask_phone",
    "mask_place",
    "names_in",
    "scrub",
    "small_group",
]


def small_group(count: int | None, least: int = 4) -> str:
    """A number of people as it may be posted: a group smaller than ``least`` is not told."""
    if count is None:
        return ""
    return str(count) if count == 0 or count >= least else f"少于{least}"
