"""What it means that voters come in classes, said while there is still time to plan otherwise."""

from collections.abc import Iterable, Sequence

from ballot.domain import errors
from ballot.domain.meetings.voter_classes import Lack, PlannedClass
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS
from ballot.words import refusals, terms
from ballot.words.language import gettext as _

SAFE = SMALLEST_CLASS * 3 // 2
"""From so many entitled on two thirds of a class are eight."""


def meaning(classes: Sequence[tuple[str, str]]) -> str:
    """The rules of classes, of (name, weight); empty where nobody votes in classes."""
    if not classes:
        return ""
    names = terms.listing(f"{name} {weight}" for name, weight in classes)
    said: str = _(
        "分类投票，各类的权重：%(names)s。票按类印、按类发。"
        "每类应参加不能少于 %(least)s 人，否则不能锁定；"
        "有一类收回不足 %(least)s 张，就只公布全体合计，没有加权得分，这个人待测评。",
        names=names,
        least=SMALLEST_CLASS,
    )
    return said


def of_people(classes: Iterable[PlannedClass]) -> list[str]:
    """What 应参加 of the classes means: a sentence for each that is missing, too small or tight."""
    planned = tuple(classes)
    if any(each.eligible is None for each in planned):
        names = tuple(each.name for each in planned)
        return [refusals.words(errors.ClassesNotPlanned(classes=names))]
    return [said for each in planned if (said := _of_people(each))]


def _of_people(planned: PlannedClass) -> str:
    persons = planned.eligible or 0
    if persons < SMALLEST_CLASS:
        small = errors.ClassTooSmall(name=planned.name, eligible=persons, least=SMALLEST_CLASS)
        return refusals.words(small)
    if persons >= SAFE:
        return ""
    said: str = _(
        "“%(name)s”应参加 %(eligible)s 人："
        "收回不足 %(least)s 张（有 %(away)s 人没投），就没有加权得分",
        name=planned.name,
        eligible=persons,
        least=SMALLEST_CLASS,
        away=persons - SMALLEST_CLASS + 1,
    )
    return said


def of_slips(classes: Iterable[PlannedClass]) -> list[str]:
    """A sentence for each class whose slips are not printed yet."""
    return [
        refusals.words(errors.ClassWithoutSlips(name=each.name, eligible=each.eligible or 0))
        for each in classes
        if Lack.SLIPS in each.lacks
    ]


def before_the_vote(classes: Sequence[PlannedClass]) -> list[str]:
    """All of it, for whoever makes or looks at a meeting; empty where nobody votes in classes."""
    meant = meaning([(each.name, each.weight) for each in classes])
    return [meant, *of_people(classes)] if meant else []
