"""Settings with a name, as a file an office can keep, hand on and read in a text editor."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from matcher.domain.conflicts import ConflictRule
from matcher.domain.options import Options, OptionSpec, option_specs
from matcher.errors import CannotWrite, FileRefused

SUFFIX = ".settings.json"
_LARGEST = 1_000_000
"""Bytes; a settings file has a few thousand."""
_KIND = "三张清单匹配设置"
_ADVICE = "请改正后重新载入，或在设置页重新保存一份"
_RULE_LABELS = {
    "name": "名称",
    "units": "单位用词",
    "needs": "需求用词",
    "categories": "需求类别",
    "hard": "必须回避",
    "on": "启用",
    "advice": "提醒",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """How lists are matched, under a name.

    Attributes:
        name: As the user calls it, never empty.
        options: The settings.
    """

    name: str
    options: Options


def profile_text(profile: Profile) -> str:
    """The text of a profile file: every option by its label, so that it can be read without the program."""
    told = {spec.label: getattr(profile.options, spec.name) for spec in option_specs()}
    rules = [
        {label: _plain(getattr(rule, code)) for code, label in _RULE_LABELS.items()}
        for rule in profile.options.conflicts
    ]
    whole = {"文件": _KIND, "名称": profile.name, "设置": told, "利益冲突规则": rules}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def profile_from(text: str, file: str) -> Profile:
    """The profile a file's text says; options it does not name keep their default.

    Args:
        text: What stands in the file.
        file: Its name, for messages.

    Raises:
        FileRefused: It is no profile, or something in it cannot be; everything wrong is named at once.
    """
    try:
        whole = json.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise FileRefused(
            "这个文件不是匹配设置文件", file, "请选择在设置页保存的设置文件"
        ) from error
    if not isinstance(whole, dict) or whole.get("文件") != _KIND:
        raise FileRefused("这个文件不是匹配设置文件", file, "请选择在设置页保存的设置文件")
    faults: list[str] = []
    values = _options(whole.get("设置", {}), faults)
    if "利益冲突规则" in whole:
        values["conflicts"] = tuple(_rules(whole["利益冲突规则"], faults))
    if faults:
        raise FileRefused(
            f"设置文件里有{len(faults)}处不能用", f"{file} › {'；'.join(faults)}", _ADVICE
        )
    name = str(whole.get("名称") or "").strip() or file.removesuffix(SUFFIX)
    return Profile(name, Options(**values))


def _options(told: object, faults: list[str]) -> dict[str, Any]:
    if not isinstance(told, Mapping):
        faults.append("“设置”一段写得不对")
        return {}
    by_label = {spec.label: spec for spec in option_specs()}
    values: dict[str, Any] = {}
    for label, value in told.items():
        spec = by_label.get(label)
        if spec is None:
            faults.append(f"没有“{label}”这项设置")
        elif fault := _fault(spec, value):
            faults.append(f"{label}：{fault}")
        else:
            values[spec.name] = value if spec.is_whole else float(value)
    return values


def _fault(spec: OptionSpec, value: object) -> str:
    """What is wrong with a value, or empty."""
    if spec.is_switch:
        return "" if isinstance(value, bool) else f"应为 true 或 false，写的是 {value}"
    kinds = (int,) if spec.is_whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds):
        return f"应为{'数字' if float in kinds else '整数'}，写的是 {value}"
    if not spec.low <= value <= spec.high:
        return f"{value} 不在 {spec.low:g}–{spec.high:g} 之内"
    return ""


def _rules(told: object, faults: list[str]) -> Iterator[ConflictRule]:
    if not isinstance(told, list):
        faults.append("“利益冲突规则”应为一列规则")
        return
    types = {item.name: item.type for item in fields(ConflictRule)}
    for number, one in enumerate(told, start=1):
        where = f"利益冲突规则第{number}条"
        if not isinstance(one, Mapping):
            faults.append(f"{where}写得不对")
            continue
        unknown = [str(label) for label in one if label not in _RULE_LABELS.values()]
        if unknown:
            faults.append(f"{where}没有“{'、'.join(unknown)}”这一栏")
            continue
        wrong = [
            label
            for code, label in _RULE_LABELS.items()
            if label in one and not _fits(one[label], types[code])
        ]
        if wrong:
            faults.append(f"{where}的“{'、'.join(wrong)}”写得不对")
            continue
        try:
            yield ConflictRule(**_given(one))
        except (ValueError, TypeError):
            faults.append(f"{where}要写名称和至少一个单位用词")


def _fits(value: object, kind: object) -> bool:
    if kind is bool:
        return isinstance(value, bool)
    if kind is str:
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _given(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        code: tuple(one[label]) if isinstance(one[label], list) else one[label]
        for code, label in _RULE_LABELS.items()
        if label in one
    }


def write_profile(path: Path, profile: Profile) -> None:
    """Write a profile.

    Raises:
        CannotWrite: The file cannot be written.
    """
    try:
        path.write_text(profile_text(profile), encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            "设置文件写不进去", str(path), "请换一个文件夹，或检查磁盘空间和权限"
        ) from error


def read_profile(path: Path) -> Profile:
    """Read a profile.

    Raises:
        FileRefused: It cannot be read, or is no profile.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FileRefused("这个文件不是匹配设置文件", path.name, "请选择在设置页保存的设置文件")
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise FileRefused("设置文件打不开", str(path), "请检查文件是否还在、是否有权限") from error
    except UnicodeDecodeError as error:
        raise FileRefused(
            "这个文件不是匹配设置文件", path.name, "请选择在设置页保存的设置文件"
        ) from error
    return profile_from(text, path.name)
