"""The settings page on its own: every option has its field, rules can be edited, settings kept in a file."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from matcher.domain import DEFAULT_CONFLICTS, Fund, Options, ProjectKind, option_specs
from tests.ui import example
from tests.ui.fake_client import FakeClient
from ui.pages.settings import SettingsPage
from ui.pages.settings.funds import NO_FUNDS, funds_words
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
    assert page.funds.text() == NO_FUNDS
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
