"""The review and its notice."""
