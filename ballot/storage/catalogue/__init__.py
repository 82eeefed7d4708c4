"""What a database says of its own tables, held against those of the program."""
