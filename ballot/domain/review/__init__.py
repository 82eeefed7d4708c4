"""From the ranking to its conclusion: steps, notices, appeals."""
