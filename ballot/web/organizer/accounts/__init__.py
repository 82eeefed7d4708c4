"""Accounts, keys of programs, the journal."""
