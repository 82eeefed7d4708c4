"""What is said in a hall: of who is there, of its slips, and of a round that came to nothing."""
