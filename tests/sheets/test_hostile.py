"""Hostile files are read or refused in one clear Chinese sentence, through the real child process."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from matcher import errors, sheets
from tests.hostile import files, workbooks
from tests.hostile.damage import damaged
from tests.hostile.files import Hostile

_DAMAGED = 40
"""Files; the long sweep is `tests/benchmarks/fuzz_sheets.py`."""


@pytest.fixture(scope="module", autouse=True)
def _end_child() -> Iterator[None]:
    yield
    sheets.close()


def _words(path: Path) -> str:
    """The refusal, or empty when the file was read."""
    refusal: errors.FileRefused | None = None
    try:
        sheets.read(path)
    except errors.FileRefused as caught:
        refusal = caught
    if refusal is None:
        return ""
    assert refusal.what
    assert refusal.advice
    assert re.search("[\u4e00-\u9fff]", str(refusal))
    assert "\n" not in str(refusal)
    assert not re.search(r"Traceback|Error|Exception|0x", str(refusal))
    return str(refusal)


@pytest.mark.parametrize("hostile", files.catalogue(), ids=lambda hostile: hostile.name)
def test_hostile_file(hostile: Hostile, tmp_path: Path) -> None:
    path = tmp_path / hostile.name
    path.write_bytes(hostile.content)

    words = _words(path)

    if hostile.outcome == files.READ:
        assert not words
    if hostile.outcome == files.REFUSED:
        assert hostile.words in words
        assert words


def test_random_damage_is_read_or_refused(tmp_path: Path) -> None:
    dice = random.Random(20_260_618)
    sound = (
        ("a.xlsx", workbooks.good()),
        ("a.xls", workbooks.xls(workbooks.xls_number(0, 0, 5.0))),
        *(
            (file.name, file.content)
            for file in files.catalogue()
            if file.name in {"padding.ods", "2003.xls", "page.xls"}
        ),
    )
    for _ in range(_DAMAGED):
        name, content = dice.choice(sound)
        path = tmp_path / name
        path.write_bytes(damaged(content, dice))
        _words(path)
