"""A process that commits for ever and says so after each: ``python committer.py BOOK FIRST``."""

import sys
from pathlib import Path

from matcher.ledger import Ledger
from tests.ledger.rounds import numbered


def main() -> None:
    """Commit round after round; a number on standard output acknowledges it."""
    number = int(sys.argv[2])
    with Ledger.open(Path(sys.argv[1])) as ledger:
        while True:
            number += 1
            ledger.commit(numbered(number), f"第{number}步")
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
