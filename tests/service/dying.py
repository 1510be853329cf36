"""A worker that cannot even start; in a module of its own, which takes no time to import."""

import os


def at_once(_connection: object, _log_folder: object) -> None:
    """End at once, without a word."""
    os._exit(1)
