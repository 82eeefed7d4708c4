"""What is said on the desk of an office."""
