"""What a scheme says about afterwards: 公示, consequences, pay, lists, runs, steps."""

from fractions import Fraction

from ballot.domain.errors import NotOneOf, SchemeContradiction, TwiceTheSame
from ballot.domain.scheme.consequences import (
    Aftermath,
    Appeal,
    Consequence,
    NamedList,
    Notice,
    Pay,
    PayBand,
    Period,
    Pool,
    Run,
    Step,
)
from ballot.domain.scheme.grade_rules import Rounding
from ballot.domain.table import Table
from ballot.schemes.notes import Notes

PERIODS = tuple(period.value for period in Period)


def read_aftermath(table: Table, notes: Notes) -> Aftermath:
    """Everything that follows from a rank or a grade, and the procedure around it."""
    period, rounds, now = _period(table.table("period"), notes)
    return Aftermath(
        period=period,
        rounds=rounds,
        round=now,
        notice=_notice(table.table("notice"), notes) if table.has("notice") else None,
        consequences=tuple(
            _consequence(one, notes) for one in table.tables("consequences", needed=False)
        ),
        pay=tuple(_pay(one, notes) for one in table.tables("pay", needed=False)),
        lists=tuple(_list(one, notes) for one in table.tables("lists", needed=False)),
        runs=tuple(_run(one, notes) for one in table.tables("runs", needed=False)),
        pools=tuple(_pool(one, notes) for one in table.tables("pools", needed=False)),
        steps=_steps(table, notes, rounds, now),
        authorisation=_said(table, "authorisation", notes),
        appeal=_appeal(table.table("appeal"), notes) if table.has("appeal") else None,
        checklist=read_checklist(table, notes),
    )


def _period(one: Table, notes: Notes) -> tuple[Period, tuple[str, ...], str]:
    """What is covered, the rounds that there are, and the one that was set (``period.round``)."""
    notes.take(one)
    period = Period(one.choice("kind", PERIODS))
    rounds = one.texts("rounds", needed=False)
    now = one.text("round", needed=False)
    if now and now not in rounds:
        one.complain("round", NotOneOf(value=now, allowed=rounds))
    one.done()
    return period, rounds, now if period is Period.ROUND else ""


def _said(table: Table, name: str, notes: Notes) -> str:
    if not table.has(name):
        return ""
    one = table.table(name)
    notes.take(one)
    text = one.text("text")
    one.done()
    return text


def read_checklist(table: Table, notes: Notes) -> tuple[str, ...]:
    """What to look for as evidence; nothing where the table is not there."""
    one = table.table("checklist", needed=False)
    notes.take(one)
    texts = one.texts("goals", needed=bool(one.data))
    one.done()
    return texts


def period_of(one: Table) -> Period | None:
    """The period that a rule belongs to; None where it says none."""
    return Period(one.choice("period", PERIODS)) if one.has("period") else None


def _notice(one: Table, notes: Notes) -> Notice:
    clause = notes.take(one)
    notice = Notice(
        days=one.integer("days", low=1),
        times=one.integer("times", low=1, default=1),
        working=one.flag("working", default=False),
        scores=one.flag("scores", default=False),
        clause=clause,
    )
    one.done()
    return notice


def texts_by_name(one: Table, name: str) -> dict[str, str]:
    """A table of texts by any names; empty where it is not there."""
    table = one.table(name, needed=False)
    return {column: table.text(column) for column in table.names()}


def _consequence(one: Table, notes: Notes) -> Consequence:
    clause = notes.take(one)
    ends = one.has("years") or one.has("counted_from")
    found = Consequence(
        grade=one.text("grade"),
        text=one.text("text"),
        when=texts_by_name(one, "when"),
        years=one.integer("years", low=1) if ends else 0,
        counted_from=one.text("counted_from", needed=ends),
        clause=clause,
    )
    one.done()
    return found


