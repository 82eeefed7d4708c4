"""Making the frozen data out of the plan, the slips and the key."""

from dataclasses import replace
from typing import TypedDict

from sqlalchemy.orm import Session

from ballot.box import signed_values
from ballot.box.shares import PublicKeys
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BatchesNotConfirmed,
    ClassesNotPlanned,
    ClassTooSmall,
    ClassWithoutSlips,
    EligibleOfRoster,
    NoSlips,
    Tampered,
)
from ballot.domain.meeting import Custody, Transport
from ballot.domain.meetings import frozen, voter_classes
from ballot.domain.meetings.frozen import Frozen, FrozenClass
from ballot.domain.scheme import quorum
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import batches, meetings, slips, subjects
from ballot.storage.assessment import reviews
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.verified import chain, frozen_facts, kept_roster, key_making, schemes


class Columns(TypedDict):
    """What a freeze writes into the row of its meeting."""

    frozen: str
    frozen_tag: bytes
    transport: Transport


def columns(hall: Hall, db: Session, meeting: MeetingRow) -> Columns:
    """The columns of a meeting that is frozen now: the text, its tag, the transport.

    Raises BatchesNotConfirmed, NoSlips, ClassesNotPlanned, ClassTooSmall, ClassWithoutSlips,
    KeysNotConfirmed, BoxKeyMissing, Tampered.
    """
    text = frozen.to_text(_facts(hall, db, meeting))
    tag = frozen_facts.tag(hall, meeting.run, text)
    return {"frozen": text, "frozen_tag": tag, "transport": hall.transport}


def shown(text: str) -> dict[str, object]:
    """What a 监票人 sees of frozen data before he agrees: two numbers, the fingerprint of all."""
    return {"fingerprint": frozen.fingerprint(text), **_numbers(frozen.from_text(text))}


def shown_of_draft(text: str) -> dict[str, object]:
    """The same of what is not frozen yet.

    Its digest leaves the head of the journal out: the line of his own answer is going to change it.
    """
    facts = frozen.from_text(text)
    plain = frozen.to_text(replace(facts, journal_head=b""))
    return {"contents": frozen.fingerprint(plain), **_numbers(facts)}


def _numbers(facts: Frozen) -> dict[str, object]:
    return {"slips": facts.slips, "eligible": facts.eligible}


def eligible_told(text: str) -> dict[str, object]:
    """应参加 as the journal tells it of frozen data: in all, and class by class in their order."""
    facts = frozen.from_text(text)
    return {"eligible": facts.eligible, "by_class": [each.eligible for each in facts.classes]}


def rehearsal_columns(
    hall: Hall, db: Session, meeting: MeetingRow, run: bytes, pk: bytes
) -> dict[str, object]:
    """The columns of a rehearsal: a run and a key of its own, which the server holds."""
    keys = PublicKeys(pk, ())
    facts = _draft(hall, db, meeting, run=run, keys=keys, custody=Custody.SERVER, rehearsal=True)
    text = frozen.to_text(facts)
    tag = frozen_facts.tag(hall, run, text)
    made = {"run": run, "pk": pk, "frozen": text, "frozen_tag": tag}
    return {**made, "transport": hall.transport}


def renew(hall: Hall, db: Session, meeting: MeetingRow, act: Act) -> str:
    """Freeze again what was frozen before ``act``; the fingerprint of the renewed facts.

    The poster on the wall is renewed in its numbers alone: 应参加, and before the vote the slips.
    Somebody whose name was corrected since stays on it as he is written there. Whatever else the
    tables say by now, somebody else wrote it, and no tag is put on that. Raises Tampered.
    """
    frozen_facts.require_latest(chain.of_meeting(hall, db, meeting.number), meeting)
    old = frozen_facts.of(hall, meeting)
    facts = _facts(hall, db, meeting)
    frozen_facts.require_names(db, old)
    new = replace(facts, transport=old.transport, sealing=old.sealing, subjects=old.subjects)
    if _unnumbered(old) != _unnumbered(new):
        raise Tampered(what="frozen")
    if act is Act.CORRECT_ELIGIBLE and _slips(old) != _slips(new):
        raise Tampered(what="slips")
    text = frozen.to_text(new)
    tag = frozen_facts.tag(hall, meeting.run, text)
    meetings.change(db, meeting.number, act, frozen=text, frozen_tag=tag)
    return frozen.fingerprint(text)


def _unnumbered(facts: Frozen) -> Frozen:
    """Frozen facts without the numbers that may be corrected."""
    classes = tuple(FrozenClass(each.name, 0, 0, "") for each in facts.classes)
    return replace(facts, classes=classes, eligible=0, minimum=0, journal_head=b"")


def _slips(facts: Frozen) -> list[tuple[int, str]]:
    return [(each.slips, each.slip_root) for each in facts.classes]


