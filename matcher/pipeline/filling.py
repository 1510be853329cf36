"""An office's own templates, filled in; ours to start from."""

from datetime import date
from pathlib import Path

from matcher.domain import Progress, Round, Stop, never, silent
from matcher.domain.office import Office
from matcher.domain.papers import Privacy


def fill(
    template: Path,
    round_: Round,
    folder: Path,
    *,
    level: Privacy,
    day: date | None = None,
    on_progress: Progress = silent,
    stop: Stop = never,
) -> tuple[Path, ...]:
    """Fill a template; see ``export.filling.fill_template``.

    Raises:
        InputError: The template asks for what does not exist, or the round has not been matched yet.
        CannotWrite: A file could not be written.
    """
    # What writes workbooks and Word files takes a while to import; most sessions fill nothing in.
    from matcher.export.filling import fill_template  # noqa: PLC0415 - see the line above

    return fill_template(
        template, round_, folder, level=level, day=day, on_progress=on_progress, stop=stop
    )


def check(template: Path) -> None:
    """See that a template can be filled in.

    Raises:
        InputError: It cannot.
    """
    from matcher.export.filling import check_template  # noqa: PLC0415 - as in fill

    check_template(template)


def forms(folder: Path, office: Office | None = None) -> tuple[Path, ...]:
    """Write our papers as templates.

    Raises:
        CannotWrite: A file could not be written.
    """
    from matcher.export.filling import write_form_templates  # noqa: PLC0415 - as in fill

    return write_form_templates(folder, office)
