"""From a slip to the box."""
