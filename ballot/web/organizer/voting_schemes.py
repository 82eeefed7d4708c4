"""The shipped schemes by which people vote, as the organizer's forms offer them."""

from collections.abc import Iterator
from functools import cache

from ballot import schemes
from ballot.domain.meetings import voter_classes
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.scheme import Scheme


@cache
def shipped_schemes() -> tuple[tuple[str, str], ...]:
    """(id, title) of the schemes by which people vote; they change with the program alone."""
    return tuple((scheme.id, scheme.listed) for scheme in _voting())


@cache
def of_assessments() -> frozenset[str]:
    """The ids of those by which a meeting is a part of an assessment."""
    return frozenset(each.id for each in _voting() if meeting_items.wants_assessment(each))


@cache
def rounds_of_schemes() -> tuple[str, ...]:
    """The rounds of those that come in rounds, of one of which each of their meetings is."""
    return tuple(dict.fromkeys(each for one in _voting() for each in one.aftermath.rounds))


@cache
def in_classes() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Titles of those of them whose voters come in classes, each class with its weight."""
    return tuple(
        (scheme.listed, tuple((each.name, each.weight) for each in planned))
        for scheme in _voting()
        if (planned := voter_classes.planned(scheme.classes, (), {}))
    )


def _voting() -> Iterator[Scheme]:
    return (found for name in schemes.available() if (found := schemes.find(name)).questions)
