"""Slips and their account."""
