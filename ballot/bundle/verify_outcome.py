"""Of a bundle: how the round ended, the record that was signed of it, and the result."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from ballot.bundle import canonical, layout, verify_manifest
from ballot.bundle.canonical import FAULTS
from ballot.bundle.verify_frozen_facts import Parts, Slips
from ballot.bundle.verify_frozen_shape import is_number
from ballot.bundle.verify_journal import Journal
from ballot.bundle.verify_ledger import Ledger
from ballot.domain import excluded, rounding
from ballot.domain.errors import BallotError, BundleRefused
from ballot.domain.ledger import remarks
from ballot.domain.ledger.shapes_told import is_text, list_of
from ballot.domain.meeting import WITH_OUTCOME, State
from ballot.domain.meetings import frozen, result
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import MeetingFacts, MeetingResult, SubjectFacts, SubjectTally
from ballot.domain.meetings.result_by_class import ClassFacts
from ballot.domain.scheme.scheme import Scheme
from ballot.exports import result_as_json

NEEDED = ("objective_scores", "overrides")
IF_ANY = {"waiting": list_of(is_text), "also_measured": list_of(list_of(is_number))}
"""Keys of ``scores.json`` that are there only where they tell something, of an opened box."""


def facts_of(stated: Any, facts: Frozen, ledger: Ledger, scheme: Scheme) -> MeetingFacts:
    """The numbers of slips and people, as slips and journal have them."""
    told, count = ledger.told, ledger.count
    try:
        made = MeetingFacts(
            meeting=facts.number,
            title=facts.title,
            custody=facts.custody,
            transport=facts.transport,
            state=WITH_OUTCOME[WITH_OUTCOME.index(State(stated["state"]))],
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
            excluded=excluded.count(told.excluded),
            not_returned=count.not_returned,
            void=facts.slips - count.spent,
            item=facts.item,
            classes=tuple(
                ClassFacts(each.name, voters.weight, each.eligible, each.printed, each.returned)
                for each, voters in zip(count.classes, scheme.classes, strict=True)
            ),
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


def require_record(
    parts: Parts,
    key: str,
    told: MeetingFacts,
    found: Slips,
    journal: Journal,
    tallies: tuple[SubjectTally, ...] | None,
    ledger: Ledger,
) -> None:
    """The record that was signed at the opening says what has been counted now."""
    if tallies is None:
        return
    expected = {
        "format": layout.FORMAT,
        "meeting": told.meeting,
        "fingerprint": fingerprint(parts),
        "custody": told.custody,
        "opened_by": [asdict(each) for each in told.opened_by],
        "roots": journal.closing["roots"],
        "slip_states": found.state_root,
        "returned": asdict(told.returned),
        "head": journal.opened.hex(),
        "unbalanced": list(ledger.stopping),
        "tallies": [asdict(each) for each in tallies],
        "paper": canonical.read(layout.RECORD, parts[layout.RECORD])["paper"],
    }
    if canonical.write(expected) != parts[layout.RECORD]:
        raise BundleRefused(part=layout.RECORD, broken="record")
    verify_manifest.require_signature(
        key, layout.RECORD_SIGNATURE, parts[layout.RECORD_SIGNATURE], parts[layout.RECORD]
    )


def result_of(
    parts: Parts,
    told: MeetingFacts,
    scheme: Scheme,
    facts: Frozen,
    tallies: tuple[SubjectTally, ...] | None,
    ledger: Ledger,
) -> MeetingResult:
    """Satisfaction and final score by the policy's text, compared with what is stated."""
    kept = canonical.read(layout.SCORES, parts[layout.SCORES])
    try:
        if set(kept) - set(IF_ANY) != set(NEEDED):
            raise ValueError("scores")
        scores = kept["objective_scores"] if tallies else [None] * len(facts.subjects)
        if not tallies and (kept["objective_scores"] != [] or len(kept) > len(NEEDED)):
            raise ValueError("scores")
        waiting = kept.get("waiting", [""] * len(scores))
        also = kept.get("also_measured", [[]] * len(scores))
        _require_told(kept, scores)
        subjects = tuple(
            SubjectFacts(each.name, each.unit, each.village, score, said, tuple(others))
            for each, score, said, others in zip(facts.subjects, scores, waiting, also, strict=True)
        )
        figures = result.compute(told, scheme, subjects, tallies)
        counted = replace(figures, remarks=remarks.of(figures, ledger.told))
    except (*FAULTS, BallotError) as error:
        raise BundleRefused(part=layout.SCORES, broken="form") from error
    if canonical.write(result_as_json.value(counted)) != parts[layout.RESULT]:
        raise BundleRefused(part=layout.RESULT, broken="result")
    return counted


def _require_told(kept: Mapping[str, Any], scores: object) -> None:
    """Raises ValueError for scores, words and numbers of meetings that are none, and for a key
    that tells of nothing."""
    shapes = [_is_score(each) for each in scores] if isinstance(scores, list) else [False]
    shapes += [IF_ANY[key](kept[key]) and any(kept[key]) for key in IF_ANY if key in kept]
    if not all(shapes):
        raise ValueError("scores")


def _is_score(score: object) -> bool:
    is_decimal = isinstance(score, str) and bool(rounding.DECIMAL.fullmatch(score))
    return score is None or is_decimal


def fingerprint(parts: Parts) -> str:
    return frozen.fingerprint(bytes(parts[layout.FROZEN]).decode("utf-8"))
