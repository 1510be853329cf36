"""An office's own workbooks and Word files filled in: named placeholders, rows that repeat, no code in them."""

from matcher.export.filling.samples import write_form_templates
from matcher.export.filling.writing import check_template, fill_template

__all__ = ["check_template", "fill_template", "write_form_templates"]
