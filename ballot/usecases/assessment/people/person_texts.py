"""One person as he is typed: the columns that say who he is, read as a row of a file is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.errors import Fault, Refused, TwiceTheSame, UnknownKey
from ballot.domain.person_name import folded_key
from ballot.domain.scheme.columns import Column
from ballot.domain.scheme.scheme import KEY_COLUMNS, NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring import doubtful_people
from ballot.domain.scoring.assessment import PeopleFile
from ballot.domain.scoring.doubtful_people import NamedPerson
from ballot.domain.scoring.people_rows import Reader
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import PersonRow
from ballot.usecases.assessment import ranking_inputs
from ballot.usecases.assessment.people import people_rows


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says who adds or corrects a person: the reason, that one who looks alike is
    somebody else (``distinct``), that the review goes back to its ranking (``agreed``)."""

    reason: str = ""
    distinct: bool = False
    agreed: bool = False


def columns_of(scheme: Scheme) -> tuple[Column, ...]:
    """The columns that are typed of a person, in the order of a list: 姓名, 单位 and 村(社区), by
    which a list may tell people apart under any policy, and what the policy asks for besides."""
    who = {*KEY_COLUMNS, *scheme.person.columns}
    return tuple(each for each in people_rows.columns_of(scheme, adding=True) if each.name in who)


def require_known(scheme: Scheme, texts: Mapping[str, str]) -> None:
    """No text of a column that is not typed of a person. Raises Refused with it as column."""
    known = tuple(each.name for each in columns_of(scheme))
    unknown = [name for name in texts if name not in known]
    if unknown:
        raise Refused(
            [Fault(UnknownKey(name=name, allowed=known), column=name) for name in unknown]
        )


def stored(scheme: Scheme, who: PersonRow) -> dict[str, str]:
    """What stands in those columns."""
    there = ranking_inputs.key_texts(who) | dict(who.groups)
    return {each.name: there.get(each.name, "") for each in columns_of(scheme)}


def file_of(scheme: Scheme, texts: Mapping[str, str], *, distinct: bool) -> PeopleFile:
    """A list of one row."""
    row = {each.name: texts.get(each.name, "") for each in columns_of(scheme)}
    return PeopleFile("", tuple(row), (row,), distinct=distinct)


def corrected(
    db: Session,
    assessment: int,
    scheme: Scheme,
    who: PersonRow,
    texts: Mapping[str, str],
    said: Said,
) -> dict[str, str]:
    """All his columns as they are to be. Raises Refused with the column of each fault."""
    require_known(scheme, texts)
    reader = Reader(scheme)
    row = stored(scheme, who) | reader.cleaned(texts)
    reader.person(ranking_inputs.unraised(scheme) | row, 0)
    faults = [Fault(e.error, column=e.column) for e in reader.faults if e.column in texts]
    others = [each for each in assessments.people(db, assessment) if each.id != who.id]
    faults = faults or _like_others(others, who, row, said)
    if faults:
        raise Refused(faults)
    return row


def key_of(row: Mapping[str, str]) -> tuple[str, str, str]:
    """姓名, 单位, 村(社区) of a row."""
    return row.get(NAME, ""), row.get(UNIT, ""), row.get(VILLAGE, "")


def _like_others(
    others: list[PersonRow], who: PersonRow, row: Mapping[str, str], said: Said
) -> list[Fault]:
    """Somebody who is there already under this name, or may be."""
    key = key_of(row)
    keys = [NamedPerson(each.name, each.unit_name, each.village) for each in others]
    if folded_key(key) in {folded_key(each[:3]) for each in keys}:
        return [Fault(TwiceTheSame(value=key[0]), column=NAME)]
    if said.distinct or key == (who.name, who.unit_name, who.village):
        return []
    pairs = doubtful_people.pairs(keys, [NamedPerson(*key)])
    return [Fault(people_rows.perhaps(each), column=NAME) for each in pairs]


def groups_of(row: Mapping[str, str]) -> dict[str, str]:
    """The group columns of a row that say anything."""
    return {name: text for name, text in row.items() if name not in KEY_COLUMNS and text}
