"""A moment stands on paper as the clock of its house shows it, and the paper says which clock."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from ballot.domain import house_time

SHANGHAI, URUMQI, BERLIN = map(ZoneInfo, ("Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin"))
LAST_DAY = datetime(2026, 12, 31, tzinfo=UTC)


def on_the_last_day(hour: int, minute: int, zone: ZoneInfo = SHANGHAI) -> datetime:
    """A moment （UTC） of the last day of a year, by the clock of a zone."""
    return (LAST_DAY + timedelta(hours=hour, minutes=minute)).astimezone(zone)


def test_a_date_is_written_out() -> None:
    assert house_time.in_words(date(2026, 3, 9)) == "2026年3月9日"
    assert house_time.moment(on_the_last_day(1, 5)) == "2026年12月31日 09:05"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (None, "2026年12月31日 23:50"),
        (on_the_last_day(15, 55), "2026年12月31日 23:50–23:55"),
        (on_the_last_day(16, 10), "2026年12月31日 23:50–2027年1月1日 00:10"),
        (on_the_last_day(39, 50), "2026年12月31日 23:50–2027年1月1日 23:50"),
    ],
)
def test_the_end_has_its_day_where_it_is_another_one(last: datetime | None, said: str) -> None:
    assert house_time.span(on_the_last_day(15, 50), last) == said


def test_the_same_moment_is_another_day_elsewhere() -> None:
    assert house_time.moment(on_the_last_day(17, 0)) == "2027年1月1日 01:00"
    assert house_time.moment(on_the_last_day(17, 0, URUMQI)) == "2026年12月31日 23:00"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Shanghai", "时间为北京时间（UTC+8）"),
        ("Asia/Urumqi", "时间为新疆时间（UTC+6）"),
        ("Europe/Berlin", "时间为Europe/Berlin（UTC+1、UTC+2）"),
        ("Asia/Kathmandu", "时间为Asia/Kathmandu（UTC+5:45）"),
        ("America/St_Johns", "时间为America/St_Johns（UTC-3:30、UTC-2:30）"),
        ("Pacific/Apia", "时间为Pacific/Apia（UTC+13）"),
        ("UTC", "时间为UTC（UTC+0）"),
    ],
)
def test_the_time_of_a_paper_is_named(zone: str, said: str) -> None:
    for month in (1, 7):
        made = datetime(2026, month, 1, tzinfo=ZoneInfo(zone))
        assert house_time.zone_in_words(made) == said


@pytest.mark.parametrize("zone", [None, UTC, timezone(timedelta(hours=8))])
def test_a_moment_of_no_house_names_none(zone: timezone | None) -> None:
    assert house_time.zone_in_words(LAST_DAY.replace(tzinfo=zone)) == ""


def test_a_clock_that_is_changed_is_followed() -> None:
    changes = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    before = (changes - timedelta(minutes=1)).astimezone(BERLIN)
    assert house_time.moment(before) == "2026年3月29日 01:59"
    assert house_time.moment(changes.astimezone(BERLIN)) == "2026年3月29日 03:00"


def test_an_office_file_keeps_utc() -> None:
    naive = LAST_DAY.replace(tzinfo=None)
    assert house_time.without_zone(naive) == naive
    assert house_time.without_zone(LAST_DAY.astimezone(SHANGHAI)) == naive
