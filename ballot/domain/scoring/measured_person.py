"""A person with the ballots of the meetings that measured him, each under the item it fills.

Where two independent meetings fill the same item of the same person, neither is taken until the
organizer or scheme says what counts (docs/rules.md §2, several villages or a change of post): all
ballots together, the mean of the figures, or one meeting by its number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.meetings.result import SubjectTally
from ballot.domain.scheme import columns, meeting_items, satisfaction
from ballot.domain.scheme.meeting_items import Feed
from ballot.domain.scheme.scheme import Combine, Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

FULL = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """What a meeting says of one of its subjects; ``sha256`` is that of the signed result.

    ``item`` is what the meeting names to fill; empty where it names nothing. ``unbalanced`` are the
    kinds of remarks for which nobody is ranked by it until somebody says that it counts, and why.
    """

    number: str
    sha256: str
    eligible: int
    tally: SubjectTally
    item: str = ""
    unbalanced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Several:
    """More than one meeting fills ``item``. ``how`` says what counts, empty: nobody has chosen."""

    item: str
    numbers: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """The meeting ``number`` fills ``item``, and its figures do not balance (``kinds``).

    ``is_settled``: somebody has said what counts all the same.
    """

    item: str
    number: str
    kinds: tuple[str, ...]
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """A person with his ballots, where several meetings met, which meeting filled nothing, and in
    which the figures do not balance."""

    person: Person
    several: tuple[Several, ...] = ()
    idle: tuple[str, ...] = ()
    unbalanced: tuple[Unbalanced, ...] = ()


def fill(
    scheme: Scheme, person: Person, measured: Sequence[Measured], chosen: Mapping[str, str]
) -> Filled:
    """The person with the ballots of his meetings; ``chosen`` says by item what counts."""
    made, several, used, off = _Making(scheme, person), [], set(), []
    feeds = meeting_items.feeds(scheme)
    for feed in feeds:
        how = chosen.get(feed.name, "")
        fits = [one for one in measured if _fits(one, feed, how)]
        used |= {one.number for one in fits}
        if len(fits) > 1:
            how = how or _usual(scheme)
            several.append(Several(feed.name, tuple(one.number for one in fits), how))
        taken = [one for one in fits if one.number == how] if how.isdecimal() else fits
        off += [
            Unbalanced(feed.name, one.number, one.unbalanced, feed.name in chosen)
            for one in taken
            if one.unbalanced
        ]
        if len(taken) == 1:
            made.put(feed, _count(taken[0], feed))
        elif taken and how:
            made.put_several(feed, [_count(one, feed) for one in taken], how)
    idle = tuple(one.number for one in measured if feeds and one.number not in used)
    return Filled(made.person(), tuple(several), idle, tuple(off))


def _fits(one: Measured, feed: Feed, how: str) -> bool:
    """Whether a meeting fills it. One that names nothing may be named by the choice."""
    if one.item:
        return one.item == feed.name
    return feed.is_usual or one.number == how


def items_of_votes(
    scheme: Scheme, measured: Sequence[Measured], chosen: Mapping[str, str]
) -> frozenset[str]:
    """The items that meetings of a person fill, and those of which they fill a part: there the
    votes count, whatever else was given."""
    filled = (
        feed
        for feed in meeting_items.feeds(scheme)
        if any(_fits(one, feed, chosen.get(feed.name, "")) for one in measured)
    )
    return frozenset(name for feed in filled for name in (feed.name, feed.item.name))


def _usual(scheme: Scheme) -> str:
    """What the scheme itself says of one person's several results."""
    combine = scheme.person.combine
    return "" if combine is Combine.APART else combine.value


def _count(one: Measured, feed: Feed) -> BallotCount:
    """A meeting that names its item asks that item's question alone."""
    place = 0 if one.item else feed.rule.question
    by_class = tuple(part[place] for part in one.tally.by_class)
    return BallotCount(one.eligible, one.tally.questions[place], by_class)


class _Making:
    """The person under way."""

    def __init__(self, scheme: Scheme, person: Person) -> None:
        self.scheme, self.before = scheme, person
        self.ballots: dict[str, BallotCount] = {}
        self.given: dict[str, Fraction] = dict(person.given)

    def person(self) -> Person:
        """What has become of him."""
        return replace(self.before, ballots=self.ballots, given=self.given)

    def put(self, feed: Feed, counted: BallotCount) -> None:
        """The answers of one meeting, or of several counted together."""
        whole = len(counted.by_class) == len(self.scheme.classes)
        if columns.is_counted(self.scheme, feed.item) and not feed.is_part:
            if whole:
                self.ballots[feed.name] = counted
            return
        self._give(feed, [counted] if whole else [])

    def put_several(self, feed: Feed, counted: Sequence[BallotCount], how: str) -> None:
        """The answers of several meetings, as it was chosen."""
        if how == Combine.MEAN.value:
            self._give(feed, counted)
            return
        whole = counted[0]
        for one in counted[1:]:
            whole = _together(whole, one)
        self.put(feed, whole)

    def _give(self, feed: Feed, counted: Sequence[BallotCount]) -> None:
        """The mean of the figures, as points of 100; nothing where one of them has no figure."""
        # A number of this year's file gives way to what was voted, whole item or part of it.
        self.given.pop(feed.item.name, None)
        shares = [figures.of_ballot(self.scheme, feed.rule, one)[0] for one in counted]
        found = [share for share in shares if share is not None]
        if found and len(found) == len(shares):
            self.given[feed.name] = rounding.total(found) * FULL / len(found)


def _together(one: BallotCount, other: BallotCount) -> BallotCount:
    by_class = tuple(a + b for a, b in zip(one.by_class, other.by_class, strict=False))
    return BallotCount(one.eligible + other.eligible, one.tally + other.tally, by_class)


def texts(scheme: Scheme, person: Person) -> dict[str, str]:
    """The same as the cells of a row, so that a report shows what was counted.

    Counts of a class of fewer than eight are in no row.
    """
    found: dict[str, str] = {}
    for feed in meeting_items.feeds(scheme):
        if feed.is_part or not columns.is_counted(scheme, feed.item):
            if feed.name in person.given:
                column = feed.name if feed.is_part else feed.item.column
                found[column] = rounding.shown(person.given[feed.name])
        elif feed.name in person.ballots:
            found |= _counts(scheme, feed.name, person.ballots[feed.name])
    return found


def _counts(scheme: Scheme, item: str, counted: BallotCount) -> dict[str, str]:
    names = [column.name for column in columns.of_ballots(scheme) if column.item == item]
    parts = counted.by_class or (counted.tally,)
    if scheme.classes and any(map(satisfaction.is_small, parts)):
        return {}
    cells = [str(counted.eligible), *(cell for part in parts for cell in _cells(part))]
    return dict(zip(names, cells, strict=True))


def _cells(tally: Tally) -> tuple[str, ...]:
    return tuple(str(count) for count in (*tally.counts, tally.blank, tally.invalid))
