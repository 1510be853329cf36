"""The lists beside the lexicon: changed by the office, read back from their sheets."""

from matcher.domain import ListWord, SheetKind, VocabularyChanges, WordList
from matcher.intake.amounts import amount_of
from matcher.vocabulary import in_force, load
from matcher.vocabulary.headers import headers_with, load_headers, take_apart
from matcher.vocabulary.lists import shipped_list_words
from matcher.vocabulary.sheets import HEADERS, list_lines, understood_lists

WALKER = ListWord(WordList.SPECIFICS, "轮椅<康复辅具", "代步椅")
HEADER_LINE = (1, dict(enumerate(HEADERS, start=1)))


def changed(*lists: ListWord) -> VocabularyChanges:
    return VocabularyChanges.of((), lists)


def read(name: str, *rows: tuple[str, str, str]) -> tuple[tuple[ListWord, ...], list[str]]:
    lines = [(at, dict(enumerate(row, start=1))) for at, row in enumerate(rows, start=2)]
    kept, _, issues = understood_lists("词库.xlsx", [(name, [HEADER_LINE, *lines])], ())
    return kept, [issue.code for issue in issues]


def test_another_word_for_a_specific_thing_keeps_it_apart_from_others() -> None:
    before, after = load().specifics, in_force(changed(WALKER)).specifics
    assert before.named("想要代步椅") == frozenset()
    assert after.named("想要代步椅") == {"轮椅"}
    assert after.clash(after.named("想要代步椅"), after.named("赠血糖仪"))


def test_a_new_specific_thing_stands_under_one_that_is_known() -> None:
    own = in_force(changed(ListWord(WordList.SPECIFICS, "制氧机<捐赠物品", "制氧机"))).specifics
    assert own.clash(own.named("制氧机"), own.named("轮椅"))
    assert not own.clash(own.named("制氧机"), own.named("爱心物资"))


def test_a_word_switched_off_says_nothing() -> None:
    off = ListWord(WordList.SPECIFICS, "轮椅<康复辅具", "轮椅", used=False)
    assert in_force(changed(off)).specifics.named("轮椅") == frozenset()


def test_population_words_and_negations() -> None:
    own = in_force(
        changed(
            ListWord(WordList.GROUPS, "独居老人", "独门独户的老人家"),
            ListWord(WordList.NEGATIONS, "", "犯不着"),
        )
    )
    assert "独居老人" not in load().groups_in("独门独户的老人家")
    assert "独居老人" in own.groups_in("独门独户的老人家")
    assert load().hits("犯不着装路灯")
    assert own.hits("犯不着装路灯") == ()


def test_header_words_count_while_lists_are_read_and_not_afterwards() -> None:
    own = ListWord(WordList.HEADERS, "需求清单/所属社区", "哪个院子")
    header = take_apart("哪个院子")
    kind = SheetKind.NEEDS.value
    with headers_with((own,)):
        assert load_headers().guesses(kind, header)[0].field == "community"
    assert "community" not in {guess.field for guess in load_headers().guesses(kind, header)}


def test_a_counting_word_is_read_while_lists_are_read_and_counts_as_its_owner_says() -> None:
    own = ListWord(WordList.MEASURES, "物品", "挂")
    before = amount_of("3挂")
    with headers_with((own,)):
        read_now = amount_of("3挂")
    assert before is not None
    assert read_now is not None
    assert (before.measure, read_now.measure) == ("", "挂")
    assert amount_of("3挂") == before
    assert "挂" not in load().measures.things
    assert "挂" in in_force(changed(own)).measures.things


def test_a_counting_word_may_change_its_owner() -> None:
    moved = (
        ListWord(WordList.MEASURES, "其他", "车", used=False),
        ListWord(WordList.MEASURES, "物品", "车"),
    )
    own = in_force(changed(*moved)).measures
    assert "车" in own.things
    off = in_force(changed(moved[0])).measures
    assert "车" not in off.words


def test_what_is_written_out_changes_nothing_when_read_back() -> None:
    sheets = []
    for table in WordList:
        lines = [
            (at, dict(enumerate(line, start=1)))
            for at, line in enumerate(list_lines(VocabularyChanges(), table), start=2)
        ]
        sheets.append((table.label, [HEADER_LINE, *lines]))
    assert understood_lists("词库.xlsx", sheets, ()) == ((), (), ())
    assert sum(len(lines) - 1 for _, lines in sheets) == len(shipped_list_words())


def test_a_line_of_a_sheet_adds_a_word() -> None:
    assert read("具体事项", ("轮椅", "代步椅", "")) == ((WALKER,), [])


def test_lines_that_cannot_be_used_are_told_and_left_out() -> None:
    kept, codes = read(
        "人群词", ("火星人", "火星", "是"), ("老年人", "", "是"), ("老年人", "老寿星", "也许")
    )
    assert read("量词", ("小东西", "挂", "是")) == ((), ["list-word-unusable"])
    assert kept == ()
    assert codes == ["list-word-unusable"] * 3


def test_a_word_names_one_thing_only() -> None:
    kept, codes = read("具体事项", ("血糖仪血压计<捐赠物品", "轮椅", "是"))
    assert (kept, codes) == ((), ["list-word-twice"])


def test_a_word_may_move_when_its_old_line_is_switched_off() -> None:
    kept, codes = read(
        "具体事项", ("轮椅<康复辅具", "轮椅", "否"), ("助行器<康复辅具", "轮椅", "是")
    )
    assert codes == []
    assert in_force(changed(*kept)).specifics.named("轮椅") == {"助行器"}
