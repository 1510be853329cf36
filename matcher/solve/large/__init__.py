"""Large months: arrays instead of rows, bounds by column pricing, improvement by exact pieces."""
