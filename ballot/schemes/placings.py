"""Groups, grades, bars, vetoes, ties: how a scheme turns totals into grades."""

from fractions import Fraction

from ballot.domain.scheme.grade_rules import (
    BallotGrade,
    Bar,
    BarKind,
    Barred,
    Base,
    By,
    ByBallot,
    Cap,
    Grade,
    Placing,
    Rounding,
    TieAtBorder,
    Veto,
)
from ballot.domain.table import Table
from ballot.schemes.aftermaths import PERIODS
from ballot.schemes.notes import Notes


def read_placing(table: Table, notes: Notes) -> Placing:
    """Everything between the totals and the grades; empty where the scheme grades nobody."""
    options = table.table("placing", needed=False)
    needed = table.has("grades")
    clause = notes.take(options)
    placing = Placing(
        grades=tuple(_grade(one, notes) for one in table.tables("grades", needed=False)),
        group_by=options.texts("group_by", needed=False),
        ties=options.texts("ties", needed=False),
        rounding=Rounding(_word(options, "rounding", Rounding, needed=needed)),
        base=Base(_word(options, "base", Base, needed=needed)),
        barred=Barred(_word(options, "barred", Barred, needed=needed)),
        tie_at_border=TieAtBorder(_word(options, "tie_at_border", TieAtBorder, needed=needed)),
        bars=tuple(_bar(one, notes) for one in table.tables("bars", needed=False)),
        vetoes=tuple(_veto(one, notes) for one in table.tables("vetoes", needed=False)),
        by_ballot=_by_ballot(table, notes),
        caps=tuple(_cap(one, notes) for one in table.tables("caps", needed=False)),
        periods=options.choices("periods", PERIODS),
        tie_clause=clause,
    )
    options.done()
    return placing


Words = type[Rounding] | type[Base] | type[Barred] | type[TieAtBorder]


def _word(options: Table, name: str, words: Words, *, needed: bool) -> str:
    """An option of the placing; it must be written where there are grades, so that it is seen."""
    allowed = [word.value for word in words]
    return options.choice(name, allowed, None if needed else allowed[0])


def _grade(one: Table, notes: Notes) -> Grade:
    clause = notes.take(one)
    by = By(one.choice("by", [by.value for by in By]))
    grade = Grade(
        name=one.text("name"),
        by=by,
        share=one.number("share", high=1) if by is By.QUOTA else Fraction(0),
        places=one.integer("places", low=1) if by in (By.FIRST, By.LAST) else 0,
        at_least=_least(one, by),
        clause=clause,
    )
    one.done()
    return grade


def _least(one: Table, by: By) -> Fraction | None:
    """The total that a grade asks for: always in a band, where it is written for the rest."""
    if by is By.BAND or (by is By.REST and one.has("at_least")):
        return one.number("at_least", low=None)
    return None


def _bar(one: Table, notes: Notes) -> Bar:
    clause = notes.take(one)
    kind = BarKind(one.choice("kind", [kind.value for kind in BarKind]))
    below = kind is BarKind.BELOW
    base_only = below and one.choice("awards", ["with", "base_only"]) == "base_only"
    bar = Bar(
        name=one.text("name"),
        kind=kind,
        grade=one.text("grade"),
        by_hand=one.flag("by_hand", default=False),
        column="" if below else one.text("column"),
        negative=one.text("negative", needed=False),
        of=one.texts("of") if below else (),
        bound=one.number("bound") if below else Fraction(0),
        base_only=base_only,
        bonus_columns=one.texts("bonus_columns", needed=base_only) if below else (),
        clause=clause,
    )
    one.done()
    return bar


def _veto(one: Table, notes: Notes) -> Veto:
    clause = notes.take(one)
    veto = Veto(one.text("column"), one.text("grade"), one.texts("grounds", needed=False), clause)
    one.done()
    return veto


def _by_ballot(table: Table, notes: Notes) -> ByBallot | None:
    if not table.has("by_ballot"):
        return None
    one = table.table("by_ballot")
    clause = notes.take(one)
    rule = ByBallot(
        item=one.text("item"),
        manual=one.choice("mode", ["thresholds", "manual"]) == "manual",
        grades=tuple(_ballot_grade(grade, notes) for grade in one.tables("grades")),
        column=one.text("column"),
        clause=clause,
    )
    one.done()
    return rule


def _ballot_grade(one: Table, notes: Notes) -> BallotGrade:
    clause = notes.take(one)
    option = one.text("option", needed=False)
    grade = BallotGrade(
        grade=one.text("grade"),
        option=option,
        more_than=one.number("more_than", high=1) if option else None,
        below=None if option else one.number("below", high=1),
        clause=clause,
    )
    one.done()
    return grade


def _cap(one: Table, notes: Notes) -> Cap:
    clause = notes.take(one)
    cap = Cap(
        grade=one.text("grade"),
        share=one.number("share", high=1),
        rounding=Rounding(one.choice("rounding", [word.value for word in Rounding])),
        hard=one.flag("hard"),
        clause=clause,
    )
    one.done()
    return cap
