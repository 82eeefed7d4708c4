"""Steps, grades by hand, notices and appeals after a ranking."""
