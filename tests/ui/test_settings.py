"""The settings page on its own: every option has its field, rules can be edited, settings kept in a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QTableWidgetItem

from matcher.domain import DEFAULT_CONFLICTS, Fund, Options, Origin, ProjectKind, option_specs
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.pages.settings import SettingsPage
from ui.pages.settings.funds import NO_FUNDS, NotMoney, funds_words, yuan_of
from ui.preferences import Preferences
from ui.session import State


@pytest.fixture
def page(preferences: Preferences) -> SettingsPage:
    made = SettingsPage(preferences)
    made.show_state(State(view=FakeClient(example.round_()).view()))
    return made


def test_every_option_has_a_field_that_shows_its_value(page: SettingsPage) -> None:
    assert set(page.fields) == {spec.name for spec in option_specs()}
    assert page.chosen() == Options()


def test_a_switch_turned_off_is_an_option_changed(page: SettingsPage) -> None:
    page.fields["timetable"].setValue(False)
    assert page.chosen() == Options(timetable=False)
    assert page.apply_button.isEnabled()


def test_a_rule_made_strict_is_kept_with_its_words(page: SettingsPage) -> None:
    strict = replace(DEFAULT_CONFLICTS[1], hard=True)
    rules = (DEFAULT_CONFLICTS[0], strict, *DEFAULT_CONFLICTS[2:])
    page.conflicts.show_rules(rules)
    assert page.chosen().conflicts == rules


def test_a_rule_without_a_name_holds_back_saving_and_says_which(page: SettingsPage) -> None:
    page.conflicts.add_button.click()
    assert not page.apply_button.isEnabled()
    assert page.apply_button.toolTip() == "利益冲突规则第6行要写名称和单位用词"


def test_settings_kept_in_a_file_come_back(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "甲街道.settings.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    page.fields["unit_cap"].setValue(7)
    page.conflicts.show_rules(DEFAULT_CONFLICTS[:2])
    page.keep_button.click()
    page.reset_button.click()
    assert page.chosen() == Options()
    page.load_button.click()
    assert page.chosen() == Options(unit_cap=7, conflicts=DEFAULT_CONFLICTS[:2])
    assert page.profile.text() == "已载入“甲街道”，点“保存设置”后生效"


def test_a_file_that_is_none_is_told_and_changes_nothing(
    page: SettingsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "说明.txt"
    file.write_text("不是设置", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    told: list[tuple[str, str]] = []
    page.failed.connect(lambda failure: told.append((failure.kind, failure.where)))
    page.load_button.click()
    assert told == [("FileRefused", "说明.txt")]
    assert page.chosen() == Options()


def test_the_months_funds_are_told(page: SettingsPage) -> None:
    assert page.funds.told.text() == NO_FUNDS
    fund = Fund(
        "民生微实事",
        "西站社区",
        yearly_yuan=2_000_000,
        used_yuan=355_000,
        caps=((ProjectKind.SERVICE, 500_000),),
        year=2026,
    )
    assert funds_words([fund]) == (
        "西站社区　民生微实事（2026年度）：额度200万元，已用35.5万元，余164.5万元，服务类单项至多50万元"
    )


_STREET = Fund("为民服务资金", yearly_yuan=300_000, origin=Origin("经费.xlsx", "经费清单", 4))


def _typed(page: SettingsPage, row: int, *texts: str) -> None:
    for column, text in enumerate(texts):
        page.funds.table.setItem(row, column, QTableWidgetItem(text))


def _with_funds(page: SettingsPage, *funds: Fund) -> None:
    round_ = example.round_()
    lists = replace(round_.lists, funds=funds)
    page.show_state(State(view=FakeClient(replace(round_, lists=lists)).view()))


def test_a_fund_typed_in_is_handed_on_beside_those_that_stay_as_they_are(
    page: SettingsPage,
) -> None:
    _with_funds(page, _STREET)
    told: list[tuple[Fund, ...]] = []
    page.funds_changed.connect(told.append)
    page.funds.add_button.click()
    _typed(page, 1, "微实事", "西站社区", "2026", "30", "5000元", "", "2.5", "")
    page.funds.save_button.click()
    typed = Fund(
        "微实事",
        "西站社区",
        yearly_yuan=300_000,
        used_yuan=5000,
        caps=((ProjectKind.SERVICE, 25_000),),
        year=2026,
    )
    assert told == [(_STREET, typed)]


def test_a_fund_that_was_changed_is_no_longer_the_row_of_the_file(page: SettingsPage) -> None:
    _with_funds(page, _STREET)
    assert not page.funds.save_button.isEnabled()
    _typed(page, 0, "为民服务资金", "", "", "40", "0")
    assert page.funds.funds() == (replace(_STREET, yearly_yuan=400_000, origin=None),)
    page.funds.back_button.click()
    assert page.funds.funds() == (_STREET,)


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (("", "东社区"), "经费第1行没有写资金名称"),
        (("甲", "", "去年"), "经费第1行年度“去年”看不懂，请写成2026 这样的年份"),
        (("甲", "", "26"), "经费第1行年度“26”不对，请写成 2026 这样的年份"),
        (
            ("甲", "", "", "很多"),
            "经费第1行年度额度“很多”看不懂，请写成30（万元）或 5000元，至少0",
        ),
        (
            ("甲", "", "", "", "-1"),
            "经费第1行已使用“-1”看不懂，请写成30（万元）或 5000元，至少0",
        ),
        (
            ("甲", "", "", "", "", "0"),
            "经费第1行的单项上限不能是0；不设上限请留空",
        ),
    ],
)
def test_what_is_wrong_with_a_fund_is_said_and_nothing_is_saved(
    page: SettingsPage, texts: tuple[str, ...], fault: str
) -> None:
    page.funds.add_button.click()
    _typed(page, 0, *texts)
    assert page.funds.wrong.text() == page.funds.save_button.toolTip() == fault
    assert not page.funds.save_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("30", 300_000), ("0.05", 500), ("5000元", 5000), ("1,000 元", 1000), ("3万", 30_000)],
)
def test_a_bare_number_counts_ten_thousands(text: str, yuan: int) -> None:
    assert yuan_of(text) == yuan
    assert yuan_of("") is None


@pytest.mark.parametrize("text", ["0.5元", "-3", "nan", "三万"])
def test_what_is_no_whole_sum_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        yuan_of(text)
