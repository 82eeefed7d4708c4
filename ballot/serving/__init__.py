"""What a process does for itself: how it starts, what it keeps, what it writes to the log."""
