"""Digests on paper."""

from ballot.domain.groups_of_four import in_fours


def in_two_lines(digest: str) -> str:
    """A digest for the wall: groups of four, eight a line, so that two people can read it out."""
    half = len(digest) // 2
    return f"{in_fours(digest[:half])}\n{in_fours(digest[half:])}"
