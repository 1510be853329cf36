"""Make the shipped ground of the semantic extra anew; needed when the examples change.

``python scripts/make_meanings.py`` with the extra installed (requirements-semantic.txt).
"""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write the means and the class directions of the examples beside the code that reads them."""
    sys.path.insert(0, str(ROOT))
    from matcher.similarity import installed, semantic, standing  # noqa: PLC0415 - needs the path

    meanings = installed()
    if meanings is None:
        print(standing().words)
        return 1
    place = ROOT / "matcher" / "similarity" / "data" / semantic.SHIPPED
    held = semantic.ground_as_arrays(meanings)
    np.savez_compressed(
        place, made_of=held["made_of"], means=held["means"], classes=held["classes"]
    )
    print(f"{place.relative_to(ROOT)}: {place.stat().st_size} 字节")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
