"""Write down the level values of the sample months anew: ``python -m tests.samples.record_levels``.

To be run, and its difference read, when a change of scores is meant; the other golden values follow
from the data by hand and do not change with the scores.
"""

import json
from pathlib import Path

from samples.make_samples import MONTHS
from tests.samples.months import matched

LEVELS = Path(__file__).parent / "golden_levels.json"


def main() -> None:
    """Rewrite the file."""
    values = {month: matched(month).levels() for month in MONTHS}
    LEVELS.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
