"""Policies in the language of their reader."""
