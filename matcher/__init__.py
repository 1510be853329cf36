"""The core of the three-lists matcher: lists in, proven plan, reasons and documents out. Free of Qt."""
