"""The window. It enters the core by four doors: ``domain``, ``errors``, ``pipeline``, ``service``."""
