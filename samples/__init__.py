"""The sample months: invented data, the hands that wrote it down, and the truth about both."""
