"""``ballot verify``: a stranger counts a meeting again from its audit bundle, offline.

Nothing of what a bundle says is taken over that can be computed: digests, roots, sums, counts,
satisfaction and final score are made anew and compared. Knows no storage, no web, no use case.

What it cannot see: whether the poster on the wall bore this fingerprint, and whether the slips
were given to those who had a right to them. Both are compared by people (docs/bundle.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ballot.box import opening, partial, signed_values
from ballot.box.checking import Answers, Tell
from ballot.bundle import (
    canonical,
    container,
    layout,
    verify_box,
    verify_excluded,
    verify_frozen_facts,
    verify_journal,
    verify_ledger,
    verify_manifest,
    verify_outcome,
)
from ballot.bundle.verify_box import Box
from ballot.bundle.verify_frozen_facts import Parts, Slips
from ballot.bundle.verify_journal import Journal
from ballot.bundle.verify_ledger import Ledger
from ballot.domain.errors import BundleRefused
from ballot.domain.ledger import paper_count
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import MeetingFacts, MeetingResult, SubjectTally


@dataclass(frozen=True, slots=True)
class Verified:
    """What a bundle proves. All digests are hexadecimal.

    ``fingerprint`` and ``key`` stand on the poster on the wall, ``close_value`` on the form signed
    at the close, ``code`` on the report; ``root`` is that of all ciphertexts. ``lost`` are lines of
    the journal that a backup did not have, ``overrides`` settings of the policy that were made
    besides its text.
    """

    result: MeetingResult
    fingerprint: str
    root: str
    close_value: str
    key: str
    code: str
    answers: int
    lost: int
    overrides: Mapping[str, str]


def verify(file: bytes, tell: Tell = lambda _done, _total: None) -> Verified:
    """Check a bundle from the first byte to the final score.

    Raises BundleRefused; ``broken`` is one of ``file size form parts digest signature scheme
    slips journal ledger counts reused roots proof opening early state paper record result``.
    """
    parts = container.unpack(file)
    manifest = verify_manifest.read(parts)
    facts = verify_frozen_facts.frozen_facts(parts)
    if manifest["meeting"] != facts.number:
        raise BundleRefused(part=layout.MANIFEST, broken="form")
    verify_excluded.require_form(parts, facts)
    if manifest["key"] != facts.signing_key.hex():
        raise BundleRefused(part=layout.MANIFEST, broken="signature")
    scheme = verify_frozen_facts.policy(parts, facts)
    found = verify_frozen_facts.slips(parts, facts)
    journal = verify_journal.read(parts, facts, found)
    stated = canonical.read(layout.RESULT, parts[layout.RESULT])
    ledger = verify_ledger.read(journal, facts, found)
    told = verify_outcome.facts_of(stated, facts, ledger, scheme)
    if journal.replayed.state is not told.state:
        raise BundleRefused(part=layout.JOURNAL, broken="journal")
    _require_parts(parts, facts, found, told.state)
    lists = _lists(parts, facts, found, journal)
    root = opening.root_of_lists(verify_box.roots(lists))
    verify_excluded.require_root(journal, root)
    excluded = verify_excluded.check(parts, facts, lists, tell)
    told = _with_holders(parts, facts, told, journal, root)
    tallies = _tallies(parts, facts, Box(found, lists, excluded), told, ledger)
    verify_outcome.require_record(parts, manifest["key"], told, found, journal, tallies, ledger)
    counted = verify_outcome.result_of(parts, told, scheme, facts, tallies, ledger)
    return Verified(
        result=counted,
        fingerprint=verify_outcome.fingerprint(parts),
        root=root.hex(),
        close_value=signed_values.close_value(root, journal.closed).hex(),
        key=manifest["key"],
        code=_code(parts, journal),
        answers=sum(map(len, lists)),
        lost=journal.lost,
        overrides=dict(scheme.overridden),
    )


def _require_parts(parts: Parts, facts: Frozen, found: Slips, state: State) -> None:
    """Every part has its place in the format; below the quorum nothing was opened."""
    listed = {layout.name_of(cell) for cell in verify_box.cells(facts, found)}
    expected = layout.ALWAYS | listed | {layout.MANIFEST, layout.SIGNATURE}
    if state is State.OPENED:
        expected |= layout.WHEN_OPENED
    elif layout.WHEN_OPENED & set(parts) or bytes(parts[layout.OPENINGS]) != b"[]":
        raise BundleRefused(part=layout.OPENINGS, broken="early")
    odd = sorted(expected ^ set(parts))
    if odd:
        raise BundleRefused(part=odd[0], broken="parts")


def _lists(parts: Parts, facts: Frozen, found: Slips, journal: Journal) -> list[Answers]:
    """The sealed answers, as they were pinned at the close."""
    lists = verify_box.lists(parts, facts, found)
    if journal.closing.get("roots") != _named(lists):
        raise BundleRefused(part=layout.CLOSE, broken="roots")
    return lists


def _named(lists: list[Answers]) -> dict[str, str]:
    """The roots under the names that the journal gives them."""
    rooted = verify_box.roots(lists)
    return {".".join(str(at + 1) for at in cell): root.hex() for cell, root in rooted.items()}


def _with_holders(
    parts: Parts, facts: Frozen, told: MeetingFacts, journal: Journal, root: bytes
) -> MeetingFacts:
    """The facts with those whose keys opened the box: the same as made the partial decryptions."""
    if told.state is not State.OPENED:
        return told
    holders = verify_journal.holders(journal, root)
    numbers = {each.number for each in holders} or {partial.WHOLE}
    if numbers != verify_box.numbers(parts):
        raise BundleRefused(part=layout.OPENINGS, broken="opening")
    if bool(holders) != (facts.custody is Custody.SCRUTINEERS):
        raise BundleRefused(part=layout.OPENINGS, broken="opening")
    return replace(told, opened_by=holders)


def _tallies(
    parts: Parts,
    facts: Frozen,
    box: Box,
    told: MeetingFacts,
    ledger: Ledger,
) -> tuple[SubjectTally, ...] | None:
    """Box and paper, counted together."""
    if told.state is not State.OPENED:
        return None
    sealed = verify_box.tallies(parts, facts, box)
    totals = verify_ledger.paper(parts, facts, ledger)
    return sealed if totals is None else paper_count.join(sealed, totals, facts.questions)


def _code(parts: Parts, journal: Journal) -> str:
    """The code of the report: over the record, or the result where nothing was opened."""
    content = parts.get(layout.RECORD, parts[layout.RESULT])
    return signed_values.code(bytes(content), journal.opened).hex()
