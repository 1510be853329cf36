"""A Word document filled in: placeholders in paragraphs, table rows and paragraphs that repeat."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from matcher.export.filling.placeholders import (
    Problem,
    lists_in,
    names_in,
    problems_of,
    replaced,
)
from matcher.export.filling.workbook import RowsOf
from matcher.export.table import Value


def document_problems(document: Any) -> tuple[Problem, ...]:  # noqa: ANN401 - python-docx has no types
    """Everything wrong with the placeholders of a document."""
    return tuple(
        problem for where, text in _texts(document) for problem in problems_of(text, where)
    ) + tuple(_mixed_rows(document))


def document_lists(document: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    """The lists its rows and paragraphs repeat for."""
    return tuple(dict.fromkeys(name for _, text in _texts(document) for name in lists_in(text)))


def document_names(document: Any) -> frozenset[str]:  # noqa: ANN401 - as above
    """Every name its placeholders say."""
    return frozenset(name for _, text in _texts(document) for name in names_in(text))


def fill_document(document: Any, facts: Mapping[str, Value], rows_of: RowsOf) -> None:  # noqa: ANN401 - as above
    """Replace every placeholder of body, tables, headers and footers."""
    for table in document.tables:
        _fill_table(table, facts, rows_of)
    for paragraph in list(document.paragraphs):
        names = lists_in(paragraph.text)
        if names:
            _repeat_paragraph(document, paragraph, rows_of(names[0]), facts)
        else:
            _write(paragraph, facts)
    for part in _edges(document):
        for paragraph in part.paragraphs:
            _write(paragraph, facts)


def _edges(document: Any) -> Iterator[Any]:  # noqa: ANN401 - as above
    for section in document.sections:
        yield from (section.header, section.footer)


def _texts(document: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    """(Place, text) of everything that may hold placeholders."""
    for number, paragraph in enumerate(document.paragraphs, 1):
        yield f"第{number}段", paragraph.text
    for number, table in enumerate(document.tables, 1):
        for line, row in enumerate(table.rows, 1):
            for at, cell in enumerate(row.cells, 1):
                yield f"第{number}个表格 › 第{line}行第{at}格", cell.text
    for part in _edges(document):
        for paragraph in part.paragraphs:
            yield "页眉或页脚", paragraph.text


def _mixed_rows(document: Any) -> Iterator[Problem]:  # noqa: ANN401 - as above
    for number, table in enumerate(document.tables, 1):
        for line, row in enumerate(table.rows, 1):
            names = {name for cell in row.cells for name in lists_in(cell.text)}
            if len(names) > 1:
                words = f"同一行里用了{'、'.join(sorted(names))}，一行只能重复一种清单"
                yield Problem(f"第{number}个表格 › 第{line}行", words)


def _fill_table(table: Table, facts: Mapping[str, Value], rows_of: RowsOf) -> None:
    for row in list(table.rows):
        names = [name for cell in row.cells for name in lists_in(cell.text)]
        if not names:
            _write_row(row, facts)
            continue
        pattern = copy.deepcopy(_element(row))
        rows = rows_of(names[0]) or [{}]
        _write_row(row, {**facts, **rows[0]})
        last = _element(row)
        for values in rows[1:]:
            element = copy.deepcopy(pattern)
            last.addnext(element)
            last = element
            _write_row(_Row(element, table), {**facts, **values})


def _write_row(row: Any, values: Mapping[str, Value]) -> None:  # noqa: ANN401 - as above
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            _write(paragraph, values)


def _repeat_paragraph(
    document: Any,  # noqa: ANN401 - as above
    paragraph: Paragraph,
    rows: list[dict[str, Value]],
    facts: Mapping[str, Value],
) -> None:
    pattern = copy.deepcopy(_element(paragraph))
    _write(paragraph, {**facts, **(rows[0] if rows else {})})
    last = _element(paragraph)
    for values in rows[1:]:
        element = copy.deepcopy(pattern)
        last.addnext(element)
        last = element
        _write(Paragraph(element, document), {**facts, **values})


def _element(item: Any) -> Any:  # noqa: ANN401 - as above
    return item._element  # noqa: SLF001 - python-docx has no public name for it


def _write(paragraph: Paragraph, values: Mapping[str, Value]) -> None:
    """Replace across runs: a placeholder typed in pieces takes the look of its first piece."""
    if "{{" not in paragraph.text:
        return
    runs = paragraph.runs
    for run in runs:
        if "{{" in run.text and run.text.count("{{") == run.text.count("}}"):
            run.text = replaced(run.text, values)
    if "{{" in "".join(run.text for run in runs):
        whole = replaced("".join(run.text for run in runs), values)
        runs[0].text = whole
        for run in runs[1:]:
            run.text = ""
