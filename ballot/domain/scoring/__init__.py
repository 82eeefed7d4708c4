"""People, what came in about them, and what follows: totals, ranks, grades."""
