"""Units added many at once, renamed, moved and removed: by whom, and what goes with them."""

from collections.abc import Callable

import pytest
from makers.county import add_unit
from makers.meetings import a_plan
from sqlalchemy import event

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import (
    MayNot,
    NothingChanged,
    Refused,
    TopUnit,
    UnitBelowItself,
    UnitInUse,
    UnitNamed,
    UnitUnknown,
)
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.accounts import api_keys
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.add_units import UnitsAdded, add_units
from ballot.usecases.accounts.change_unit import change_unit, remove_unit, see_unit
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.accounts.units import top_unit, units_to_choose
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.start_meeting import see_unmet

PASSWORD = "大布村的密码 2026"


@pytest.fixture
def county(hall: Hall) -> int:
    return hall.database.write(top_unit)


def drawn(hall: Hall, actor: Actor = CONSOLE) -> list[tuple[str, int]]:
    return [(each.name, each.depth) for each in list_people(hall, actor).units]


def administrator(unit: int, role: Role = Role.ADMINISTRATOR) -> Actor:
    return Actor(1, "陈科长", ((unit, role),))


def test_a_list_of_towns_and_villages_is_added_at_once(hall: Hall, county: int) -> None:
    added = add_units(hall, CONSOLE, "东镇\n东镇/小高村\n西镇/大布村", county)
    assert added == UnitsAdded(("东镇", "小高村", "西镇", "大布村"), 0)
    tree = [("本单位", 0), ("东镇", 1), ("小高村", 2), ("西镇", 1), ("大布村", 2)]
    assert drawn(hall) == tree
    assert add_units(hall, CONSOLE, "东镇\n西镇/大布村\n北镇", county) == UnitsAdded(("北镇",), 2)
    lines = len(read_journal(hall, CONSOLE))
    assert add_units(hall, CONSOLE, "北镇", county) == UnitsAdded((), 1)
    assert len(read_journal(hall, CONSOLE)) == lines, "nothing was done"


def test_a_line_that_is_wrong_adds_none(hall: Hall, county: int) -> None:
    with pytest.raises(Refused):
        add_units(hall, CONSOLE, "东镇\n/小高村", county)
    assert drawn(hall) == [("本单位", 0)]


def test_units_are_added_below_ones_own_alone(hall: Hall, county: int) -> None:
    east, west = (add_unit(hall, CONSOLE, name, county) for name in ("东镇", "西镇"))
    add_units(hall, administrator(east), "小高村", east)
    for actor in (administrator(west), administrator(east, Role.ORGANIZER)):
        with pytest.raises(MayNot):
            add_units(hall, actor, "大布村", east)
    with pytest.raises(UnitUnknown):
        add_units(hall, CONSOLE, "大布村", 999_999)


def test_a_unit_is_renamed_and_moved_with_all_that_is_its_own(hall: Hall, county: int) -> None:
    east, west = (add_unit(hall, CONSOLE, name, county) for name in ("东镇", "西镇"))
    village = add_unit(hall, CONSOLE, "小高村", east)
    number = create_meeting(hall, administrator(village, Role.ORGANIZER), a_plan())
    change_unit(hall, CONSOLE, village, name="小高庄", custody=None, parent=west)
    assert drawn(hall) == [("本单位", 0), ("东镇", 1), ("西镇", 1), ("小高庄", 2)]
    assert see_meeting(hall, administrator(west, Role.OBSERVER), number)
    with pytest.raises(MayNot):
        see_meeting(hall, administrator(east, Role.OBSERVER), number)
    (told,) = (each.detail for each in read_journal(hall, CONSOLE) if "unit_before" in each.detail)
    assert '"above_after":"西镇","above_before":"东镇"' in told
    assert '"unit_after":"小高庄","unit_before":"小高村"' in told


def test_a_unit_that_is_older_than_the_one_above_it_is_reached(hall: Hall, county: int) -> None:
    village = add_unit(hall, CONSOLE, "小高村", county)
    town = add_unit(hall, CONSOLE, "东镇", county)
    number = create_meeting(hall, administrator(village, Role.ORGANIZER), a_plan())
    change_unit(hall, CONSOLE, village, name="小高村", custody=None, parent=town)
    assert see_meeting(hall, administrator(town, Role.OBSERVER), number)
    assert drawn(hall, administrator(town)) == [("东镇", 0), ("小高村", 1)]


