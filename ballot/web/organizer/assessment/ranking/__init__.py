"""The ranking and its reasons."""
