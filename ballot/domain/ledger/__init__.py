"""The account of slips: what is counted, what must balance, what is told of it."""
