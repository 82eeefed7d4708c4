"""The life of a meeting from its draft to its close."""
