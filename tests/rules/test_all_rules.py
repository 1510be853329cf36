"""What holds for the list of rules as a whole."""

from matcher.rules import RULES, Heading


def test_every_rule_has_words_for_users() -> None:
    for rule in RULES:
        assert any("一" <= letter <= "鿿" for letter in rule.words), rule.name


def test_the_headings_stand_in_order() -> None:
    order = [list(Heading).index(rule.heading) for rule in RULES]
    assert order == sorted(order)


def test_no_rule_is_listed_twice() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
