"""The command line."""

from matcher.cli.run import main

__all__ = ["main"]
