"""Of many people a process remembers what it worked out; no act and no alteration is passed over.

Of few it reads everything at each look, as the tests of every rule do.
"""

from collections.abc import Callable

import pytest
from makers.life.large_house import an_assessment
from sqlalchemy import update

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Tampered
from ballot.storage import journal, tables
from ballot.storage.assessment import inputs
from ballot.usecases.assessment import worked_out
from ballot.usecases.assessment.people.mark_left import mark_left
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.assessment.see_assessment import AssessmentView, see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.review.raise_flag import raise_flag
from ballot.usecases.review.see_review import see_review

FEW, MANY = 4, worked_out.MANY
TITLE, SAID = "2026年度考核", Said("调离", agreed=True)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often all that was entered is read."""
    made: list[int] = []
    entries = inputs.entries
    monkeypatch.setattr(inputs, "entries", lambda *told: made.append(1) or entries(*told))
    return made


def look(hall: Hall, id: int) -> AssessmentView:
    return see_assessment(hall, CONSOLE, id)


def alter(hall: Hall) -> None:
    """Somebody writes 99 into a score behind the program's back."""
    c = tables.score_entry.c
    statement = update(tables.score_entry).where(c.item == "基本工作目标得分").values(value="65.5")
    hall.database.write(lambda db: db.execute(statement))


def test_many_are_read_once_and_few_at_every_look(hall: Hall, reads: list[int]) -> None:
    many, few = an_assessment(hall, TITLE, MANY), an_assessment(hall, "小考核", FEW)
    assert [look(hall, many), see_review(hall, CONSOLE, many)][0] == look(hall, many)
    assert len(reads) == 1
    look(hall, few)
    look(hall, few)
    assert len(reads) == 3, "the control"


ACTS: dict[str, Callable[[Hall, int, int], object]] = {
    "a person": lambda hall, id, who: mark_left(hall, CONSOLE, id, who, "2026-12-01", SAID),
    "a flag": lambda hall, id, who: raise_flag(
        hall, CONSOLE, id, who, "直接不称职情形", "掌控信息迟缓"
    ),
    "a name": lambda hall, id, who: rename_assessment(
        hall, CONSOLE, id, title="改了名的考核", period=""
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_whatever_is_done_is_seen_at_the_next_look(hall: Hall, act: str) -> None:
    id = an_assessment(hall, TITLE, MANY)
    who = look(hall, id).people[0].id

    def seen() -> object:
        return (look(hall, id), see_review(hall, CONSOLE, id), see_ranking(hall, CONSOLE, id))

    rank_assessment(hall, CONSOLE, id)
    before = seen()
    assert seen() == before
    ACTS[act](hall, id, who)
    assert seen() != before


def test_what_somebody_altered_is_never_shown_and_stops_every_act(hall: Hall) -> None:
    id = an_assessment(hall, TITLE, MANY)
    rank_assessment(hall, CONSOLE, id)
    shown = (look(hall, id), see_ranking(hall, CONSOLE, id))
    alter(hall)
    assert (look(hall, id), see_ranking(hall, CONSOLE, id)) == shown, "what was checked is shown"
    with pytest.raises(Tampered):
        rank_assessment(hall, CONSOLE, id)


def test_an_alteration_before_the_first_look_is_told(hall: Hall) -> None:
    id = an_assessment(hall, TITLE, MANY)
    alter(hall)
    for _ in range(2):
        with pytest.raises(Tampered):
            look(hall, id)


def test_a_chain_that_was_cut_is_told_at_once(hall: Hall) -> None:
    id = an_assessment(hall, TITLE, MANY)
    who = look(hall, id).people[0].id
    mark_left(hall, CONSOLE, id, who, "2026-12-01", SAID)
    look(hall, id)
    c = tables.journal.c
    last = hall.database.read(journal.lengths)[f"assessment:{id}"]
    cut = tables.journal.delete().where(c.chain == f"assessment:{id}", c.sequence == last)
    hall.database.write(lambda db: db.execute(cut))
    with pytest.raises(Tampered):
        look(hall, id)
