"""``ballot assessment`` and ``ballot score``: people, rankings and their review by commands."""
