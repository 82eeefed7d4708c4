"""Several people who are judged at one meeting, in one row of a table.

Their names stand in one cell, divided by 、 or ; or line by line. 单位 and 村(社区) are written
once where they are those of all, else one for each in the same order, divided the same way.
"""

import re
from collections.abc import Iterator

from ballot.domain.errors import Fault, PartsDiffer
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE

Named = tuple[str, str, str]
"""姓名, 单位, 村(社区)."""
DIVIDED = re.compile("\\s*[、;\uff1b\n]\\s*")


def read(name: str, unit: str, village: str) -> tuple[list[Named], list[Fault]]:
    """Everybody whom a row names as (姓名, 单位, 村), and what does not fit, by its column."""
    names = [each for each in DIVIDED.split(name.strip()) if each]
    if len(names) < 2:
        return [(name.strip(), unit.strip(), village.strip())], []
    others = {UNIT: _parts(unit, len(names)), VILLAGE: _parts(village, len(names))}
    faults = list(_faults(others, len(names)))
    if faults:
        return [], faults
    return list(zip(names, others[UNIT], others[VILLAGE], strict=True)), []


def _parts(text: str, people: int) -> list[str]:
    found = DIVIDED.split(text.strip())
    return found * people if len(found) == 1 else found


def _faults(others: dict[str, list[str]], people: int) -> Iterator[Fault]:
    for column, parts in others.items():
        if len(parts) != people:
            error = PartsDiffer(column=NAME, wanted=people, parts=len(parts))
            yield Fault(error, column=column)
