"""What may be written on the command line, and what is said about mistakes."""

import re

import pytest

from matcher.cli.arguments import parse
from matcher.domain import Options
from matcher.errors import UsageError
from matcher.ledger import local_now

LISTS = ["match", "--needs", "a.xlsx", "--resources", "b.xlsx"]


def test_match_with_nothing_more_takes_the_defaults() -> None:
    found = parse(LISTS)

    assert (found.needs, found.resources, found.units) == (["a.xlsx"], ["b.xlsx"], [])
    assert (found.seconds, found.seed, found.workers) == (
        Options().seconds,
        Options().seed,
        Options().workers,
    )
    assert found.month == f"{local_now():%Y-%m}"
    assert (found.lock, found.forbid, found.claim, found.json) == ([], [], [], None)


def test_files_may_be_given_together_and_one_by_one() -> None:
    found = parse(["match", "--needs", "a", "b", "--needs", "c", "--resources", "d"])

    assert found.needs == ["a", "b", "c"]


def test_decisions_are_pairs() -> None:
    found = parse([*LISTS, "--lock", "需1=资1", "需2 = 资2", "--claim", "需3=区医院"])

    assert found.lock == [("需1", "资1"), ("需2", "资2")]
    assert found.claim == [("需3", "区医院")]


def test_a_month_with_one_digit_is_understood() -> None:
    assert parse([*LISTS, "--month", "2026-6"]).month == "2026-06"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "缺少 命令"),
        (["macth"], "没有“macth”这个命令"),
        (["match", "--resources", "b"], "缺少 --needs"),
        (["match", "--needs", "a"], "缺少 --resources"),
        (["match", "--needs", "--resources", "b"], "--needs 后面至少要写一个值"),
        ([*LISTS, "--out"], "--out 后面要写一个值"),
        ([*LISTS, "--colour"], "不认识 --colour"),
        ([*LISTS, "--need", "a"], "不认识 --need"),
        ([*LISTS, "--month", "2026-13"], "--month 要写成 2026-06 这样的年和月，不能写“2026-13”"),
        ([*LISTS, "--month", "六月"], "不能写“六月”"),
        ([*LISTS, "--seconds", "快"], "--seconds 要写数字，不能写“快”"),
        ([*LISTS, "--seconds", "0"], "--seconds 要在 0.1 到 3600 之间"),
        ([*LISTS, "--seconds", "nan"], "--seconds 要在 0.1 到 3600 之间"),
        ([*LISTS, "--seed", "-1"], "--seed 要在 0 到 "),
        ([*LISTS, "--workers", "1.5"], "--workers 要写数字"),
        ([*LISTS, "--lock", "需1"], "--lock 要写成 需求=资源，不能写“需1”"),
        ([*LISTS, "--unit-least", "区医院"], "--unit-least 要写成 单位=数，不能写“区医院”"),
        ([*LISTS, "--claim", "=区医院"], "--claim 要写成"),
        (["check"], "缺少 文件"),
        (["template"], "缺少 文件夹"),
        (["template", "a", "b"], "不认识 b"),
        (["demo", "a"], "不认识 a"),
    ],
)
def test_a_mistake_is_told_in_chinese_with_a_way_on(argv: list[str], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(argv)

    assert words in caught.value.what
    assert "--help" in caught.value.advice
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("command", [[], ["match"], ["check"], ["template"], ["demo"]])
def test_help_is_chinese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse([*command, "--help"])

    text = capsys.readouterr().out
    assert caught.value.code == 0
    assert text.startswith("用法：main.py")
    assert text.count("用法") == 1
    assert not re.search(r"usage|options|show this|positional|optional", text)


def test_a_number_behind_the_files_is_told_where_it_belongs() -> None:
    with pytest.raises(UsageError, match="缺少 需求（要写在 --needs 等各项之前）"):
        parse(["explain", "--needs", "甲.xlsx", "--resources", "乙.xlsx", "3"])


def test_an_option_a_command_does_not_have_leads_to_the_help_of_that_command() -> None:
    with pytest.raises(UsageError, match="不认识 --out 甲") as caught:
        parse(["resolve", *LISTS[1:], "--out", "甲"])

    assert caught.value.advice == "用法见：python main.py resolve --help"
