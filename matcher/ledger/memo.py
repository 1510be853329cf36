"""What was stored or read a moment ago, so that unchanged parts are neither packed nor unpacked again."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

_KEPT_PER_NAME = 4


class PartMemo:
    """The latest values of each part by name, with their numbers in the book."""

    def __init__(self) -> None:
        self._values: dict[str, OrderedDict[int, object]] = {}

    def note(self, name: str, part: int, value: object) -> None:
        """This value is stored under this number."""
        values = self._values.setdefault(name, OrderedDict())
        values[part] = value
        values.move_to_end(part)
        if len(values) > _KEPT_PER_NAME:
            values.popitem(last=False)

    def id_of(self, name: str, value: object) -> int | None:
        """The number of this very object; ``None`` when it is not known (equal ones do not count)."""
        for part, known in self._values.get(name, {}).items():
            if known is value:
                return part
        return None

    def value_of(self, name: str, part: int) -> object | None:
        """The value of this number; ``None`` when it is not known any more or is ``None`` itself."""
        values = self._values.get(name)
        return None if values is None else values.get(part)

    @contextmanager
    def undone_on_error(self) -> Iterator[None]:
        """Forget everything when the block raises: what it noted was rolled back."""
        try:
            yield
        except BaseException:
            self._values.clear()
            raise
