"""Whatever the sheet: every row is imported, merged or skipped with its reason, and nothing breaks."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from matcher.intake import as_json
from matcher.sheets.book import Value
from tests.intake.building import book, read, sheet
from tests.profiles import examples

WORDS = st.sampled_from(
    ["序号", "需求名称", "社区", "资源单位", "资源名称", "联系电话", "认领单位", "合计", "小计", "同上", "/", "无", "路灯不亮",
     "西站社区", "区医院", "义诊", "13800000001", "填报人：", "备注：甲", "每周三下午", "3万元", "单位", "台", "示例", "①", " ",
     "530102195001011234", "XQ-202606-西站-001", "2026年6月", "\u200b", "约50人"]
)  # fmt: skip
VALUES = st.one_of(
    st.none(), WORDS, st.integers(-5, 60_000), st.floats(0, 1e18), st.text(max_size=6), st.dates()
)
LINES = st.lists(st.lists(VALUES, max_size=6), max_size=12)
MERGES = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 6), st.integers(0, 3), st.integers(0, 4)).map(
        lambda area: (area[0], area[1], area[0] + area[2], area[1] + area[3])
    ),
    max_size=3,
)


@examples(150)
@given(LINES, MERGES)
def test_any_sheet_is_accounted_for(
    lines: list[list[object]], merges: list[tuple[int, int, int, int]]
) -> None:
    lists = read(book(sheet(lines, merges=merges)))  # type: ignore[arg-type]  # drawn values
    for report in lists.files[0].sheets:
        assert all(row.reason for row in report.skipped)
        assert report.rows_read <= len([line for line in lines if line])
    as_json(lists)


HEAD: list[Value] = ["序号", "社区", "需求名称", "联系电话"]
FURNITURE: st.SearchStrategy[list[Value]] = st.sampled_from(
    [["合计", "", "2项"], list(HEAD), ["小 计"], [None, " "], [7]]
)
RECORD = st.tuples(
    st.integers(1, 99),
    st.sampled_from(["西站社区", "东站社区"]),
    st.text("路灯座椅停车", min_size=2, max_size=6),
)
RECORDS = st.lists(RECORD, max_size=10)


@examples(60)
@given(RECORDS, st.lists(FURNITURE, max_size=4), st.randoms(use_true_random=False))
def test_records_are_found_among_totals_and_repeated_headers(
    records: list[tuple[int, str, str]], furniture: list[list[Value]], random: Random
) -> None:
    rows: list[list[Value]] = [
        [number, community, title, "13800000001"] for number, community, title in records
    ]
    rows += furniture
    random.shuffle(rows)
    lists = read(book(sheet([["需求清单"], HEAD, *rows])))
    kept = {(need.community, need.title) for need in lists.needs}
    assert kept == {(community, title) for _, community, title in records}
    assert lists.files[0].sheets[0].rows_imported == len(kept)


@examples(40)
@given(LINES)
def test_reading_again_gives_the_same(lines: list[list[object]]) -> None:
    one = book(sheet(lines))  # type: ignore[arg-type]  # drawn values
    once = read(one)
    assert read(one, known=once) == once
