"""The month book: every month's lists, decisions and plans in one SQLite file."""

from matcher.ledger.book import READ_ONLY_ADVICE, Ledger, local_now
from matcher.ledger.trouble import why

__all__ = ["READ_ONLY_ADVICE", "Ledger", "local_now", "why"]