def check_slips(db: Session, facts: Frozen) -> None:
    """The slips are those that were frozen, and each is accounted for.

    Raises BatchesNotConfirmed, and Tampered("slips").
    """
    _require_confirmed(db, facts.number)
    if _classes(db, facts.number, tuple(each.eligible for each in facts.classes)) != [
        (each.eligible, each.slips, each.slip_root) for each in facts.classes
    ]:
        raise Tampered(what="slips")


def _facts(hall: Hall, db: Session, meeting: MeetingRow) -> Frozen:
    keys = _keys(hall, db, meeting)
    _require_confirmed(db, meeting.number)
    custody = meeting.custody
    facts = _draft(hall, db, meeting, run=meeting.run, keys=keys, custody=custody, rehearsal=False)
    if not facts.slips:
        raise NoSlips
    _require_slips_of_classes(facts)
    return facts


def _keys(hall: Hall, db: Session, meeting: MeetingRow) -> PublicKeys:
    """The key of the box, and who holds it. Raises KeysNotConfirmed, BoxKeyMissing, Tampered."""
    if meeting.custody is Custody.SCRUTINEERS:
        return key_making.confirmed_keys(hall, db, meeting)
    box_key.secret_of(hall, meeting.run, meeting.pk)
    return PublicKeys(meeting.pk or b"", ())


def _draft(
    hall: Hall,
    db: Session,
    meeting: MeetingRow,
    *,
    run: bytes,
    keys: PublicKeys,
    custody: Custody,
    rehearsal: bool,
) -> Frozen:
    reviews.hold(db, meeting.assessment)  # nobody is removed or renamed until this is kept
    scheme = schemes.of(db, meeting)
    classes = _voter_classes(db, meeting.number, scheme, rehearsal=rehearsal)
    eligible = sum(each.eligible for each in classes)
    return Frozen(
        number=meeting.number,
        run=run,
        round=meeting.round,
        follows=meeting.follows,
        rehearsal=rehearsal,
        title=meeting.title,
        place=meeting.place,
        custody=custody,
        pk=keys.pk,
        vks=keys.vks,
        scheme=scheme.id,
        scheme_sha256=scheme.sha256,
        subjects=frozen_facts.subjects_of(db, meeting.number),
        questions=scheme.questions,
        rules=scheme.rules,
        classes=classes,
        eligible=eligible,
        minimum=quorum.required(scheme.quorum, eligible),
        item=meeting.item,
        signing_key=signed_values.public_key(hall.sign),
        transport=hall.transport,
        journal_head=acts.head_before(db, meeting.number),
    )


def _voter_classes(
    db: Session, number: str, scheme: Scheme, *, rehearsal: bool
) -> tuple[FrozenClass, ...]:
    names = tuple(each.name for each in scheme.classes) or ("",)
    parts = tuple((each.category, each.persons) for each in subjects.eligible_parts(db, number))
    require_roster(db, number, scheme, parts)
    if not rehearsal:
        require_large_classes(scheme, parts)
    told = voter_classes.eligible(scheme.classes, parts)
    eligible = tuple(each or 0 for each in told) or (sum(persons for _, persons in parts),)
    if rehearsal:
        return tuple(
            FrozenClass(name, persons, 0, "") for name, persons in zip(names, eligible, strict=True)
        )
    counted = _classes(db, number, eligible)
    return tuple(FrozenClass(name, *rest) for name, rest in zip(names, counted, strict=True))


def _classes(db: Session, number: str, eligible: tuple[int, ...]) -> list[tuple[int, int, str]]:
    """(entitled, slips, slip root) of every class."""
    roots = [slips.root(db, number, index) for index in range(len(eligible))]
    return [(e, count, root.hex()) for e, (count, root) in zip(eligible, roots, strict=True)]


def _require_confirmed(db: Session, number: str) -> None:
    waiting = batches.waiting(db, number)
    if waiting:
        raise BatchesNotConfirmed(batches=waiting)


def require_roster(
    db: Session, number: str, scheme: Scheme, parts: tuple[tuple[str, int], ...]
) -> None:
    """应参加 is what the roster has, where there is one. Raises EligibleOfRoster."""
    told = kept_roster.parts(db, number, scheme)
    if told and dict(told) != dict(parts):
        persons, given = (sum(each for _, each in some) for some in (told, parts))
        raise EligibleOfRoster(given=given, persons=persons)


def require_large_classes(scheme: Scheme, parts: tuple[tuple[str, int], ...]) -> None:
    """应参加 is told class by class, and none is so small that it would show who is in it.

    Raises ClassesNotPlanned, ClassTooSmall.
    """
    told = voter_classes.eligible(scheme.classes, parts)
    for each, persons in zip(scheme.classes, told, strict=True):
        if persons is None:
            raise ClassesNotPlanned(classes=tuple(one.name for one in scheme.classes))
        if persons < SMALLEST_CLASS:
            raise ClassTooSmall(name=each.name, eligible=persons, least=SMALLEST_CLASS)


def _require_slips_of_classes(facts: Frozen) -> None:
    for each in facts.classes:
        if not each.slips:
            raise ClassWithoutSlips(name=each.name, eligible=each.eligible)
