"""Shorter periods that go into a longer one: months into a quarter, quarters into a year."""
