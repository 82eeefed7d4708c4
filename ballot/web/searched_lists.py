"""A long list on a page: what its address asks for, the part that is shown, the ways to the rest.

Views call it with all that there is to list, which is in memory already; what is made of a row for
the page is made of those alone that are shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import current_app, request, url_for

from ballot.domain.written_number import whole

T = TypeVar("T")

A_PAGE = 40
LONGEST = 100
"""So many signs of what somebody looks for are read."""
DIGITS = 9


@dataclass(frozen=True, slots=True)
class ListAsked:
    """What the address asks for: ``words``, which all have to be found, a page from 1, and by name
    what else the list is narrowed to."""

    words: str
    page: int
    also: Mapping[str, Any]
    to: str = ""
    """The page that has the list, where the request is not of it: a form that came back."""

    @property
    def has_narrowed(self) -> bool:
        """Whether anything but a page was asked for."""
        return bool(self.words) or any(self.also.values())

    def says(self, *texts: str) -> bool:
        """Whether every word stands in one of these texts."""
        if not self.words:
            return True
        said = "\n".join(texts).casefold()
        return all(word in said for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The rows of a page; ``total`` were found. ``turns`` are the addresses of the page before and
    of the one behind, where there are such."""

    rows: tuple[T, ...]
    total: int
    page: int
    pages: int
    turns: dict[str, str]
    has_search: bool
    """Whether there is more than a page, or was before somebody looked for something."""

    @property
    def is_whole(self) -> bool:
        """Whether all that was found is on this page."""
        return self.pages == 1


def asked(*names: str, to: str = "") -> ListAsked:
    """What this request asks for, ``names`` too."""
    said, page = request.args, whole(request.args.get("page", ""), DIGITS)
    return ListAsked(
        words=" ".join(said.get("q", "").split())[:LONGEST],
        page=1 if page is None else page,
        also={name: said.get(name, "").strip()[:LONGEST] for name in names},
        to=to or request.endpoint or "",
    )


def part(found: Sequence[T], asked: ListAsked, most: int = A_PAGE) -> Part[T]:
    """The page that is asked for of all that was found; beyond the last one it is the last."""
    pages = max(1, -(-len(found) // most))
    page = min(max(1, asked.page), pages)
    first = (page - 1) * most
    rows, has_search = tuple(found[first : first + most]), asked.has_narrowed or pages > 1
    return Part(rows, len(found), page, pages, turns(asked, page, pages), has_search)


def turns(asked: ListAsked, page: int, pages: int) -> dict[str, str]:
    """The addresses of the page before and of the one behind, where there are such."""
    before = {"before": address(asked, page=page - 1)} if page > 1 else {}
    return before | ({"behind": address(asked, page=page + 1)} if page < pages else {})


def address(asked: ListAsked, **other: Any) -> str:
    """The address of this page that asks for the same, save what is said otherwise."""
    said: dict[str, Any] = {"q": asked.words, **asked.also, **other}
    if said.get("page") == 1:
        del said["page"]
    given = {name: value for name, value in said.items() if value}
    named = {each for rule in current_app.url_map.iter_rules(asked.to) for each in rule.arguments}
    where = {name: value for name, value in (request.view_args or {}).items() if name in named}
    return url_for(asked.to, **where, **given)
