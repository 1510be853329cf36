"""A certificate proves what is true, and only that; whoever changes it is found out."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from matcher.certify import certificate, read, verdict, write
from matcher.domain import (
    Candidates,
    Certificate,
    Node,
    Options,
    Plan,
    RowPrices,
    Split,
    UnitLimit,
    UnitLoad,
)
from matcher.domain.certificate import Settled
from matcher.errors import CannotWrite, FileRefused
from matcher.solve import solve
from tests.profiles import examples
from tests.strategies import SmallMonth, candidates, demand, months, need, offer, pair


def _two_needs_one_place() -> Candidates:
    """甲 (900 points) and 乙 (600 points) want the only time of R1."""
    return candidates(
        [need("甲"), need("乙")],
        [demand("甲"), demand("乙")],
        [offer("R1")],
        [pair("甲", "R1", 900), pair("乙", "R1", 600)],
    )


def _three_needs_two_places() -> Candidates:
    """Three needs want the only times of R1 and R2: narrowing alone does not see that one is left out."""
    names = ("甲", "乙", "丙")
    return candidates(
        [need(name) for name in names],
        [demand(name) for name in names],
        [offer("R1"), offer("R2")],
        [pair(name, place) for name in names for place in ("R1", "R2")],
    )


def _certified(found: Candidates, plan: Plan | None = None) -> Certificate:
    options = Options(seconds=5.0, workers=1)
    made = plan or solve(found, (), options)
    return certificate(found, (), options, made, month="2026-06", seconds=10.0)


@pytest.fixture(scope="module")
def proof() -> Certificate:
    return _certified(_two_needs_one_place())


def test_a_best_plan_is_found_to_be_best(proof: Certificate) -> None:
    assert verdict(proof).best


def test_bounds_are_those_worked_out_by_hand(proof: Certificate) -> None:
    """One need of weight 1 can be met; the better fit is 900 points in sixtieths."""
    bounds = {level.name: level.bound for level in verdict(proof).levels}
    assert (bounds["weighted"], bounds["fit"]) == (1, 54_000)


def test_a_worse_plan_is_not_called_best(proof: Certificate) -> None:
    found = _two_needs_one_place()
    only_second = replace(found, pairs=(found.pairs[1],))
    worse = solve(only_second, (), Options(seconds=5.0, workers=1))
    judged = verdict(_certified(found, worse))
    fit = next(level for level in judged.levels if level.name == "fit")
    assert (fit.value, fit.bound, judged.best, judged.breaches) == (36_000, 54_000, False, ())


def test_a_plan_beyond_capacity_is_a_breach(proof: Certificate) -> None:
    first = proof.assignments[0]
    second = replace(first, need="乙", score=600, parts=(replace(first.parts[0], points=600),))
    both = replace(proof, assignments=(first, second))
    assert "R1 本轮容量1次，方案用了2次" in verdict(both).breaches


def test_a_value_that_is_not_the_plans_is_a_breach(proof: Certificate) -> None:
    boasting = tuple(
        replace(one, value=one.value + 1) if one.name == "fit" else one for one in proof.proofs
    )
    assert any("匹配度" in words for words in verdict(replace(proof, proofs=boasting)).breaches)


def test_a_bound_that_the_prices_do_not_prove_is_a_breach(proof: Certificate) -> None:
    unproven = tuple(replace(one, root=RowPrices((), 0), tree=()) for one in proof.proofs)
    judged = verdict(replace(proof, proofs=unproven))
    assert judged.breaches
    assert not judged.best


@pytest.mark.parametrize(
    "tree",
    [
        (Node(),),
        (Node(split=Split(0, 0)),),
        (Node(split=Split(9999, 0)), Node(prices=RowPrices((), 0)), Node(prices=RowPrices((), 0))),
        (Node(prices=RowPrices(((9999, 5),), 0)),),
        (Node(prices=RowPrices((), 0)), Node(prices=RowPrices((), 0))),
    ],
)
def test_a_tree_that_is_no_tree_is_refused_in_words(
    tree: tuple[Node, ...],
) -> None:
    proof = _certified(_three_needs_two_places())
    damaged = tuple(replace(one, root=RowPrices((), 0), tree=tree) for one in proof.proofs)
    _assert_refused_in_chinese(replace(proof, proofs=damaged))


def test_a_missing_level_is_refused_in_words(proof: Certificate) -> None:
    _assert_refused_in_chinese(replace(proof, proofs=proof.proofs[1:]))


def test_data_that_contradict_themselves_are_refused_in_words(proof: Certificate) -> None:
    found = proof.candidates
    for broken in (
        replace(found, offers=()),
        replace(found, needs=()),
        replace(found, limits=(UnitLimit("甲单位", 1),) * 2),
        replace(found, pairs=found.pairs * 2),
        replace(found, demands=found.demands[1:]),
    ):
        _assert_refused_in_chinese(replace(proof, candidates=broken))


def _assert_refused_in_chinese(damaged: Certificate) -> None:
    """Names of the data (R1) may stay; no English word may."""
    (words,) = verdict(damaged).breaches
    assert words.startswith("证明文件前后矛盾，无法复核（")
    assert re.search("[a-z]{2}", words) is None


def test_no_time_proves_less_and_claims_no_more() -> None:
    found = _three_needs_two_places()
    options = Options(seconds=5.0, workers=1)
    made = certificate(found, (), options, solve(found, (), options), month="2026-06", seconds=0.0)
    judged = verdict(made)
    assert judged.breaches == ()
    assert not judged.best


def test_what_could_not_be_counted_anew_is_said_to_rest_on_the_engine() -> None:
    found = _three_needs_two_places()
    options = Options(seconds=5.0, workers=1)
    plan = solve(found, (), options)
    judged = verdict(certificate(found, (), options, plan, month="2026-06", seconds=0.0))
    at = next(at for at, level in enumerate(judged.levels) if level.name == "weighted")
    assert judged.grounds[at].endswith("求解引擎称这一级已最好，未经复核，只凭引擎")
    assert judged.levels[at].label in judged.believed
    proven = verdict(_certified(found, plan))
    assert (proven.believed, "影子价格重算" in proven.grounds[at]) == ((), True)


def test_cases_close_a_gap_that_prices_alone_leave() -> None:
    """Three needs of two uses each share a capacity of five: the relaxation meets 2.5, a plan two."""
    names = ("甲", "乙", "丙")
    found = candidates(
        [need(name, urgency=5) for name in names],
        [demand(name) for name in names],
        [offer("R1", capacity=5)],
        [pair(name, "R1", 500, uses=2) for name in names],
    )
    made = _certified(found)
    assert verdict(made).best
    assert any(one.tree for one in made.proofs) or made.proofs[0].bound == 2


@examples(25)
@given(months())
def test_every_best_plan_can_be_certified(month: SmallMonth) -> None:
    options = replace(month.options, seconds=5.0, workers=1)
    plan = solve(month.candidates, (), options)
    made = certificate(month.candidates, (), options, plan, month="2026-06", seconds=10.0)
    judged = verdict(made)
    assert judged.breaches == ()
    assert judged.best
    told = {level.name: level.value for level in plan.levels}
    assert {level.name: level.value for level in judged.levels} == told


def _one_car_for_two_pairs() -> Candidates:
    """Each of two needs has a busy and an idle unit that are equally good: only evenness between units decides."""
    names = ("甲", "乙")
    made = candidates(
        [need(name) for name in names],
        [demand(name) for name in names],
        [offer("忙车", 2, unit="忙单位"), offer("闲车", 2, unit="闲单位")],
        [
            pair(name, car, unit=unit)
            for name in names
            for car, unit in (("忙车", "忙单位"), ("闲车", "闲单位"))
        ],
    )
    loads = (UnitLoad("忙单位", 1, 1000), UnitLoad("闲单位", 1, 0))
    return replace(made, loads=loads)


def test_steps_of_evenness_are_proven_by_the_file_alone() -> None:
    """The busy unit carries one offer of two before: five tenths. The idle one takes both needs: five tenths too."""
    judged = verdict(_certified(_one_car_for_two_pairs()))
    loads = {one.name: (one.value, one.bound) for one in judged.levels if "load" in one.name}
    assert loads["load_5"] == (0, 0)
    assert loads["load_4"] == (2, 2)
    assert judged.best


def test_what_the_levels_before_leave_no_choice_about_is_settled() -> None:
    """R2 (3) has room for one need, R1 (5) for 甲 and 丙 (2 + 3) only: all three are met in one way."""
    names = ("甲", "乙", "丙")
    uses = {"R1": (2, 4, 3), "R2": (2, 3, 2)}
    scores = {"R1": (300, 600, 500), "R2": (900, 600, 600)}
    made = candidates(
        [need(name) for name in names],
        [demand(name) for name in names],
        [offer("R1", 5), offer("R2", 3, unit="乙单位")],
        [
            pair(name, place, scores[place][at], uses[place][at], unit=unit)
            for at, name in enumerate(names)
            for place, unit in (("R1", "甲单位"), ("R2", "乙单位"))
        ],
    )
    proof = _certified(replace(made, loads=(UnitLoad("甲单位", 1, 0), UnitLoad("乙单位", 1, 500))))
    settled = next(one.settled for one in proof.proofs if one.settled is not None)
    assert (settled.level, settled.pairs) == ("fit", (0, 1, 2, 3, 4, 5))
    assert verdict(proof).best


@pytest.mark.parametrize(
    "claim",
    [
        Settled("fit", (0, 1, 2, 3), RowPrices((), 0)),
        Settled("无此级", (0, 1, 2, 3), RowPrices((), 0)),
        Settled("fit", (99,), RowPrices((), 0)),
    ],
)
def test_what_is_called_settled_and_is_not_is_refused(claim: Settled) -> None:
    found = _one_car_for_two_pairs()
    proof = _certified(found)
    first = next(at for at, one in enumerate(proof.proofs) if one.name.startswith("load"))
    boasting = replace(proof.proofs[first], settled=claim)
    proofs = (*proof.proofs[:first], boasting, *proof.proofs[first + 1 :])
    _assert_refused_in_chinese(replace(proof, proofs=proofs))


@examples(25)
@given(months())
def test_the_empty_plan_is_best_only_where_nothing_can_be_met(month: SmallMonth) -> None:
    options = replace(month.options, seconds=5.0, workers=1)
    best = solve(month.candidates, (), options)
    empty = replace(best, assignments=())
    made = certificate(month.candidates, (), options, empty, month="2026-06", seconds=10.0)
    assert verdict(made).best == (not best.assignments)


def test_a_file_reads_back_as_what_was_written(proof: Certificate, tmp_path: Path) -> None:
    assert read(write(proof, tmp_path / "证明.json")) == proof


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"version": 1}', b"[" * 5000]
)
def test_what_is_no_certificate_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "别的.json"
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        read(path)


@pytest.mark.parametrize("version", [1, 99])
def test_another_layout_is_refused(proof: Certificate, tmp_path: Path, version: int) -> None:
    path = write(replace(proof, version=version), tmp_path / "证明.json")
    with pytest.raises(FileRefused, match="版本"):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="打不开"):
        read(tmp_path / "没有.json")


def test_a_place_that_is_no_folder_cannot_be_written(proof: Certificate, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("")
    with pytest.raises(CannotWrite):
        write(proof, tmp_path / "文件" / "证明.json")


def test_checking_needs_no_solver(proof: Certificate, tmp_path: Path) -> None:
    path = write(proof, tmp_path / "证明.json")
    code = (
        "import sys; from pathlib import Path; from matcher import certify; "
        f"ok = certify.verdict(certify.read(Path({str(path)!r}))).best; "
        "sys.exit(0 if ok and not any(m.startswith('ortools') for m in sys.modules) else 1)"
    )
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0
