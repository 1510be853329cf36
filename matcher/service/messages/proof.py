"""The proof that the plan is the best, for whoever wants to check it."""

from dataclasses import dataclass
from pathlib import Path

from matcher.service.messages.base import Request


@dataclass(frozen=True, slots=True)
class WriteProof(Request):
    """Write the certificate of the plan on the table into a folder; answered by ``Finished``.

    Takes up to a minute; when it is cancelled, what is proven so far is written.
    """

    folder: Path
