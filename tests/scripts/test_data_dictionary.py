"""The data dictionary is what the field tables say."""

from matcher.domain import FIELDS, SheetKind
from matcher.domain.papers import PaperKind
from scripts.make_data_dictionary import TARGET, dictionary


def test_the_file_in_docs_is_up_to_date() -> None:
    written = TARGET.read_text(encoding="utf-8")

    assert written == dictionary(), "run: python scripts/make_data_dictionary.py"


def test_every_field_of_every_list_is_told() -> None:
    told = dictionary()

    assert [code for fields in FIELDS.values() for code in fields if f"`{code}`" not in told] == []
    assert [
        kind.label for kind in SheetKind if FIELDS[kind] and f"### {kind.label}" not in told
    ] == []


def test_every_paper_is_told() -> None:
    told = dictionary()

    assert [kind for kind in PaperKind if f"| `{kind.value}` | {kind.label} |" not in told] == []
