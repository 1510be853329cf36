"""Tables: columns as data, one model with its own sort order and filter, one view, one panel around it."""

from ui.tables.column import Column, words_key
from ui.tables.model import TableModel
from ui.tables.panel import Empty, TablePanel
from ui.tables.view import TableView

__all__ = ["Column", "Empty", "TableModel", "TablePanel", "TableView", "words_key"]
