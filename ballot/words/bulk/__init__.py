"""What is said where many meetings are done at once."""
