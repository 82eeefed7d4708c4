"""Long numbers as people read and compare them: on slips, signed paper and pages alike."""


def groups(digits: str) -> list[str]:
    """The digits in groups of four."""
    return [digits[at : at + 4] for at in range(0, len(digits), 4)]


def in_fours(digits: str) -> str:
    """The same as one line, a blank between two groups."""
    return " ".join(groups(digits))
