"""What the commands share: how a line is read, where words go, the hall they stand in."""
