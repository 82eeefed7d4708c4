"""Statements about who is there: the roster of a meeting."""
