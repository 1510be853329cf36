"""A template filled in for a month: checked first, then one file, or one for each unit or community."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any

from matcher.domain import Progress, Round, Stop, never, silent
from matcher.domain.papers import Privacy
from matcher.errors import InputError
from matcher.export.files import place
from matcher.export.filling.document import (
    document_lists,
    document_names,
    document_problems,
    fill_document,
)
from matcher.export.filling.names import (
    SUBJECT,
    fact_values,
    is_divided,
    row_values,
    subjects_of,
)
from matcher.export.filling.opening import content_of, document_of, suffix_of, workbook_of
from matcher.export.filling.placeholders import Problem
from matcher.export.filling.workbook import (
    fill_workbook,
    workbook_lists,
    workbook_names,
    workbook_problems,
)
from matcher.export.look import fonts_of
from matcher.export.papers.material import Material
from matcher.export.result import MAKER, matched
from matcher.export.seen import seen
from matcher.export.texts import file_stem

_MOST_TOLD = 30


class BadTemplate(InputError):
    """A template with placeholders that mean nothing; every one is named."""


def fill_template(
    template: Path,
    round_: Round,
    folder: Path,
    *,
    level: Privacy = Privacy.PUBLIC,
    day: date | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> tuple[Path, ...]:
    """Fill a template with the month; the template itself is not touched.

    Args:
        template: ``.xlsx`` or ``.docx``.
        round_: With an outcome.
        folder: Made when missing; nothing there is overwritten.
        level: For whose eyes; whatever the template asks, nothing more is seen.
        day: Date on the paper; ``None`` = left to be written by hand.
        on_progress: Told file by file.
        stop: Asked before each file; what was written stays.

    Raises:
        BadTemplate: Placeholders mean nothing; nothing is written.
        FileRefused: It cannot be read.
        CannotWrite: A file could not be written.
        InputError: The round has not been matched yet.
    """
    outcome = matched(round_)
    suffix, content = suffix_of(template), content_of(template)
    form = _Form(template, content, suffix)
    form.check()
    shown = seen(round_, level)
    material = Material(
        shown, shown.outcome or outcome, level, round_.office, day, None, fonts_of(round_.office)
    )
    subjects = subjects_of([name for name in form.lists if is_divided(name)], material)
    paths: list[Path] = []
    for done, subject in enumerate(subjects):
        if stop():
            break
        on_progress(f"正在填写{subject}{template.stem}", done, len(subjects))
        name = "-".join(part for part in (material.month, template.stem, subject) if part)
        write = partial(form.write, material, subject)
        path, _, _ = place(write, folder, f"{file_stem(name)}{suffix}")
        paths.append(path)
    on_progress("已写好", len(subjects), len(subjects))
    return tuple(paths)


def check_template(template: Path) -> None:
    """See that a template can be filled in, before any work is spent on the month.

    Raises:
        BadTemplate: Placeholders mean nothing.
        FileRefused: It cannot be read.
    """
    suffix, content = suffix_of(template), content_of(template)
    _Form(template, content, suffix).check()


class _Form:
    """A template that was opened; opened anew for every file."""

    def __init__(self, path: Path, content: bytes, suffix: str) -> None:
        self._path = path
        self._content = content
        self._words = suffix == ".docx"
        made = self._open()
        self._problems = (document_problems if self._words else workbook_problems)(made)
        self.lists = (document_lists if self._words else workbook_lists)(made)
        self._names = (document_names if self._words else workbook_names)(made)

    def _open(self) -> Any:  # noqa: ANN401 - neither library has types
        return (document_of if self._words else workbook_of)(self._content, self._path)

    def check(self) -> None:
        """See that everything asked for is known.

        Raises:
            BadTemplate: It is not.
        """
        problems = list(self._problems)
        divided = [name for name in self.lists if is_divided(name)]
        if len(divided) > 1:
            words = "“派单”按单位、“回告”按社区分开，不能放在同一个模板里"
            problems.append(Problem("整个模板", words))
        if SUBJECT in self._names and not divided:
            words = f"{{{{{SUBJECT}}}}} 只能和“派单”或“回告”一起用"
            problems.append(Problem("整个模板", words))
        if not self._names and not problems:
            problems.append(Problem("整个模板", "没有一个占位符，例如 {{月份}}"))
        if problems:
            told = [f"{one.where}：{one.words}" for one in problems[:_MOST_TOLD]]
            more = [f"……共 {len(problems)} 处"] if len(problems) > _MOST_TOLD else []
            raise BadTemplate(
                f"模板里有 {len(problems)} 处占位符不能用，没有生成",
                self._path.name,
                "\n".join(["请改好下面各处再用", *told, *more]),
            )

    def write(self, material: Material, subject: str, stream: IO[bytes]) -> None:
        """Fill it in for one unit or community."""
        made = self._open()
        facts = fact_values(material, subject)
        rows_of = partial(_rows, material, subject)
        if self._words:
            fill_document(made, facts, rows_of)
            core = made.core_properties
            core.author = core.last_modified_by = "" if material.public else MAKER
            core.comments = ""
        else:
            fill_workbook(made, facts, rows_of, public=material.public)
            made.properties.creator = None if material.public else MAKER
            made.properties.lastModifiedBy = made.properties.creator
            made.properties.description = None
        made.save(stream)


def _rows(material: Material, subject: str, name: str) -> list[dict[str, Any]]:
    return row_values(name, material, subject)
