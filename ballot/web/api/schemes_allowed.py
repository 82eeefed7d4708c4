"""Of the schemes the interface takes names alone: a path would read files of this machine."""

from ballot import schemes
from ballot.domain.errors import Fault, SchemeUnknown


def faults(scheme: str) -> list[Fault]:
    """What is wrong with the name of a scheme."""
    names = schemes.available()
    return [] if scheme in names else [Fault(SchemeUnknown(scheme, names), key="scheme")]
