"""People who cannot leave home."""

from tests.candidates.build import a_need, a_resource, paired


def test_who_cannot_leave_home_is_better_served_at_home() -> None:
    need = a_need(title="行动不便老人需要理发")
    at_home = paired(need, a_resource(1, title="义务理发，可上门"))
    in_shop = paired(need, a_resource(2, title="义务理发，到店免费"))
    assert at_home.score > in_shop.score
    assert any(part.name == "reach" and part.points < 0 for part in in_shop.parts)


def test_others_may_come_to_the_shop() -> None:
    pair = paired(a_need(title="居民需要理发"), a_resource(title="义务理发，到店免费"))
    assert all(part.name != "reach" for part in pair.parts)
