"""Many meetings at once: found, counted by where they stand, each with what is next."""
