"""The organizer's pages of the roster: it comes in, is corrected, and tablets stand at the door."""
