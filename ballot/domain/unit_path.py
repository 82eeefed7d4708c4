"""Units stand one below the other: a county, its townships, their villages.

All ask with the parents of all units: unit → the one above it, None at the top.
"""

from collections.abc import Iterable, Mapping

Parents = Mapping[int, int | None]


def up(parents: Parents, unit: int) -> tuple[int, ...]:
    """The unit and all units above it, the highest first."""
    path: list[int] = []
    at: int | None = unit
    while at is not None:
        path.append(at)
        at = parents.get(at)
    return tuple(reversed(path))


def below(parents: Parents, roots: Iterable[int]) -> tuple[int, ...]:
    """These units and all units below them, by id; a unit may be older than the one above it."""
    wanted = set(roots)
    return tuple(sorted(wanted | {unit for unit in parents if wanted & set(up(parents, unit))}))


def drawn(parents: Parents) -> list[tuple[int, int]]:
    """(unit, how many stand above it among these), each behind the one above it.

    Of units below the same one the one that was made first comes first. A unit whose upper one is
    not among them stands at the left.
    """
    found: list[tuple[int, int]] = []
    waiting = sorted(
        (unit for unit, above in parents.items() if above not in parents), reverse=True
    )
    depths = dict.fromkeys(waiting, 0)
    while waiting:
        unit = waiting.pop()
        found.append((unit, depths[unit]))
        lower = sorted((each for each, above in parents.items() if above == unit), reverse=True)
        depths |= dict.fromkeys(lower, depths[unit] + 1)
        waiting += lower
    return found
