"""Settings as a file: what is written comes back, and what cannot be is named."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.domain import ConflictRule, Options, OptionSpec, option_specs
from matcher.domain.profiles import Profile, profile_from, profile_text
from matcher.errors import FileRefused


def _values(spec: OptionSpec) -> st.SearchStrategy[object]:
    if spec.is_switch:
        return st.booleans()
    if spec.is_whole:
        return st.integers(int(spec.low), int(spec.high))
    return st.floats(spec.low, spec.high)


_OPTIONS = st.fixed_dictionaries({spec.name: _values(spec) for spec in option_specs()}).map(
    lambda values: Options(**values)  # type: ignore[arg-type]  # drawn from the specs themselves
)


@given(_OPTIONS)
def test_what_is_written_comes_back(options: Options) -> None:
    assert profile_from(profile_text(Profile("甲街道", options)), "甲") == Profile(
        "甲街道", options
    )


def test_rules_come_back() -> None:
    options = Options(conflicts=(ConflictRule("甲", ("物业",), hard=True, on=False),))
    assert profile_from(profile_text(Profile("甲", options)), "甲").options == options


def test_what_a_file_does_not_name_keeps_its_default() -> None:
    text = json.dumps({"文件": "三张清单匹配设置", "设置": {"单位每轮上限": 8}})
    assert profile_from(text, "乙.settings.json") == Profile("乙", Options(unit_cap=8))


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ({"单位每轮上限": 0}, "单位每轮上限：0 不在 1–100 之内"),
        ({"单位每轮上限": "多"}, "单位每轮上限：应为整数，写的是 多"),
        ({"核对场次": 1}, "核对场次：应为 true 或 false，写的是 1"),
        ({"每轮": 3}, "没有“每轮”这项设置"),
    ],
)
def test_what_cannot_be_is_named(told: dict[str, object], fault: str) -> None:
    text = json.dumps({"文件": "三张清单匹配设置", "设置": told})
    with pytest.raises(FileRefused) as caught:
        profile_from(text, "丙.json")
    assert caught.value.where == f"丙.json › {fault}"


@pytest.mark.parametrize("text", ["", "[]", "{}", "不是", '{"文件": "别的"}'])
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(FileRefused, match="不是匹配设置文件"):
        profile_from(text, "丁.json")


@pytest.mark.parametrize(
    "rule", [{"名称": "甲"}, {"名称": "甲", "单位用词": "物业"}, {"名字": "甲"}, "甲"]
)
def test_a_rule_that_cannot_be_is_refused(rule: object) -> None:
    text = json.dumps({"文件": "三张清单匹配设置", "利益冲突规则": [rule]})
    with pytest.raises(FileRefused, match="有1处不能用"):
        profile_from(text, "戊.json")
