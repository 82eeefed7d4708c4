"""Many meetings at once: what a list of them is narrowed to, and what it tells of each."""
