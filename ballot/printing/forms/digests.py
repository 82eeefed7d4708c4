"""Digests on paper: in groups that two people can read to one another."""


def in_fours(digest: str) -> str:
    """A digest as people compare it: in groups of four."""
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))


def in_two_lines(digest: str) -> str:
    """A digest for the wall: groups of four, eight a line, so that two people can read it out."""
    half = len(digest) // 2
    return f"{in_fours(digest[:half])}\n{in_fours(digest[half:])}"
