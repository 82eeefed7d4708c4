"""What was asked for and is done beside the pages."""
