"""A form of an assessment is printed: the forms of its policy, filled in as far as is known.

What nobody has told the program is a space for the pen; no form is refused for that. What comes
out of a ranking and its review is ``print_review_form``.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, Fault, NoticeNotPosted, NotOneOf, NotRanked, Refused
from ballot.domain.scheme import wording
from ballot.domain.scheme.scheme import NAME, UNIT, VILLAGE, Scheme
from ballot.domain.scoring.sheet_entry import NO, YES, Side
from ballot.printing.forms import blank, publication, ranking, score_sheet
from ballot.printing.forms.blank import Form
from ballot.printing.leaf import Break, Leaf
from ballot.storage.assessment import notices, rankings
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.kept_sheet import MONTHS_ITEM
from ballot.usecases.assessment.see_sheet import Points, RuleView, SheetView, see_sheet
from ballot.usecases.forms import assessment_rows
from ballot.usecases.forms.assessment_rows import AssessmentRows, Cells
from ballot.usecases.forms.print_review_form import (
    APPEAL,
    OUTCOME,
    RANKING,
    print_appeal,
    print_notice,
    print_review_form,
)
from ballot.usecases.hall import Hall
from ballot.usecases.review import see_notice
from ballot.usecases.review.see_appeals import see_appeals
from ballot.usecases.review.see_notice import Stage
from ballot.usecases.verified import schemes

SHEET, NOTICE = "score_sheet", "publication"
ENTERED = {YES: "有", NO: "没有"}
"""What was said of a rule that is met or not, as the form says it."""
FEW = 20
"""So many names are told where a name is not among them."""


class AssessmentForm(NamedTuple):
    """A form by its word in commands and addresses. ``personal``: one a person."""

    name: str
    title: str
    personal: bool = False


def forms_of(scheme: Scheme) -> tuple[AssessmentForm, ...]:
    """The forms of an assessment under this scheme, those of its policy first."""
    forms = blank.forms_of(scheme.id)
    sheet = any(item.sheet for item in scheme.items)
    return (
        *(AssessmentForm(each.name, each.title, each.personal) for each in forms),
        *((AssessmentForm(SHEET, score_sheet.TITLE, personal=True),) if sheet else ()),
        AssessmentForm(RANKING, ranking.TITLE),
        AssessmentForm(OUTCOME, "考核结果使用表"),
        AssessmentForm(NOTICE, publication.TITLE),
    )


def not_yet(hall: Hall, actor: Actor, assessment: int) -> dict[str, BallotError]:
    """The forms that cannot be printed yet, by name, and why. Raises Refused, MayNot."""

    def work(db: Session) -> dict[str, BallotError]:
        if not _look(db, actor, assessment)[1]:
            return dict.fromkeys((RANKING, OUTCOME, NOTICE), NotRanked())
        there = notices.of_assessment(db, assessment)
        hung = any(each.posted_at and not each.withdrawn_at for each in there)
        return {} if hung else {NOTICE: NoticeNotPosted()}

    return hall.database.read(work)


def print_assessment_form(
    hall: Hall, actor: Actor, assessment: int, name: str, person: str | None = None
) -> Leaf:
    """The form as a leaf, to be printed in any format.

    A personal one is that of ``person`` (all of this name), of everybody where ``person`` is None,
    and empty where there is nobody. Raises Refused with the keys ``paper`` and ``person``;
    NotRanked, NoticeNotPosted, MayNot, Tampered.
    """
    scheme, ranked = hall.database.read(lambda db: _look(db, actor, assessment))
    there = tuple(each.name for each in forms_of(scheme))
    if name not in there:
        raise Refused([Fault(NotOneOf(value=name, allowed=there), key="paper")])
    if name in (RANKING, OUTCOME):
        return print_review_form(hall, actor, assessment, name)
    if name == NOTICE:
        return _last_notice(hall, actor, assessment)
    if name != SHEET and ranked and blank.named(name).ranked:
        return print_review_form(hall, actor, assessment, name)
    known = hall.database.read(
        lambda db: assessment_rows.of(hall, db, find(db, actor, assessment, Act.SEE))
    )
    if name == SHEET:
        return _sheets(hall, actor, assessment, known, person)
    if name == APPEAL:
        return _appeal(hall, actor, assessment, known, person)
    form = blank.named(name)
    return _personal(form, known, person) if form.personal else _of_all(form, known)


def _look(db: Session, actor: Actor, assessment: int) -> tuple[Scheme, bool]:
    kept = find(db, actor, assessment, Act.SEE)
    return schemes.of_assessment(kept), bool(rankings.of_assessment(db, assessment))


def _last_notice(hall: Hall, actor: Actor, assessment: int) -> Leaf:
    there = see_notice.see_notices(hall, actor, assessment).notices
    found = [each for each in there if each.stage is not Stage.WITHDRAWN]
    if not found:
        raise NoticeNotPosted
    return print_notice(hall, actor, assessment, found[-1].id)


def _appeal(
    hall: Hall, actor: Actor, assessment: int, known: AssessmentRows, person: str | None
) -> Leaf:
    """The appeals as they were taken; one to fill in by hand where there is none."""
    chosen = {id for id, _row in _chosen(known, person)}
    view = see_appeals(hall, actor, assessment)
    rows = [each.row for each in view.appeals if not each.is_objection]
    taken = sorted(row.id for row in rows if row.person in chosen)
    if taken:
        return _bound(print_appeal(hall, actor, assessment, id) for id in taken)
    fields = [{}] if person is None else [row for id, row in _chosen(known, person)]
    form = blank.named(APPEAL)
    return _bound(blank.leaf(APPEAL, _under(form, each)) for each in fields)


def _chosen(known: AssessmentRows, person: str | None) -> list[tuple[int, Cells]]:
    """The people whose forms are printed. Raises Refused, key ``person``."""
    pairs = list(zip(known.ids, known.rows, strict=True))
    if person is None:
        return pairs
    found = [(id, row) for id, row in pairs if row[NAME] == person]
    if not found:
        names = tuple(row[NAME] for row in known.rows[:FEW])
        raise Refused([Fault(NotOneOf(value=person, allowed=names), key="person")])
    return found


def _personal(form: Form, known: AssessmentRows, person: str | None) -> Leaf:
    rows = [row for _id, row in _chosen(known, person)] or [{}]
    return _bound(
        blank.leaf(
            form.name,
            _under(form, row),
            scheme_id=known.scheme.id,
            goals=wording.worded(known.scheme, row.get(VILLAGE, "")).aftermath.checklist,
        )
        for row in rows
        for _copy in range(form.copies)
    )


def _of_all(form: Form, known: AssessmentRows) -> Leaf:
    filled = form.rows and not form.ranked
    there = [row for row in known.rows if filled and _is_of(form, row)]
    rows = [_paid(form, _under(form, row)) for row in there]
    fields = {assessment_rows.PERIOD: known.period, UNIT: known.unit} | _totals(form, rows)
    return blank.leaf(
        form.name,
        _under(form, fields),
        rows,
        scheme_id=known.scheme.id,
        goals=known.scheme.aftermath.checklist,
    )


def _is_of(form: Form, row: Cells) -> bool:
    return all(row.get(name) == value for name, value in form.only.items())


def _paid(form: Form, row: Cells) -> Cells:
    """The row with what is so many yuan for each of something, where that is known."""
    known = {name: (row.get(of, ""), yuan) for name, (of, yuan) in form.times.items()}
    return row | {
        name: rounding.plain(rounding.read_decimal(many) * yuan)
        for name, (many, yuan) in known.items()
        if many
    }


def _totals(form: Form, rows: Sequence[Cells]) -> Cells:
    """The sums of what stands in the rows; nothing where nothing does."""
    found = {name: [row[name] for row in rows if row.get(name)] for name in form.totals}
    return {
        f"{name}合计": rounding.plain(rounding.total(map(rounding.read_decimal, cells)))
        for name, cells in found.items()
        if cells
    }


def _under(form: Form, cells: Cells) -> Cells:
    """The cells under the headings of a form too."""
    joined = {
        heading: " ".join(cells[name] for name in of if cells.get(name))
        for heading, of in form.names.items()
    }
    return cells | joined


def _sheets(
    hall: Hall, actor: Actor, assessment: int, known: AssessmentRows, person: str | None
) -> Leaf:
    chosen = _chosen(known, person)
    if not chosen:
        return score_sheet.leaf(known.scheme, score_sheet.ScoreSheet(person={}))
    seen = ((see_sheet(hall, actor, assessment, id), row) for id, row in chosen)
    return _bound(score_sheet.leaf(each.scheme, _filled(each, row, known)) for each, row in seen)


def _filled(view: SheetView, row: Cells, known: AssessmentRows) -> score_sheet.ScoreSheet:
    lines = [each for section in view.sections for line in section.lines for each in line.rules]
    person = {name: row.get(name, "") for name in known.scheme.person.columns}
    return score_sheet.ScoreSheet(
        person=person | ({MONTHS_ITEM: view.months} if view.months else {}),
        entries={each.rule.no: _entry(each) for each in lines},
        lines={
            line.line.no: _both(line.points) for section in view.sections for line in section.lines
        },
        subtotals={each.section.name: _both(each.points) for each in view.sections},
        given=tuple(
            (each.section.name, each.given.value, each.given.source)
            for each in view.sections
            if each.given
        ),
        self_total=_both(view.totals)[0],
        examiner_total=_both(view.totals)[1],
        period=known.period,
    )


def _entry(rule: RuleView) -> score_sheet.Entry:
    evidence = "；".join(part for part in (rule.typed.reason, rule.typed.voucher) if part)
    own, found = (_entered(rule, side) for side in (Side.SELF, Side.EXAMINER))
    return score_sheet.Entry(*own, *found, evidence)


def _entered(rule: RuleView, side: Side) -> tuple[str, str]:
    """What was entered of a rule, in the words of the sheet, and its points with their sign."""
    text, points = rule.typed.texts.get(side, ""), rule.points.get(side)
    return ENTERED.get(text, text), "" if points is None else _signed(points)


def _signed(points: Fraction) -> str:
    return f"+{rounding.plain(points)}" if points > 0 else rounding.plain(points)


def _both(points: Points) -> tuple[str, str]:
    """自查自评 and 考核组评分 as the sheet shows them."""
    values = (points.get(Side.SELF), points.get(Side.EXAMINER))
    shown = ["" if value is None else rounding.plain(value) for value in values]
    return shown[0], shown[1]


def _bound(leaves: Iterable[Leaf]) -> Leaf:
    """Several leaves as one document, each on a page of its own."""
    first, *others = leaves
    blocks = list(first.blocks)
    for each in others:
        blocks += [Break(), *each.blocks]
    return Leaf(first.title, tuple(blocks), first.landscape, first.check, numbered=first.numbered)
