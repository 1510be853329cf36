"""A round taken apart, packed, unpacked and put together is the same round."""

from dataclasses import fields, replace

import pytest

from matcher.domain import Lists, Need, Round
from matcher.ledger.parts import PART_TYPES, pack, put_together, take_apart, unpack
from tests.ledger.rounds import MONTH, filled_round


def test_every_field_of_a_round_and_of_its_lists_is_a_part() -> None:
    expected = {one.name for one in (*fields(Round), *fields(Lists))} - {"month", "lists"}

    assert set(PART_TYPES) == expected


def test_a_round_with_every_field_filled_comes_back_equal() -> None:
    round_ = filled_round()

    stored = {name: pack(value) for name, value in take_apart(round_).items()}
    parts = {name: unpack(name, one.body, packed=one.packed) for name, one in stored.items()}

    assert put_together(round_.month, parts) == round_


def test_a_part_an_older_program_did_not_know_takes_its_default() -> None:
    assert put_together(MONTH, {}) == Round(MONTH)


def test_long_parts_are_stored_smaller_than_their_text() -> None:
    needs = tuple(Need(id=f"N{at}", title="楼道灯损坏，老人夜间出行不便") for at in range(100))

    assert pack(needs).packed
    assert len(pack(needs).body) < 2000


def test_equal_parts_have_one_digest_and_different_ones_two() -> None:
    first = (Need(id="N1", title="灯"),)

    assert pack(first).digest == pack((replace(first[0]),)).digest
    assert pack(first).digest != pack((replace(first[0], title="水"),)).digest


@pytest.mark.parametrize(
    "body", [b"", b"{", b'[{"id":1}]', b'[{"id":"N","title":"t","urgency":9}]']
)
def test_a_part_that_is_not_what_it_should_be_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="needs"):
        unpack("needs", body, packed=False)


def test_a_packed_part_cut_short_is_refused() -> None:
    whole = pack(tuple(Need(id=f"N{at}", title="灯") for at in range(200)))

    with pytest.raises(ValueError, match="needs"):
        unpack("needs", whole.body[:-10], packed=True)
