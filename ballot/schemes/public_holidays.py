"""放假 and 调休上班 of China as announced (国务院办公厅), from the library chinesecalendar.

It is written anew once a year, in November for the next one, and comes with a new version of this
program; of later years nothing is known here.
"""

from datetime import date
from functools import cache

from ballot.domain.scheme.working_days import SATURDAY, Calendar


@cache
def calendar() -> Calendar:
    """All that is known, to the end of the last year that was announced."""
    from chinese_calendar.constants import holidays, workdays  # loaded with the first 公示

    return Calendar(
        off=frozenset(holidays),
        made_up=frozenset(day for day in workdays if day.weekday() >= SATURDAY),
        until=date(max(holidays).year, 12, 31),
    )
