"""The page of options says what the options say."""

from matcher.candidates.rules import RULES, WORDS
from matcher.domain import option_specs
from scripts import options_doc


def test_the_page_is_up_to_date() -> None:
    """Otherwise: ``python -m scripts.options_doc``."""
    assert options_doc.FILE.read_text(encoding="utf-8") == options_doc.text()


def test_every_rule_about_single_pairs_has_words_for_users() -> None:
    assert set(WORDS) == {rule.__name__ for _, rule in RULES}


def test_every_option_is_told() -> None:
    page = options_doc.text()
    assert all(f"| {spec.label} |" in page and spec.description in page for spec in option_specs())
