"""The box is inspected, unlocked and counted."""
