"""What is read from the database and held against journal, tags and marks before it is believed."""
