"""Pages that do something to many meetings at once."""
