"""Key files, key sets and marks: what stands outside the database."""
