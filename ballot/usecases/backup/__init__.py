"""A copy of everything, and its way back."""
