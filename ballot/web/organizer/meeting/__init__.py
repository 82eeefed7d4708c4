"""A meeting from its draft to its close."""
