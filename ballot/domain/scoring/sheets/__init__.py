"""What a score sheet asks for besides points."""
