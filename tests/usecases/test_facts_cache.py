"""What a process knows by heart of its meetings: checked when learnt, bounded, of no slip."""

import pytest
from makers.meetings import VERY, a_draft, an_open_meeting
from sqlalchemy import text

from ballot.domain.access import CONSOLE
from ballot.domain.errors import SlipUnknown, Tampered
from ballot.storage import meetings
from ballot.usecases import facts_cache
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.facts_cache import Facts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.verified import frozen_facts


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The numbers of the meetings whose tag was checked."""
    checked: list[str] = []
    real = frozen_facts.of

    def of(hall: Hall, meeting: frozen_facts.HasFrozen) -> object:
        checked.append(meeting.number)
        return real(hall, meeting)

    monkeypatch.setattr(frozen_facts, "of", of)
    return checked


def test_the_tag_is_checked_when_a_version_is_first_seen(hall: Hall, learnt: list[str]) -> None:
    meeting = an_open_meeting(hall)
    learnt.clear()
    for _ in range(3):
        view_paper(hall, meeting.number, meeting.slips[0].token)
    meeting.cast(VERY)
    assert learnt == [meeting.number]
    correct_eligible(hall, CONSOLE, meeting.number, (("", 47),), "漏登一户")
    learnt.clear()
    view = view_paper(hall, meeting.number, meeting.slips[1].token)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    assert view.version == row.version
    assert view.fingerprint == frozen_facts.frozen.fingerprint(row.frozen or "")[:8]
    assert learnt == [meeting.number]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meeting SET frozen = replace(frozen, '张某', '李某')",
        "UPDATE meeting SET frozen = NULL",
        "UPDATE meeting SET frozen_tag = NULL",
        "UPDATE meeting SET frozen_tag = run",
    ],
)
def test_what_is_known_is_not_served_over_altered_data(hall: Hall, change: str) -> None:
    """Also where whoever altered them left the version as it was."""
    meeting = an_open_meeting(hall)
    for _ in range(2):
        view_paper(hall, meeting.number, meeting.slips[0].token)
    hall.database.write(lambda db: db.execute(text(change)).rowcount)
    for _ in range(2):
        with pytest.raises(Tampered):
            view_paper(hall, meeting.number, meeting.slips[0].token)


def test_the_oldest_give_way(
    hall: Hall, learnt: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts_cache, "MOST", 2)
    monkeypatch.setattr(facts_cache, "RUNS", 2)
    made = [an_open_meeting(hall, slips=1) for _ in range(3)]
    learnt.clear()
    for meeting in (*made, made[2], made[0]):
        assert view_paper(hall, meeting.number, meeting.slips[0].token).number == meeting.number
    assert learnt == [each.number for each in (*made, made[0])]
    assert len(hall.facts._known) == len(hall.facts._runs) == 2


def test_numbers_that_no_meeting_has_leave_nothing_behind(hall: Hall) -> None:
    meeting = a_draft(hall)
    for number in ("000000", "999999", "1" * 300, "x", "一"):
        with pytest.raises(SlipUnknown):
            view_paper(hall, number, meeting.slips[0].code)
    assert hall.facts._runs == {}


def test_nothing_of_a_slip_is_kept(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    meeting.cast(VERY)
    view_paper(hall, meeting.number, meeting.slips[1].code)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    assert hall.facts._runs == {meeting.number: row.run}
    ((key, kept),) = hall.facts._known.items()
    assert key == (meeting.number, row.version, row.run)
    assert kept[:2] == (row.frozen, row.frozen_tag)
    assert kept[2] == facts_cache.KnownFacts(
        frozen_facts.of(hall, row), kept[2].fingerprint, kept[2].words
    )


def test_a_hall_of_its_own_knows_nothing_yet() -> None:
    assert Facts().run("123456") == b""
