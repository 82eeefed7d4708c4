"""The result of a meeting."""
