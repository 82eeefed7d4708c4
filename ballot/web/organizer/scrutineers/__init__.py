"""Those who watch, and their devices."""
