"""The people of an assessment: brought in by file, added, corrected, removed, marked as left."""
