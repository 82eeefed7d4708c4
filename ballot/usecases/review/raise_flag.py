"""A veto, a bar or a mark of a person: raised and lifted with a written ground (J10, J11)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import Scheme
from ballot.storage.assessment import assessments, inputs
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.inputs import FlagLine
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.kept_sheet import LARGEST
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values


@dataclass(frozen=True, slots=True)
class FlagKind:
    """A kind of flag that the scheme knows: its column, what it brings, the policy's grounds."""

    name: str
    brings: str
    grounds: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class FlagsView:
    """The flags of a person: what stands (kind → ground), and everything that ever stood."""

    person: PersonRow
    kinds: tuple[FlagKind, ...]
    standing: dict[str, str]
    lines: tuple[FlagLine, ...]


def raise_flag(
    hall: Hall, actor: Actor, assessment: int, person: int, kind: str, ground: str
) -> None:
    """Raise a flag. Raises Refused (a kind that the scheme does not know, no ground), MayNot,
    AssessmentConcluded."""
    _flag(hall, actor, assessment, person, kind, ground, lifted=False)


def lift_flag(
    hall: Hall, actor: Actor, assessment: int, person: int, kind: str, reason: str
) -> None:
    """Lift a flag that stands, with the reason. Raises Refused, MayNot, AssessmentConcluded."""
    _flag(hall, actor, assessment, person, kind, reason, lifted=True)


def _flag(
    hall: Hall, actor: Actor, assessment: int, person: int, kind: str, ground: str, *, lifted: bool
) -> None:
    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.FLAG)
        reviewing.require_open(desk)
        who = person_of(db, assessment, person)
        standing = inputs.flags(db, assessment).get(person, {})
        known = tuple(standing) if lifted else tuple(each.name for each in kinds(desk.scheme))
        if kind not in known:
            raise Refused([Fault(error=NotOneOf(value=kind, allowed=known), key="kind")])
        if not ground.strip():
            raise Refused([Fault(error=Missing(), key="ground")])
        said = ground.strip()
        at = hall.clock()
        inputs.raise_flag(db, person, kind, said, by=actor.name, at=at, lifted=lifted)
        told = {"person": who.name, "kind": kind, "reason": said, "lifted": lifted}
        bound = entered_values.bind(db, assessment)
        acts.write_down(hall, db, actor, Act.FLAG, None, **told, **bound)

    acts.carry_out(hall, work)


def see_flags(hall: Hall, actor: Actor, assessment: int, person: int) -> FlagsView:
    """What is flagged of a person, and what may be. Raises Refused, MayNot."""

    def work(db: Session) -> FlagsView:
        desk = reviewing.look(hall, db, actor, assessment)
        return FlagsView(
            person=person_of(db, assessment, person),
            kinds=kinds(desk.scheme),
            standing=inputs.flags(db, assessment).get(person, {}),
            lines=tuple(inputs.flag_lines(db, person)),
        )

    return hall.database.read(work)


def person_of(db: Session, assessment: int, person: int) -> PersonRow:
    """The person of the assessment. Raises Refused with the key ``person``."""
    found = assessments.person_in(db, assessment, person) if 0 <= person <= LARGEST else None
    if found is not None:
        return found
    people = assessments.people(db, assessment)
    error = NotOneOf(value=str(person), allowed=tuple(str(each.id) for each in people))
    raise Refused([Fault(error=error, key="person")])


def kinds(scheme: Scheme) -> tuple[FlagKind, ...]:
    """Every flag that the scheme knows: its bars, its vetoes, the grounds of its lists."""
    placing = scheme.placing
    names = [
        column.name
        for column in columns.coming_in(scheme)
        if column.role in (ColumnRole.FLAG, ColumnRole.GROUND)
    ]
    found = {
        bar.column: FlagKind(bar.column, f"不得确定为{bar.grade}", (bar.name,), bar.clause)
        for bar in placing.bars
    }
    for veto in placing.vetoes:
        said = f"直接确定为{veto.grade}"
        found[veto.column] = FlagKind(veto.column, said, veto.grounds, veto.clause)
    for named in scheme.aftermath.lists_of_period:
        if named.needs:
            found[named.needs] = FlagKind(named.needs, named.text, (), named.clause)
    return tuple(found[name] for name in names)
