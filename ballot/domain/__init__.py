"""The rules of 民主测评. This room knows no library, no clock and no chance."""
