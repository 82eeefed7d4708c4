"""From the close to the opening: slips scanned, paper counted, complaints, the account."""
