"""Milliseconds of one core that an answer takes: to prepare, to seal at the cast, to check."""

import time
from collections.abc import Callable
from random import Random
from statistics import median

from casting import rounded

from ballot.box import elgamal, proofs
from ballot.box.elgamal import ProofContext, Sealed
from ballot.box.envelope import Kind
from ballot.box.pool import Pool

COLUMNS = 5
"""Four options and 弃权."""
Seal = Callable[[Pool], Sealed]
Check = Callable[[Sealed], None]


def measure(answers: int) -> dict[str, float]:
    """Medians of five rounds, of a choice out of five and of a whole number or 弃权."""
    _secret, pk = elgamal.make_key()
    place = ProofContext(bytes(16), 0, 0, 0, pk)
    random = Random(1)  # noqa: S311 - which answers are sealed is no secret here

    def choose(pool: Pool) -> Sealed:
        return elgamal.seal(place, random.randrange(COLUMNS), COLUMNS, pool)

    def give(pool: Pool) -> Sealed:
        return elgamal.seal_number(place, random.randrange(101), True, pool)

    found = {}
    for name, needs, seal, check in (
        ("choice", elgamal.needs(COLUMNS), choose, lambda each: proofs.check(place, COLUMNS, each)),
        (
            "number",
            elgamal.number_needs(blank=True),
            give,
            lambda each: proofs.check_number(place, True, each),
        ),
    ):
        rounds = [_one(Pool(pk), needs, seal, check, answers) for _each in range(5)]
        for part in rounds[0]:
            found[f"{name}_{part}_ms"] = median(each[part] for each in rounds)
    return rounded(found)


def _one(
    pool: Pool, needs: tuple[Kind, int], seal: Seal, check: Check, answers: int
) -> dict[str, float]:
    kind, count = needs
    sealed: list[Sealed] = []

    def prepare() -> None:
        pool.add(kind, b"".join(kind.make(pool.pk) for _each in range(count * answers)))

    def check_all() -> None:
        for each in sealed:
            check(each)

    return {
        "prepare": _ms(prepare, answers),
        "cast": _ms(lambda: sealed.extend(seal(pool) for _each in range(answers)), answers),
        "check": _ms(check_all, answers),
    }


def _ms(work: Callable[[], None], answers: int) -> float:
    """Processor time an answer."""
    before = time.thread_time()
    work()
    return (time.thread_time() - before) * 1000 / answers
