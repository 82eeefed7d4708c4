"""What was wrong with a score sheet that was sent: beside its fields, and in the summary above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ballot.domain.errors import Fault, Missing, NotOneOf
from ballot.domain.scheme.sheet_rules import Rule
from ballot.usecases.assessment.see_sheet import SheetView
from ballot.web.error_summary import FieldProblem
from ballot.web.organizer.assessment.people import rating_fields, sheet_fields
from ballot.words import refusals
from ballot.words.language import gettext as _

BEYOND = "confirm_beyond"
"""The box by which more points than a section can bring are said to be right."""
REPLACE = "replace_given"
"""The box by which the sheet takes the place of what a decision or a file gave."""
PARTS = {side.value: part for part, side in sheet_fields.SIDES.items()}


@dataclass(frozen=True, slots=True)
class SheetFaults:
    """What was wrong, by the field beside which it stands, and all of it for the summary."""

    beside: dict[str, str]
    problems: tuple[FieldProblem, ...]


NOTHING = SheetFaults({}, ())


def of(
    view: SheetView, faults: Sequence[Fault], part: int, page: Callable[[int], str]
) -> SheetFaults:
    """The faults of a sheet of which ``part`` was sent; ``page`` is the address of a part."""
    return _Placing(view, part, page).all(faults)


def _seen(line: str, rule: Rule) -> str:
    """A rule by what the page shows of it: of several of one line the text, for its letter stands
    nowhere."""
    return line if rule.no == line else f"{line} {rule.text}"


class _Placing:
    """Faults on their way to the fields."""

    def __init__(self, view: SheetView, part: int, page: Callable[[int], str]) -> None:
        self.page, self.here = page, part
        self.rules: dict[str, tuple[int, str, Rule]] = {
            each.rule.no: (number, _seen(line.line.no, each.rule), each.rule)
            for number, section in enumerate(view.sections, start=1)
            for line in section.lines
            for each in line.rules
        }
        self.rated = {
            each.rule.no: line.line
            for section in view.sections
            for line in section.lines
            if line.line.ratings
            for each in line.rules
        }
        self.beside: dict[str, str] = {}
        self.problems: list[FieldProblem] = []

    def all(self, faults: Sequence[Fault]) -> SheetFaults:
        """Each placed, in the order of the sheet."""
        for fault in sorted(faults, key=self._position):
            self._place(fault)
        return SheetFaults(self.beside, tuple(self.problems))

    def _position(self, fault: Fault) -> int:
        known = list(self.rules)
        if fault.column in self.rules:
            return known.index(fault.column)
        return -1 if fault.key == "months" else len(known)

    def _place(self, fault: Fault) -> None:
        words = refusals.words(fault.error)
        if fault.key == "change":
            self._put(
                "change", self.here, _("改动已有评分的原因"), _("请写明原因，它会留在记录里。")
            )
        elif fault.key == "months":
            self._put("months", 1, _("本年度任职月数"), words)
        elif fault.key in (BEYOND, REPLACE):
            self._put(fault.key, self.here, fault.column or "", words)
        elif fault.column in self.rules:
            self._of_rule(fault, words)
        else:
            self.problems.append(FieldProblem("#errors", fault.column or "", words))

    def _of_rule(self, fault: Fault, words: str) -> None:
        part, label, rule = self.rules[fault.column or ""]
        kind = PARTS.get(fault.key or "", "why")
        line = self.rated.get(rule.no)
        if line is not None:
            missing = isinstance(fault.error, Missing)
            field = rating_fields.why(line) if missing else rating_fields.first(kind, line)
            self._put(field, part, line.no, _("这一项要写明依据。") if missing else words)
            return
        if isinstance(fault.error, Missing):
            kind, words = "why", _("这一项要写明依据。")
        elif rule.required_by and isinstance(fault.error, NotOneOf) and not fault.error.value:
            column = rule.required_by
            words = _("这个人的“%(column)s”还没有填：请用人员名单补上。", column=column)
        self._put(sheet_fields.name(kind, rule), part, label, words)

    def _put(self, field: str, part: int, label: str, words: str) -> None:
        if part == self.here:
            if field in self.beside:
                return
            self.beside[field] = words
        to = f"#{field}" if part == self.here else f"{self.page(part)}#{field}"
        self.problems.append(FieldProblem(to, label, words))
