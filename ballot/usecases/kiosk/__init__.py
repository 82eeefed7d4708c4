"""Tablets and laptops of the hall."""
