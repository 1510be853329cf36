"""The month book: every month's lists, decisions and plans in one SQLite file."""

from matcher.ledger.book import Ledger, local_now
from matcher.ledger.history import HistoryEntry, Place

__all__ = ["HistoryEntry", "Ledger", "Place", "local_now"]
