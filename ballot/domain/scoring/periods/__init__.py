"""Longer periods out of shorter ones: what was entered by month, and what it makes together."""
