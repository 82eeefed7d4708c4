"""``ballot verify``: a stranger counts a meeting again from its audit bundle, offline.

Nothing of what a bundle says is taken over that can be computed: digests, roots, sums, counts,
satisfaction and final score are made anew and compared. Knows no storage, no web, no use case.

What it cannot see: whether the poster on the wall bore this fingerprint, and whether the slips
were given to those who had a right to them. Both are compared by people (docs/bundle.md).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ballot.box import opening, partial
from ballot.bundle import (
    canonical,
    container,
    layout,
    verify_box,
    verify_frozen_facts,
    verify_journal,
    verify_ledger,
    verify_proofs,
)
from ballot.bundle.canonical import FAULTS
from ballot.bundle.verify_frozen_facts import Parts, Slips
from ballot.bundle.verify_journal import Journal
from ballot.bundle.verify_ledger import Ledger
from ballot.bundle.verify_proofs import Answers, Tell
from ballot.domain import rounding
from ballot.domain.errors import BallotError, BundleRefused
from ballot.domain.ledger import paper_count
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings import frozen, result
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import MeetingFacts, MeetingResult, SubjectFacts, SubjectTally
from ballot.domain.scheme.scheme import Scheme
from ballot.exports import as_json


@dataclass(frozen=True, slots=True)
class Verified:
    """What a bundle proves. All digests are hexadecimal.

    ``fingerprint`` is to be compared with the poster on the wall, ``root`` with the form signed
    at the close, ``key`` with the one that the office made known. ``overrides`` are settings of
    the policy that were made besides its text.
    """

    result: MeetingResult
    fingerprint: str
    root: str
    key: str
    answers: int
    overrides: Mapping[str, str]


def verify(file: bytes, tell: Tell = lambda _done, _total: None) -> Verified:
    """Check a bundle from the first byte to the final score.

    Raises BundleRefused; ``broken`` is one of ``file size form parts digest signature scheme
    slips journal ledger counts reused roots proof opening early state paper record result``.
    """
    parts = container.unpack(file)
    manifest = _manifest(parts)
    facts = verify_frozen_facts.frozen_facts(parts)
    if (manifest["meeting"], bytes(parts[layout.EXCLUDED])) != (facts.number, b"[]"):
        raise BundleRefused(part=layout.MANIFEST, broken="form")
    if manifest["key"] != facts.signing_key.hex():
        raise BundleRefused(part=layout.MANIFEST, broken="signature")
    scheme = verify_frozen_facts.policy(parts, facts)
    found = verify_frozen_facts.slips(parts, facts)
    journal = verify_journal.read(parts, facts, found)
    stated = canonical.read(layout.RESULT, parts[layout.RESULT])
    ledger = verify_ledger.read(journal, facts, found)
    told = _facts(stated, facts, ledger)
    if journal.replayed.state is not told.state:
        raise BundleRefused(part=layout.JOURNAL, broken="journal")
    _require_parts(parts, facts, found, told.state)
    lists = _lists(parts, facts, found, journal)
    verify_proofs.check(lists, tell)
    root = opening.root_of_lists(verify_box.roots(lists))
    told = _with_holders(parts, facts, told, journal, root)
    tallies = _tallies(parts, facts, found, lists, told, ledger)
    _require_record(parts, manifest["key"], told, found, journal, tallies)
    counted = _result(parts, told, scheme, facts, tallies)
    return Verified(
        result=counted,
        fingerprint=_fingerprint(parts),
        root=root.hex(),
        key=manifest["key"],
        answers=sum(map(len, lists)),
        overrides=dict(scheme.overridden),
    )


def _manifest(parts: Parts) -> dict[str, Any]:
    """The manifest, its signature and every digest checked."""
    for name in (layout.MANIFEST, layout.SIGNATURE):
        if name not in parts:
            raise BundleRefused(part=name, broken="parts")
    manifest = canonical.read(layout.MANIFEST, parts[layout.MANIFEST])
    try:
        if (
            set(manifest) != {"format", "key", "meeting", "parts"}
            or manifest["format"] != layout.FORMAT
        ):
            raise ValueError("format")
        listed = dict(manifest["parts"])
    except FAULTS as error:
        raise BundleRefused(part=layout.MANIFEST, broken="form") from error
    _require_signature(
        manifest["key"], layout.SIGNATURE, parts[layout.SIGNATURE], parts[layout.MANIFEST]
    )
    if (
        set(listed) != set(parts) - {layout.MANIFEST, layout.SIGNATURE}
        or not set(listed) >= layout.ALWAYS
    ):
        raise BundleRefused(part=layout.MANIFEST, broken="parts")
    for name, told in listed.items():
        if canonical.write(told) != canonical.write(layout.described(parts[name])):
            raise BundleRefused(part=name, broken="digest")
    return dict(manifest)


def _require_signature(key: Any, part: str, signature: memoryview, content: memoryview) -> None:
    try:
        raw = bytes.fromhex(key)
        if raw.hex() != key:
            raise ValueError("hex")
        Ed25519PublicKey.from_public_bytes(raw).verify(bytes(signature), bytes(content))
    except (InvalidSignature, *FAULTS) as error:
        raise BundleRefused(part=part, broken="signature") from error


def _facts(stated: Any, facts: Frozen, ledger: Ledger) -> MeetingFacts:
    """The numbers of slips and people, as slips and journal have them."""
    told, count = ledger.told, ledger.count
    try:
        made = MeetingFacts(
            meeting=facts.number,
            title=facts.title,
            custody=facts.custody,
            transport=facts.transport,
            state=State(stated["state"]),
            eligible=facts.eligible,
            issued=facts.slips,
            returned=ledger.returned,
            round=facts.round,
            follows=facts.follows,
            handed_out=told.handed_out,
            unissued=told.unissued,
            spoiled=told.voided,
            exchanged=told.exchanged,
            gone_over=told.gone_over,
            restored=told.restored,
            not_returned=count.not_returned,
            void=facts.slips - count.spent,
            item=facts.item,
        )
    except FAULTS as error:
        raise BundleRefused(part=layout.RESULT, broken="form") from error
    if made.state is not _verdict(facts, ledger):
        raise BundleRefused(part=layout.RESULT, broken="state")
    return made


def _verdict(facts: Frozen, ledger: Ledger) -> State:
    """How a round ends that brought so many ballots."""
    if ledger.is_void:
        return State.INVALID
    return State.OPENED if ledger.returned.total >= facts.minimum else State.NO_QUORUM


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
    found: Slips,
    lists: list[Answers],
    told: MeetingFacts,
    ledger: Ledger,
) -> tuple[SubjectTally, ...] | None:
    """Box and paper, counted together."""
    if told.state is not State.OPENED:
        return None
    sealed = verify_box.tallies(parts, facts, found, lists)
    totals = verify_ledger.paper(parts, facts, ledger)
    return sealed if totals is None else paper_count.join(sealed, totals, facts.questions)


def _require_record(
    parts: Parts,
    key: str,
    told: MeetingFacts,
    found: Slips,
    journal: Journal,
    tallies: tuple[SubjectTally, ...] | None,
) -> None:
    """The record that was signed at the opening says what has been counted now."""
    if tallies is None:
        return
    expected = {
        "format": layout.FORMAT,
        "meeting": told.meeting,
        "fingerprint": _fingerprint(parts),
        "custody": told.custody,
        "opened_by": [asdict(each) for each in told.opened_by],
        "roots": journal.closing["roots"],
        "slip_states": found.state_root,
        "returned": asdict(told.returned),
        "head": canonical.read(layout.RECORD, parts[layout.RECORD])["head"],
        "tallies": [asdict(each) for each in tallies],
        "paper": canonical.read(layout.RECORD, parts[layout.RECORD])["paper"],
    }
    if canonical.write(expected) != parts[layout.RECORD]:
        raise BundleRefused(part=layout.RECORD, broken="record")
    _require_signature(
        key, layout.RECORD_SIGNATURE, parts[layout.RECORD_SIGNATURE], parts[layout.RECORD]
    )


def _result(
    parts: Parts,
    told: MeetingFacts,
    scheme: Scheme,
    facts: Frozen,
    tallies: tuple[SubjectTally, ...] | None,
) -> MeetingResult:
    """Satisfaction and final score by the policy's text, compared with what is stated."""
    kept = canonical.read(layout.SCORES, parts[layout.SCORES])
    try:
        if set(kept) - {"waiting"} != {"objective_scores", "overrides"}:
            raise ValueError("scores")
        scores = kept["objective_scores"] if tallies else [None] * len(facts.subjects)
        if not tallies and kept["objective_scores"] != []:
            raise ValueError("scores")
        for score in scores:
            if score is not None:
                rounding.read_decimal(score)
        waiting = [str(each) for each in kept.get("waiting", [""] * len(scores))]
        subjects = tuple(
            SubjectFacts(each.name, each.unit, each.village, score, said)
            for each, score, said in zip(facts.subjects, scores, waiting, strict=True)
        )
        counted = result.compute(told, scheme, subjects, tallies)
    except (*FAULTS, BallotError) as error:
        raise BundleRefused(part=layout.SCORES, broken="form") from error
    if canonical.write(as_json.value(counted)) != parts[layout.RESULT]:
        raise BundleRefused(part=layout.RESULT, broken="result")
    return counted


def _fingerprint(parts: Parts) -> str:
    return frozen.fingerprint(bytes(parts[layout.FROZEN]).decode("utf-8"))
