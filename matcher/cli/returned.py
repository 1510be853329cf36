"""Lists that came back, on the command line: compared with what a month book knows of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from matcher import pipeline
from matcher.domain import NO_CHOICES, NOTHING_LEARNT, Lists, Progress, Round, Stop
from matcher.domain.handouts import NO_RETURNS, Returned, Returns
from matcher.errors import FileRefused
from matcher.ledger import Ledger
from matcher.service.returning import all_sent


@dataclass(frozen=True, slots=True)
class Against:
    """Files as a month book would take them in.

    Attributes:
        known: The month as the book has it.
        lists: The month with the files; reports of these files alone.
        returns: What came back with them.
    """

    known: Round
    lists: Lists
    returns: Returns


def read_against(
    paths: Sequence[Path], book: Path, month: str, on_progress: Progress, stop: Stop
) -> Against:
    """What importing the files into the month of a book would make of it; the book stays as it is.

    Args:
        paths: The files.
        book: The month book.
        month: ``2026-06``.
        on_progress: Told at each file.
        stop: Asked now and then.

    Raises:
        FileRefused: There is no such book.
        Cancelled: ``stop`` said so.
    """
    if not book.is_file():
        raise FileRefused("没有这本台账", str(book), "请核对台账文件的位置")
    with Ledger.open(book) as ledger:
        round_ = ledger.load(month) or Round(month=month)
        if not paths:
            return Against(round_, round_.lists, NO_RETURNS)
        reading = pipeline.read_files(paths, round_.lists, on_progress=on_progress, stop=stop)
        draft = pipeline.draft(
            reading,
            NO_CHOICES,
            month=month,
            known=round_.lists,
            memory=NOTHING_LEARNT,
            words=round_.words,
            sent=all_sent(ledger, month, pipeline.sent_of)(reading.marks),
            planned=round_.outcome.projects if round_.outcome else (),
            stop=stop,
        )
    mine = tuple(file for file in draft.lists.files if file.file in reading.paths)
    return Against(round_, replace(draft.lists, files=mine), draft.returns)


def report(returns: Returns) -> Iterator[str]:
    """Every list that came back and every cell that differs, line by line."""
    for sheet in returns.sheets:
        yield _sheet(sheet)
        place = (sheet.file, sheet.sheet)
        for one in returns.differences:
            if (one.origin.file, one.origin.sheet) == place:
                deed = "采用交回的" if one.taken else "保留台账的"
                yield (
                    f"    {one.cell} {one.id} {one.label}（{one.kind.label}，{deed}）："
                    f"发出“{one.exported}” 交回“{one.theirs}” 台账“{one.ours}”"
                )
    if returns.sheets:
        taken = sum(one.taken for one in returns.differences)
        yield (
            f"交回的清单 {len(returns.sheets)} 张：改动 {len(returns.differences)} 处，"
            f"采用 {taken} 处，待选定 {len(returns.questions)} 处"
        )


def _sheet(sheet: Returned) -> str:
    mark = f"回收码 {sheet.batch}" if sheet.marked else f"没有回收码，按编号认作 {sheet.batch}"
    counts = [f"认出 {sheet.rows} 行", f"未改动 {sheet.untouched} 行"]
    for number, words in (
        (len(sheet.fresh), "新增"),
        (len(sheet.twice), "编号重复"),
        (len(sheet.damaged), "编号损坏"),
        (len(sheet.missing), "没有交回"),
    ):
        if number:
            counts.append(f"{words} {number} 行")
    return f"◆ 交回：{sheet.file} › {sheet.sheet}（{mark}）：{'，'.join(counts)}"
