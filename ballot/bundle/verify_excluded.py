"""Of a bundle: the proof of every sealed answer, and those that are 无效 where phones seal."""

from collections.abc import Sequence

from ballot.box import checking
from ballot.box.checking import Answers, Tell
from ballot.bundle import canonical
from ballot.bundle.layout import EXCLUDED, JOURNAL
from ballot.bundle.verify_frozen_facts import Parts
from ballot.bundle.verify_journal import Journal
from ballot.domain import excluded
from ballot.domain.acts import Act
from ballot.domain.errors import BundleRefused
from ballot.domain.excluded import ExcludedAnswer
from ballot.domain.meeting import Sealing
from ballot.domain.meetings.frozen import Frozen

NONE = b"[]"


def require_form(parts: Parts, facts: Frozen) -> None:
    """Where the server seals nothing is 无效. Raises BundleRefused ``form``."""
    if facts.sealing is Sealing.SERVER and parts[EXCLUDED] != NONE:
        raise BundleRefused(part=EXCLUDED, broken="form")


def require_root(journal: Journal, root: bytes) -> None:
    """The proofs were checked over these very lists. Raises BundleRefused ``journal``."""
    if any(each["root"] != root.hex() for each in journal.of(Act.CHECK_PROOFS)):
        raise BundleRefused(part=JOURNAL, broken="journal")


def check(
    parts: Parts, facts: Frozen, lists: list[Answers], tell: Tell
) -> Sequence[ExcludedAnswer]:
    """Check every proof; what is 无效, which is just what the bundle says.

    Raises BundleRefused ``proof`` for an answer that does not hold where the server seals, for an
    id that does not follow from its ciphertexts, and for another ``excluded.json``.
    """
    failed = set()
    for answers, id, why in checking.failing(lists, tell):
        if facts.sealing is Sealing.SERVER or why == "id":
            raise BundleRefused(part=answers.name, broken="proof")
        failed.add((answers.cell, id))
    if facts.sealing is Sealing.SERVER:
        return ()
    found = checking.excluded(lists, failed)
    if canonical.write(excluded.to_plain(found)) != parts[EXCLUDED]:
        raise BundleRefused(part=EXCLUDED, broken="proof")
    return found
