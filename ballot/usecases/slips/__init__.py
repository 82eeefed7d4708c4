"""Slips made, confirmed, voided, exchanged."""
