"""An assessment: its people, what comes in about them, its ranking."""
