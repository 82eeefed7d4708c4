"""What somebody might do about classes of voters: their entitled, their papers, their figures."""

from collections.abc import Callable, Iterator
from typing import Any

from bundle.corpus.alterations_of_journal import Case, changed
from bundle.corpus.alterations_of_parts import of
from people.bundle_forger import Parts, relined

from ballot.bundle import layout

Values = list[int]


def more_in_the_first(was: Values) -> Values:
    return [was[0] + 1, *was[1:]]


def moved_to_the_first(was: Values) -> Values:
    return [was[0] + 1, was[1] - 1, *was[2:]]


def _relined(*changes: Callable[[Any], Any]) -> Callable[[Parts], Parts]:
    def alter(lines: Any) -> None:
        for change in changes:
            change(lines)

    return lambda parts: relined(parts, alter)


def _notice(*eligible: int) -> Callable[[Parts], Parts]:
    """Other entitled of each class on the notice."""

    def change(facts: dict[str, Any]) -> None:
        for each, persons in zip(facts["classes"], eligible, strict=True):
            each["eligible"] = persons
        facts["eligible"] = sum(eligible)

    return of(layout.FROZEN, change)


def _returned(result: dict[str, Any]) -> None:
    result["classes"][0]["returned"] -= 1


def _weight(result: dict[str, Any]) -> None:
    result["classes"][0]["weight"] = "1/3"


def _count_of_class(result: dict[str, Any]) -> None:
    result["subjects"][0]["by_class"][1]["counts"]["不满意"] += 1


def _figure_of_class(result: dict[str, Any]) -> None:
    result["subjects"][0]["by_class"][1]["figure"] = None


def _classes_turned(result: dict[str, Any]) -> None:
    result["subjects"][0]["by_class"].reverse()


OF_EVERY_KIND: list[Case] = [
    (
        "classes that do not add up",
        _relined(changed("freeze", by_class=more_in_the_first)),
        "journal",
    ),
    ("no class at all", _relined(changed("freeze", by_class=[])), "journal"),
    ("classes that are no list", _relined(changed("freeze", by_class=8)), "journal"),
    ("a class of half a person", _relined(changed("freeze", by_class=["8"])), "journal"),
    ("papers that are no list", _relined(changed("settle", papers=0)), "ledger"),
    ("papers of a class more", _relined(changed("settle", papers=lambda was: [*was, 0])), "ledger"),
    ("papers below none", _relined(changed("settle", papers=lambda was: [-1, *was[1:]])), "ledger"),
    ("more papers of a class", _relined(changed("settle", papers=more_in_the_first)), "ledger"),
]
IN_CLASSES: list[Case] = [
    (
        "entitled of another class",
        _relined(changed("freeze", by_class=moved_to_the_first)),
        "journal",
    ),
    ("papers of another class", _relined(changed("settle", papers=moved_to_the_first)), "ledger"),
    ("a notice with a class of seven", _notice(9, 7), "form"),
    ("a notice with more in a class", _notice(9, 8), "scheme"),
    ("another number returned of a class", of(layout.RESULT, _returned), "result"),
    ("another weight of a class", of(layout.RESULT, _weight), "result"),
    ("another count of a class", of(layout.RESULT, _count_of_class), "result"),
    ("no figure of a class", of(layout.RESULT, _figure_of_class), "result"),
    ("classes in another order", of(layout.RESULT, _classes_turned), "result"),
]
BEYOND: list[Case] = [
    (
        "the word of it left out",
        _relined(changed("settle", broken=[])),
        "ledger",
    ),
    (
        "the word of all in its place",
        _relined(changed("settle", broken=["returned_of_eligible"])),
        "ledger",
    ),
    (
        "opened all the same",
        lambda parts: of(layout.RESULT, lambda result: result.update(state="opened"))(
            relined(parts, changed("open_box", outcome="opened"))
        ),
        "state",
    ),
    (
        "entitled moved to it",
        _relined(changed("freeze", by_class=moved_to_the_first)),
        "journal",
    ),
]


def cases(kind: str) -> Iterator[Case]:
    """Every alteration about classes that a meeting of this kind can suffer."""
    yield from OF_EVERY_KIND
    if kind == "classes":
        yield from IN_CLASSES
