"""What came out, and what is watched on the way."""
