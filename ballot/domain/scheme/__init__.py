"""A policy: what it asks, weighs, bars and grades."""
