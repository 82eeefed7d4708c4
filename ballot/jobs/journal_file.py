"""The journal as a table: every line that was looked for, as its pages would show it."""

from datetime import date

from ballot.domain.access import Actor, Who
from ballot.domain.acts import Act
from ballot.exports import result_as_csv
from ballot.usecases.desk.find_lines import LineSearch, every_line, find_lines
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words.desk import journal_acts
from ballot.words.language import gettext as _

KIND = "text/csv; charset=utf-8"


def told(search: LineSearch) -> Told:
    """What is looked for."""
    return {
        "meeting": search.meeting,
        "words": search.words,
        "act": search.act and search.act.value,
        "who": search.who and search.who.value,
        "since": search.since and search.since.isoformat(),
        "until": search.until and search.until.isoformat(),
    }


def _search(told: Told) -> LineSearch:
    return LineSearch(
        meeting=told["meeting"],
        words=told["words"],
        act=Act(told["act"]) if told["act"] else None,
        who=Who(told["who"]) if told["who"] else None,
        since=date.fromisoformat(told["since"]) if told["since"] else None,
        until=date.fromisoformat(told["until"]) if told["until"] else None,
    )


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever may read these lines. Raises MayNot, MeetingUnknown."""
    find_lines(hall, actor, _search(told))


def title(_hall: Hall, _actor: Actor, _told: Told) -> str:
    """What it is."""
    said: str = _("导出操作记录")
    return said


def make(hall: Hall, actor: Actor, told: Told, _tell: Tell) -> MadeFile:
    """All lines, one a row, with what each wrote down. Raises MayNot, MeetingUnknown."""
    heading = (_("时间"), _("谁"), _("做了什么"), _("会议"), _("考核"), _("内容"))
    rows = [
        (
            hall.local(line.at).strftime("%Y-%m-%d %H:%M"),
            line.actor,
            journal_acts.done(line),
            line.meeting or "",
            str(line.assessment or ""),
            line.detail,
        )
        for line in every_line(hall, actor, _search(told))
    ]
    return MadeFile(result_as_csv.table(heading, rows), KIND, "journal.csv")
