"""How much of the limits a file has used."""

from matcher.errors import FileRefused
from matcher.sheets.limits import Limits


class Settled(FileRefused):
    """A refusal no other reader would change: too large, locked."""


class Budget:
    """Counts what a file holds and refuses it when it is too much."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self.cells = 0
        self.characters = 0

    def count(self, text: str) -> None:
        """One more cell that holds something.

        Raises:
            Settled: Too many cells or characters.
        """
        self.cells += 1
        self.characters += len(text)
        if self.characters > self.limits.characters:
            raise self.too_large(f"文字超过 {self.limits.characters} 个字")
        if self.cells > self.limits.cells:
            raise self.too_large(f"有内容的单元格超过 {self.limits.cells} 个")

    def reset(self) -> None:
        """Begin again."""
        self.cells = self.characters = 0

    def too_large(self, what: str) -> Settled:
        """The refusal of a file that holds too much."""
        return Settled(
            f"文件内容太多：{what}", self.file, "请只保留要用的清单，或分成几个文件再导入"
        )
