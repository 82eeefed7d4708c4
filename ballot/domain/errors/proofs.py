"""What was altered: stored rows, proofs of the box, audit bundles."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class Tampered(BallotError):
    """What lies in the database is not what the program wrote there.

    ``what`` is a word of a fixed list (``frozen``, ``sealed_vote``, ``slips``, ``journal``,
    ``mark``, ``roots``, ``keys``); it never names a slip or a ballot.
    """

    what: str = ""


@dataclass(eq=False)
class ProofRefused(BallotError):
    """A proof, point or scalar of the sealed box is not valid; ``why`` is a fixed word."""

    why: str = ""


@dataclass(eq=False)
class BundleRefused(BallotError):
    """An audit bundle that does not hold; ``broken`` is a fixed word, ``part`` the part's name."""

    broken: str = ""
    part: str = ""
