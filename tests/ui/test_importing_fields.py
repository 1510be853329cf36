"""Every field the importer knows has a name the assistant can show, and no other."""

import json
from pathlib import Path

import pytest

from matcher.domain import FIELDS, SheetKind, field_label

_HEADERS = Path("matcher/vocabulary/data/headers.json")


@pytest.mark.parametrize("kind", [kind for kind in SheetKind if kind is not SheetKind.OTHER])
def test_the_fields_of_a_kind_are_those_its_headers_can_mean(kind: SheetKind) -> None:
    aliases = json.loads(_HEADERS.read_text(encoding="utf-8"))["aliases"]
    wanted = set(aliases[kind.value])
    if kind is SheetKind.COMBINED:
        wanted |= set(aliases["needs"])
    assert set(FIELDS[kind]) == wanted


@pytest.mark.parametrize("kind", list(SheetKind))
def test_no_two_fields_of_a_kind_have_the_same_name(kind: SheetKind) -> None:
    assert len(set(FIELDS[kind].values())) == len(FIELDS[kind])


def test_a_field_is_called_what_its_list_calls_it() -> None:
    assert field_label(SheetKind.NEEDS, "title") == "需求名称"
    assert field_label(SheetKind.RESOURCES, "title") == "资源名称"
    assert field_label(SheetKind.COMBINED, "lead_unit") == "认领单位"
