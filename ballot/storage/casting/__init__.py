"""What every voter runs: one read, and ballots that share a transaction, on driver connections."""
