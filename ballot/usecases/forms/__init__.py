"""What is printed of a meeting or an assessment."""