def test_a_unit_stands_neither_below_itself_nor_twice(hall: Hall, county: int) -> None:
    east = add_unit(hall, CONSOLE, "东镇", county)
    village = add_unit(hall, CONSOLE, "小高村", east)
    add_unit(hall, CONSOLE, "西镇", county)
    for unit, name, parent, error in (
        (east, "东镇", village, UnitBelowItself),
        (east, "东镇", east, UnitBelowItself),
        (east, "西镇", None, UnitNamed),
        (village, "西镇", county, UnitNamed),
        (village, "小高村", 99, UnitUnknown),
    ):
        with pytest.raises(Refused) as refused:
            change_unit(hall, CONSOLE, unit, name=name, custody=None, parent=parent)
        assert [type(fault.error) for fault in refused.value.faults] == [error]
    with pytest.raises(NothingChanged):
        change_unit(hall, CONSOLE, east, name=" 东镇 ", custody=None)
    with pytest.raises(TopUnit):
        change_unit(hall, CONSOLE, county, name="本单位", custody=None, parent=east)


def test_an_administrator_renames_his_own_unit_and_moves_those_below(
    hall: Hall, county: int
) -> None:
    east, west = (add_unit(hall, CONSOLE, name, county) for name in ("东镇", "西镇"))
    village, hamlet = add_unit(hall, CONSOLE, "小高村", east), add_unit(hall, CONSOLE, "东组", east)
    chief = administrator(east)
    change_unit(hall, chief, east, name="东街道", custody=None)
    change_unit(hall, chief, hamlet, name="东组", custody=None, parent=village)
    with pytest.raises(MayNot):
        change_unit(hall, chief, east, name="东街道", custody=None, parent=west)
    with pytest.raises(Refused):
        change_unit(hall, chief, village, name="小高村", custody=None, parent=west)
    with pytest.raises(UnitUnknown):
        change_unit(hall, chief, west, name="西街道", custody=None)
    look = see_unit(hall, chief, village)
    assert [each.name for each in look.places] == ["东街道"]
    assert not look.is_fixed
    assert see_unit(hall, chief, east).is_fixed
    with pytest.raises(UnitUnknown):
        see_unit(hall, chief, west)


def test_an_empty_unit_is_removed_and_no_other(hall: Hall, county: int) -> None:
    east = add_unit(hall, CONSOLE, "东镇", county)
    village = add_unit(hall, CONSOLE, "小高村", east)
    create_account(hall, CONSOLE, "李某", Role.ORGANIZER, village)
    with pytest.raises(UnitInUse) as held:
        remove_unit(hall, CONSOLE, east)
    assert (held.value.units, held.value.meetings) == (1, 0)
    with pytest.raises(TopUnit):
        remove_unit(hall, CONSOLE, county)
    with pytest.raises(MayNot):
        remove_unit(hall, administrator(village), village)
    assert remove_unit(hall, CONSOLE, village) == "小高村"
    number = create_meeting(hall, administrator(east, Role.ORGANIZER), a_plan())
    with pytest.raises(UnitInUse):
        remove_unit(hall, CONSOLE, east)
    assert see_meeting(hall, CONSOLE, number)
    assert drawn(hall) == [("本单位", 0), ("东镇", 1)]
    assert any('"unit_removed":"小高村"' in each.detail for each in read_journal(hall, CONSOLE))


def test_one_person_is_one_account_and_a_meeting_alone_no_assessment(
    hall: Hall, county: int
) -> None:
    chief = accept_invitation(hall, invite_administrator(hall), "陈科长", PASSWORD)
    assert len(chief.roles) == 2
    create_meeting(hall, chief, a_plan())
    (top,) = list_people(hall, CONSOLE).units
    assert (top.holds.accounts, top.holds.meetings, top.holds.assessments) == (1, 1, 0)
    create_meeting(hall, chief, a_plan(assessment="2026年度"))
    (top,) = list_people(hall, CONSOLE).units
    assert (top.holds.meetings, top.holds.assessments) == (2, 1)


def test_what_the_units_cost_does_not_grow_with_their_number(hall: Hall, county: int) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("年度考核", "jiaozhou-village"))
    chief = administrator(county)
    looks = (
        lambda: list_people(hall, chief),
        lambda: see_unit(hall, chief, county),
        lambda: units_to_choose(hall, administrator(county, Role.ORGANIZER)),
        lambda: api_keys.list_keys(hall, chief),
        lambda: see_unmet(hall, CONSOLE, id),
    )
    add_units(hall, CONSOLE, "东镇/小高村", county)
    before = [statements(hall, look) for look in looks]
    add_units(hall, CONSOLE, "\n".join(f"西镇/村{n}" for n in range(60)), county)
    assert [statements(hall, look) for look in looks] == before


def statements(hall: Hall, look: Callable[[], object]) -> int:
    """How many a look makes."""
    made: list[object] = []

    def count(*_given: object) -> None:
        made.append(1)

    event.listen(hall.database.engine, "before_cursor_execute", count)
    try:
        look()
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", count)
    return len(made)
