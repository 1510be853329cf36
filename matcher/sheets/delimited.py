"""Text tables: commas, tabs, semicolons; every cell is text, as the file says."""

import csv
import re
from collections import Counter
from io import StringIO

from matcher.domain import Severity
from matcher.sheets.collect import Collector
from matcher.sheets.encoding import Decoded

_DELIMITERS = ",\t;|，"
_LOOK = 65_536
_PROTECTED = re.compile(r'^="(.*)"$', re.S)


def read_delimited(decoded: Decoded, collector: Collector, name: str) -> None:
    """Collect the one sheet of a text table.

    Raises:
        FileRefused: Too large.
    """
    if decoded.bad:
        words = f"有 {decoded.bad} 处文字的编码已损坏，显示为“\ufffd”；请核对，或让对方另存为 .xlsx 重发"
        collector.say(Severity.WARNING, "bad-encoding", words)
    text = decoded.text.lstrip("\ufeff")
    delimiter, text = _delimiter(text)
    draft = collector.sheet(name)
    for number, record in enumerate(_records(text, delimiter, collector), start=1):
        for column, field in enumerate(record, start=1):
            if field:
                draft.text(number, column, _PROTECTED.sub(r"\1", field))


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without the line that names it."""
    named = re.match(r'"?sep=(.)"?\r?\n', text)
    if named:
        return named.group(1), text[named.end() :]
    lines = [line for line in text[:_LOOK].splitlines()[:200] if line.strip()]
    scores = {delimiter: _score(lines, delimiter) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return (best if scores[best] > (0, 0) else ","), text


def _score(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Lines that agree on how often the delimiter stands outside quotes, and how often that is."""
    counts = Counter(re.sub(r'"[^"]*"', "", line).count(delimiter) for line in lines)
    del counts[0]
    if not counts:
        return (0, 0)
    times, agreeing = max(counts.items(), key=lambda item: (item[1], item[0]))
    if delimiter == "，" and agreeing < len(lines):
        return (0, 0)  # a comma of the sentences
    return agreeing, times


def _records(text: str, delimiter: str, collector: Collector) -> list[list[str]]:
    """The records; a quote that is never closed counts as an ordinary character, with a warning."""
    csv.field_size_limit(max(len(text), 131_072))
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" not in str(error):
            try:
                return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
            except csv.Error:
                pass
    words = "有的引号没有配对，已按普通文字读入，请核对各列是否对齐"
    collector.say(Severity.WARNING, "open-quote", words)
    return [line.split(delimiter) for line in re.split("\r\n|\r|\n", text)]