def _pay(one: Table, notes: Notes) -> Pay:
    clause = notes.take(one)
    bands = tuple(_band(band, notes) for band in one.tables("bands"))
    pay = Pay(
        name=one.text("name"),
        bands=bands,
        last_place=one.number("last_place", low=-1) if one.has("last_place") else None,
        period=period_of(one),
        clause=clause,
    )
    borders = [band.at_least for band in bands if band.at_least is not None]
    if borders != sorted(set(borders), reverse=True) or (bands and bands[-1].at_least is not None):
        one.complain("bands", SchemeContradiction(rule="bands_overlap"))
    one.done()
    return pay


def _band(one: Table, notes: Notes) -> PayBand:
    notes.take(one)
    at_least = one.number("at_least", low=None) if one.has("at_least") else None
    band = PayBand(at_least, one.number("change", low=-1))
    one.done()
    return band


def _list(one: Table, notes: Notes) -> NamedList:
    clause = notes.take(one)
    counts = [name for name in ("first", "last", "last_share") if one.has(name)]
    found = NamedList(
        name=one.text("name"),
        first=one.integer("first", low=1) if one.has("first") else 0,
        last=one.integer("last", low=1) if one.has("last") else 0,
        last_share=one.number("last_share", high=1) if one.has("last_share") else Fraction(0),
        rounding=Rounding(one.choice("rounding", [word.value for word in Rounding], "floor")),
        whole=one.flag("whole", default=False),
        period=period_of(one),
        grade=one.text("grade", needed=False),
        yuan=one.integer("yuan", low=None, default=0),
        needs=one.text("needs", needed=False),
        text=one.text("text", needed=False),
        clause=clause,
    )
    if len(counts) > 1 or not (counts or found.grade or found.needs):
        one.complain("", SchemeContradiction(rule="first_or_last_or_grade"))
    one.done()
    return found


def _run(one: Table, notes: Notes) -> Run:
    clause = notes.take(one)
    grade, periods = one.text("grade"), one.integer("periods", low=2)
    run = Run(grade, periods, one.text("text"), period_of(one), clause)
    one.done()
    return run


def _pool(one: Table, notes: Notes) -> Pool:
    clause = notes.take(one)
    pool = Pool(one.number("share", high=1), one.text("grade"), one.text("text"), clause)
    one.done()
    return pool


def _steps(table: Table, notes: Notes, rounds: tuple[str, ...], now: str) -> tuple[Step, ...]:
    """The steps, of the present round alone where it was said; every step has a name of its own,
    and at most one of them ranks."""
    steps: list[Step] = []
    for one in table.tables("steps", needed=False):
        step = _step(one, notes)
        if step.round and step.round not in rounds:
            one.complain("round", NotOneOf(value=step.round, allowed=rounds))
        if step.name in [other.name for other in steps]:
            one.complain("name", TwiceTheSame(value=step.name))
        if step.ranks and any(other.ranks for other in steps):
            one.complain("ranks", SchemeContradiction(rule="one_ranking_step"))
        steps.append(step)
    return tuple(step for step in steps if not now or step.round in ("", now))


def _step(one: Table, notes: Notes) -> Step:
    clause = notes.take(one)
    step = Step(
        name=one.text("name"),
        by=one.text("by"),
        by_value=texts_by_name(one, "by_value"),
        ranks=one.flag("ranks", default=False),
        votes=one.flag("votes", default=False),
        township=one.texts("township", needed=False),
        publishes=one.texts("publishes", needed=False),
        round=one.text("round", needed=False),
        clause=clause,
    )
    one.done()
    return step


def _appeal(one: Table, notes: Notes) -> Appeal:
    clause = notes.take(one)
    appeal = Appeal(
        text=one.text("text"),
        by=one.text("by", needed=False),
        by_ends=one.texts("by_ends", needed=False),
        to=one.text("to", needed=False),
        items=one.texts("items", needed=False),
        deductions=one.flag("deductions", default=False),
        clause=clause,
    )
    one.done()
    return appeal
