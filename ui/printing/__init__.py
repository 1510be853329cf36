"""Papers drawn on pages: laid out once, then shown, printed or saved as PDF."""

from ui.printing.pages import paginated
from ui.printing.pdf import save_pdf
from ui.printing.preview import PrintPreview

__all__ = ["PrintPreview", "paginated", "save_pdf"]
