"""Files from offices → values, with every fault of a file at once. No database, no web."""
