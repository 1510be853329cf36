"""Talking to a terminal: words in UTF-8, progress only where somebody watches."""

import io
import sys
import time
import unicodedata

_PROGRESS_SECONDS = 0.1
_LINE_COLUMNS = 72


def use_utf8() -> None:
    """Make Chinese come out right also where the console thinks otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(words: str) -> None:
    """One line of what was asked for."""
    sys.stdout.write(words + "\n")


def warn(words: str) -> None:
    """One line about what went wrong."""
    sys.stderr.write(words + "\n")


class ProgressLine:
    """One line on the terminal that is written over and over; nothing at all into files and pipes."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0.0
        self._dirty = False

    def __call__(self, words: str, done: int, total: int) -> None:
        """Show how far it is, at most ten times a second."""
        now = time.monotonic()
        if self._shown and now - self._last >= _PROGRESS_SECONDS:
            self._last = now
            self._dirty = True
            text = f"{words} {done}/{total}" if total else f"{words} …"
            sys.stderr.write("\r" + fit(text, _LINE_COLUMNS))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._dirty:
            sys.stderr.write("\r" + " " * _LINE_COLUMNS + "\r")
            sys.stderr.flush()
            self._dirty = False


def columns(text: str) -> int:
    """How many terminal columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def fit(text: str, width: int) -> str:
    """The text in exactly ``width`` columns, cut with … or filled with spaces."""
    if columns(text) > width:
        while columns(text) > width - 1:
            text = text[:-1]
        text += "…"
    return text + " " * (width - columns(text))
