"""People of a list who may be one person: equal but for the unit, or one character apart.

A village is the same without its 村 or 社区. Nobody but who made the list can tell; so it is
asked, and nothing is folded (docs/files.md).
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ballot.domain.person_name import folded_key

LEAST = 3
"""Names of fewer characters differ by one as a matter of course, unless they begin alike."""
_KIND_OF_VILLAGE = re.compile("(?<=.)(村|社区)$")


class NamedPerson(NamedTuple):
    """姓名, 单位, 村(社区) as they are written, and the row of the file; 0: he is there already."""

    name: str
    unit: str
    village: str
    row: int = 0


class Pair(NamedTuple):
    """Somebody of the file, and who was named before him and may be the same."""

    later: NamedPerson
    earlier: NamedPerson


def pairs(there: Iterable[NamedPerson], coming: Iterable[NamedPerson]) -> list[Pair]:
    """Of each who is coming the first one before him who may be the same; without a name, none."""
    seen: dict[tuple[str, ...], NamedPerson] = {}
    for each in there:
        _keep(seen, each)
    found = []
    for each in coming:
        earlier = next((seen[mark] for mark in _looked_for(each) if mark in seen), None)
        if earlier is not None:
            found.append(Pair(each, earlier))
        _keep(seen, each)
    return found


def _keep(seen: dict[tuple[str, ...], NamedPerson], each: NamedPerson) -> None:
    for mark in _marks(each):
        seen.setdefault(mark, each)


def _marks(each: NamedPerson) -> Iterator[tuple[str, ...]]:
    """Under what a later one finds him."""
    name, unit, village = _compared(each)
    yield ("unit", name, village)
    yield ("whole", name, unit, village)
    for at in range(len(name)):
        yield ("without", name[:at] + name[at + 1 :], unit, village)
    for pattern in _patterns(name):
        yield ("but one", pattern, unit, village)


def _looked_for(each: NamedPerson) -> Iterator[tuple[str, ...]]:
    name, unit, village = _compared(each)
    if name:
        yield ("unit", name, village)
    for pattern in _patterns(name):
        yield ("but one", pattern, unit, village)
    if len(name) > 1:
        yield ("without", name, unit, village)
    if len(name) >= LEAST:
        for at in range(len(name)):
            yield ("whole", name[:at] + name[at + 1 :], unit, village)


def _compared(each: NamedPerson) -> tuple[str, str, str]:
    name, unit, village = folded_key(each[:3])
    return name, unit, _KIND_OF_VILLAGE.sub("", village)


def _patterns(name: str) -> Iterator[str]:
    """The name with one character open; of a short one never the first."""
    for at in range(0 if len(name) >= LEAST else 1, len(name)):
        yield f"{name[:at]}\0{name[at + 1 :]}"
