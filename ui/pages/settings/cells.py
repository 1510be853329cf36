"""What stands in a cell of the small tables of the settings."""

from PySide6.QtWidgets import QTableWidget


def cell_text(table: QTableWidget, row: int, column: int) -> str:
    """The words of a cell without blanks around; empty where there is no cell."""
    item = table.item(row, column)
    return item.text().strip() if item else ""
