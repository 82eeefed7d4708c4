"""Who may come in: units, accounts, invitations, keys of programs, badges of the hall."""
