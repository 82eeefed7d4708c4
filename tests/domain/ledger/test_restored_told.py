"""What the journal tells of restores: ballots that were ever known, and whether a vote waits."""

import pytest

from ballot.domain.acts import Act
from ballot.domain.ledger import ledger_told, restored_told
from ballot.domain.ledger.ledger_told import Said, Told


def restore(found: int, known: int, state: str = "paused") -> Said:
    told = {"taken": "2026-12-20T09:00:00+00:00", "was": "open", "state": state}
    return Said(Act.RESTORE, "console", {**told, "found": found, "known": known})


def resume(known: int) -> Said:
    return Said(Act.RESUME, "王芳", {"known": known})


def told(*lines: Said) -> Told:
    return ledger_told.told(lines)


def test_without_a_restore_nothing_was_known() -> None:
    found = told()
    assert (found.restored, found.paused, restored_told.known(found.restored)) == ((), False, 0)


CASES = [
    # lines, missing of each, the most known, whether it waits
    ((restore(5, 7),), [2], 7, True),
    ((restore(5, 0),), [0], 5, True),
    ((restore(5, 7), resume(9)), [4], 9, False),
    ((restore(5, 7), resume(3)), [2], 7, False),
    ((restore(5, 7), resume(9), restore(6, 8)), [4, 2], 9, True),
    ((restore(5, 7), restore(6, 8), resume(9)), [2, 3], 9, False),
    ((restore(5, 9), restore(6, 8), resume(7)), [4, 2], 9, False),
    ((restore(5, 5, state="closed"),), [0], 5, False),
]


@pytest.mark.parametrize(("lines", "missing", "known", "waits"), CASES)
def test_no_ballot_that_was_ever_known_is_forgotten(
    lines: tuple[Said, ...], missing: list[int], known: int, waits: bool
) -> None:
    found = told(*lines)
    assert [each.missing for each in found.restored] == missing
    assert (restored_told.known(found.restored), found.paused) == (known, waits)


def test_a_vote_that_was_not_put_back_is_not_resumed() -> None:
    with pytest.raises(LookupError):
        told(resume(3))
