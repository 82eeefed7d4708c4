"""A figure as it is shown: the one rounding of the rules, written anew for the walks."""

from fractions import Fraction


def shown(value: Fraction) -> str:
    """To hundredths, half up."""
    hundredths = (abs(value) * 200 + 1) // 2
    return f"{'-' if value < 0 else ''}{hundredths // 100}.{hundredths % 100:02d}"
