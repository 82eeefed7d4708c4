"""What a 监票人 agrees to, exactly once."""
