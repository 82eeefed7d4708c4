"""A meeting as it is planned, frozen and ended."""
