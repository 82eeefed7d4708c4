"""An organizer fills in the score sheet of a person: 自查自评, 考核组评分, 依据.

Entries are only added, so a changed one keeps the old value with who, when and why. While the
sheet is a draft its points count nowhere; once it is finished its sections, the awards inside
them and the bars that it sets stand in the person's row, and every later entry renews them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, GivenOtherwise, Missing, Refused
from ballot.domain.scheme import sheet_rules
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.sheet_rules import Sheet
from ballot.domain.scoring import attainable, scoresheet, sheet_entry
from ballot.domain.scoring.scoresheet import SheetScore
from ballot.domain.scoring.sheet_entry import NO, YES, Side
from ballot.domain.scoring.sheet_points import MONTHS
from ballot.domain.scoring.sheets import ratings
from ballot.storage.assessment import assessments, inputs
from ballot.storage.assessment.assessments import OBJECTIVE_SCORE, PersonRow
from ballot.storage.assessment.score_entries import EntryRow
from ballot.usecases import acts
from ballot.usecases.assessment import kept_sheet, reviewing
from ballot.usecases.assessment.kept_sheet import DONE, MONTHS_ITEM, Typed
from ballot.usecases.hall import Hall
from ballot.usecases.verified import entered_values, schemes


def enter_sheet(
    hall: Hall,
    actor: Actor,
    assessment: int,
    person: int,
    typed: Mapping[str, Typed],
    *,
    months: str | None = None,
    change: str = "",
    done: bool = False,
    confirm_beyond: bool = False,
    replace_given: bool = False,
) -> None:
    """Enter what was typed beside the rules, by their numbers; rules that are left out stay.

    ``change`` is the reason where an entry of the examiners is altered; ``confirm_beyond`` says
    that a section is right which has more points than it can bring, ``replace_given`` that the
    sheet replaces what a decision or a file gave a section, with ``change`` as the reason. Raises
    Refused with the number of the rule as column and the side, ``reason``, ``months`` or ``change``
    as key, or with the section as column and ``confirm_beyond`` or ``replace_given``;
    AssessmentConcluded, MayNot.
    """

    def work(db: Session) -> None:
        kept = reviewing.open_to(db, actor, assessment, Act.EDIT)
        who = kept_sheet.person_of(db, assessment, person)
        scheme = schemes.of_assessment(kept)
        _item, sheet = kept_sheet.item_of(scheme)
        filling = _Filling(db, scheme, sheet, who, actor.name, hall.clock())
        filling.raised = frozenset(inputs.flags(db, assessment).get(person, ()))
        filling.confirm_beyond, filling.replace_given = confirm_beyond, replace_given
        filling.take(typed, months, change.strip(), done=done)
        bound = entered_values.bind(db, assessment)
        acts.write_down(hall, db, actor, Act.EDIT, None, person=person, **bound)

    acts.carry_out(hall, work)


class _Filling:
    """One person's sheet while it is filled in."""

    def __init__(
        self, db: Session, scheme: Scheme, sheet: Sheet, who: PersonRow, by: str, at: datetime
    ) -> None:
        self.db, self.scheme, self.sheet, self.who = db, scheme, sheet, who
        self.by, self.at = by, at
        self.before = kept_sheet.latest(db, who.id)
        self.change = ""
        self.confirm_beyond = self.replace_given = False
        self.raised: frozenset[str] = frozenset()

    def take(
        self, typed: Mapping[str, Typed], months: str | None, change: str, *, done: bool
    ) -> None:
        """Check all of it, then keep what is new."""
        self.change = change
        stood = kept_sheet.stored(self.sheet, self.before)
        known = {no: said for no, said in typed.items() if no in stood}
        whole = stood | known
        month = self._value(MONTHS_ITEM) if months is None else months.strip()
        scores = self._scores(whole, month)
        self._require_reasons(stood, known)
        if not self.confirm_beyond:
            self._require_attainable(scores[Side.EXAMINER], stood, known)
        counts = done or kept_sheet.counts(self.before)
        stays = self._stays(scores[Side.EXAMINER], stood) if counts else {}
        for no, said in known.items():
            self._keep_rule(no, said)
        self._put(MONTHS_ITEM, month)
        if counts:
            self._put(Side.EXAMINER.value, DONE)
            self._count(scores[Side.EXAMINER], stays)
            self._rate(whole)

    def _stays(self, score: SheetScore, stood: Mapping[str, Typed]) -> dict[str, Fraction]:
        """By section what was given otherwise and stays, for the sheet says of it what it said. A
        sheet that begins to count takes the place of all that was given before."""
        if not kept_sheet.counts(self.before):
            before = kept_sheet.given_before(self.scheme, self.before, score)
            self._require_replaced(list(before), before)
            return {}
        old = self._score_of(stood)
        given = kept_sheet.given_otherwise(self.before, old)
        if old is None or not given:
            return {}
        said = {each.name: each.points for each in old.sections}
        changed = {each.name: each.points for each in score.sections}
        replaced = [name for name in given if changed[name] != said[name]]
        self._require_replaced(replaced, given)
        return {
            name: rounding.read_decimal(row.value)
            for name, row in given.items()
            if name not in replaced
        }

    def _score_of(self, stood: Mapping[str, Typed]) -> SheetScore | None:
        try:
            months = kept_sheet.months_in(self._value(MONTHS_ITEM))
            side = Side.EXAMINER
            return kept_sheet.scored(self.sheet, stood, side, self.who.groups, months)
        except Refused:
            return None

    def _require_replaced(self, names: Sequence[str], given: Mapping[str, EntryRow]) -> None:
        """What a decision or a file gave gives way with a word and a reason alone."""
        if names and not self.replace_given:
            asked = [
                Fault(
                    GivenOtherwise(given[name].value, given[name].source),
                    column=name,
                    key="replace_given",
                )
                for name in names
            ]
            raise Refused(asked)
        if names and not self.change:
            raise Refused([Fault(Missing(), column=names[0], key="change")])

    def _scores(self, whole: Mapping[str, Typed], month: str) -> dict[Side, SheetScore]:
        """The points of both columns, or the faults of both and of the months."""
        faults: list[Fault] = []
        scores, months = {}, MONTHS
        try:
            months = kept_sheet.months_in(month)
        except Refused as refused:
            faults += refused.faults
        for side in Side:
            try:
                scores[side] = kept_sheet.scored(self.sheet, whole, side, self.who.groups, months)
            except Refused as refused:
                faults += refused.faults
        if faults:
            raise Refused(faults)
        return scores

    def _require_reasons(self, stood: Mapping[str, Typed], known: Mapping[str, Typed]) -> None:
        """What the examiners have entered is not altered without saying why."""
        side = Side.EXAMINER
        altered = [
            no
            for no, said in known.items()
            if stood[no].texts[side] and said.texts.get(side, "").strip() != stood[no].texts[side]
        ]
        if altered and not self.change:
            raise Refused([Fault(Missing(), column=altered[0], key="change")])

    def _require_attainable(
        self, score: SheetScore, stood: Mapping[str, Typed], known: Mapping[str, Typed]
    ) -> None:
        """More than a section can bring is asked about where something of it is new."""
        side, ends = Side.EXAMINER, attainable.by_column(self.scheme)
        new = {
            no for no, said in known.items() if said.texts.get(side, "") != stood[no].texts[side]
        }
        points = {
            scored.name: scored.points
            for section, scored in zip(self.sheet.sections, score.sections, strict=True)
            if any(rule.no in new for line in section.lines for rule in line.rules)
        }
        found = attainable.all_beyond(ends, points, self.who.name)
        if found:
            asked = [
                Fault(error, column=name, key="confirm_beyond") for name, error in found.items()
            ]
            raise Refused(asked)

    def _keep_rule(self, no: str, said: Typed) -> None:
        for side in Side:
            text = said.texts.get(side, "").strip()
            key = sheet_entry.key(side, no)
            old = self.before.get(key)
            stands = ("", "", "") if old is None else (old.value, old.reason, old.voucher)
            noted = (said.reason.strip(), said.voucher.strip())
            if (text, *noted) != stands and (text or old is not None):
                self._add(key, text, *noted)

    def _count(self, score: SheetScore, stays: Mapping[str, Fraction]) -> None:
        """Let the sheet count: its sections but those that stay as they were given, their awards,
        the bars that it sets, the whole."""
        points = {section.name: section.points for section in score.sections} | dict(stays)
        bonus = {section.name: section.bonus for section in score.sections}
        for name, value in points.items():
            self._put(name, rounding.plain(value))
        for bar in self.scheme.placing.bars:
            for of, column in zip(bar.of, bar.bonus_columns, strict=False):
                self._put(column, rounding.plain(bonus[of]))
        self._put(OBJECTIVE_SCORE, rounding.plain(sheet_rules.total(self.sheet, points.values())))
        for column in {rule.sets for rule in scoresheet.rules(self.sheet) if rule.sets}:
            is_set = column in score.sets
            if is_set != (column in self.raised):
                text = YES if is_set else NO
                inputs.raise_flag(
                    self.db, self.who.id, column, text, by=self.by, at=self.at, lifted=not is_set
                )

    def _rate(self, whole: Mapping[str, Typed]) -> None:
        """Both ratings stand in the person's row beside the points that they make."""
        texts = {no: typed.texts.get(Side.EXAMINER, "") for no, typed in whole.items()}
        for _section, line in ratings.rated(self.scheme):
            for name, rating in zip(line.ratings, ratings.read(line, texts), strict=True):
                self._put(name, rating)

    def _value(self, item: str) -> str:
        row = self.before.get(item)
        return "" if row is None else row.value

    def _put(self, item: str, value: str) -> None:
        if self._value(item) != value:
            self._add(item, value)

    def _add(self, item: str, value: str, reason: str = "", voucher: str = "") -> None:
        told = {"item": item, "value": value, "source": self.change}
        more = {"reason": reason, "voucher": voucher}
        assessments.enter_score(self.db, self.who.id, by=self.by, at=self.at, **told, **more)
