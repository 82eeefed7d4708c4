"""One verb a file. A use case checks who may, opens one transaction, and writes the journal."""
