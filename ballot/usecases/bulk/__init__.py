"""Many meetings at once: what can be done to each, and each done by the use case of one meeting."""
