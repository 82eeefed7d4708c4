"""All rows of a database in one file, and back."""
