"""Why a person stands where he stands, as the page tells it: inputs, formula, clause, reasons."""

from dataclasses import dataclass
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Item, ItemKind, Scheme
from ballot.domain.scheme.why import Reason
from ballot.domain.scoring.ranking import Placed
from ballot.printing.forms import total_formula
from ballot.usecases.assessment.see_ranking import RankingView


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the total: its value, its share of the sum, its clause."""

    name: str
    value: str
    weight: str
    clause: str


@dataclass(frozen=True, slots=True)
class Told:
    """A person's place with all that it was made from; ``of`` have a place in his group."""

    placed: Placed
    total: str
    total_name: str
    formula: str
    clause: str
    items: tuple[ItemLine, ...]
    inputs: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    of: int


def of(view: RankingView, place: int) -> Told:
    """Everything about ``placed[place]``."""
    one = view.scored.ranking.placed[place]
    scheme = view.scheme
    out = {*columns.going_out(scheme), columns.PROPOSED, columns.DECIDED, columns.UNTIL}
    row = view.scored.rows[place]
    total = one.figures.total
    changes = row.get(columns.changes_column(scheme), "")
    formula = "" if total is None else total_formula.in_numbers(scheme, one, changes)
    return Told(
        placed=one,
        total="—" if total is None else rounding.shown(total),
        total_name=scheme.total.name,
        formula=formula,
        clause=scheme.total.clause,
        items=tuple(
            _line(scheme, item, value)
            for item, value in zip(scheme.items, one.figures.values, strict=True)
        ),
        inputs=tuple((name, text) for name, text in row.items() if name not in out and text),
        reasons=one.reasons,
        of=sum(
            1
            for other in view.scored.ranking.placed
            if other.group == one.group and other.rank is not None
        ),
    )


def figures_of(scheme: Scheme, one: Placed) -> tuple[str, ...]:
    """The values of all items as the table shows them, in two decimals."""
    pairs = zip(scheme.items, one.figures.values, strict=True)
    return tuple(_shown(item, value) for item, value in pairs)


def _shown(item: Item, value: Fraction | None) -> str:
    if value is None:
        return "—"
    if item.kind is ItemKind.BALLOT:
        in_points = item.ballot is not None and item.ballot.in_points
        return rounding.percent(value) + ("" if in_points else " %")
    return rounding.shown(value)


def _weight(item: Item) -> str:
    return "" if item.weight is None else rounding.percent(item.weight, 0) + " %"


def _line(scheme: Scheme, item: Item, value: Fraction | None) -> ItemLine:
    name = total_formula.counting(scheme, item)
    return ItemLine(name, _shown(item, value), _weight(item), item.clause)
