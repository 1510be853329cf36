"""A window without a window: sends change after change for ever and says what was acknowledged.

``python -m tests.service.window BOOK FIRST`` prints the worker's process id, then one number for each ``Changed``.
"""

import sys
from pathlib import Path

from matcher.domain import Options
from matcher.service import Changed, Client, OpenLedger, SetOptions
from tests.service import fakes


def main() -> None:
    """Change the seed again and again, three requests ahead of the answers."""
    book, number = Path(sys.argv[1]), int(sys.argv[2])
    with Client(book.parent / "logs", entry=fakes.run) as client:
        client.send(OpenLedger(book, "2026-06"))
        client.receive(None)
        _say(client.process_id)
        ahead = 0
        while True:
            while ahead < 3:
                number += 1
                ahead += 1
                client.send(SetOptions(Options(seed=number)))
            reply = client.receive(None)
            if isinstance(reply, Changed):
                ahead -= 1
                _say(reply.view.round.options.seed)


def _say(number: int | None) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
