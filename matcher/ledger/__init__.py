"""The month book: every month's lists, decisions and plans in one SQLite file."""

from matcher.domain.trouble import why
from matcher.ledger.book import READ_ONLY_ADVICE, Ledger, local_now

__all__ = ["READ_ONLY_ADVICE", "Ledger", "local_now", "why"]
