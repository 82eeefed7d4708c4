"""Scores of a file that may be slips of the pen: more than the sheet can bring, which is asked
about, and those that stand far from the others', which is told.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.errors import BeyondAttainable, FarFromOthers, Fault, NotADecimal
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import ColumnRole
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import attainable, outliers
from ballot.domain.scoring.attainable import Attainable
from ballot.usecases.assessment.people.coming import Coming, Texts

NUMBERS = (ColumnRole.SECTION, ColumnRole.NUMBER, ColumnRole.ADJUSTMENT)
Stored = Mapping[int, Texts]


def beyond(
    scheme: Scheme, coming: Sequence[Coming], stored: Stored, file: str | None
) -> list[Fault]:
    """Points of the file beyond what the sheet can bring; what stands already is not asked anew."""
    ends = attainable.by_column(scheme)
    return [
        Fault(error, file=file, row=each.row, column=name)
        for each in coming
        for name, error in _beyond_of(each, ends).items()
        if name in each.texts and not _stands(each, stored, name)
    ]


def _beyond_of(each: Coming, ends: Mapping[str, Attainable]) -> dict[str, BeyondAttainable]:
    return attainable.all_beyond(ends, each.person.sections, each.person.name)


def _stands(each: Coming, stored: Stored, name: str) -> bool:
    return each.id is not None and stored[each.id].get(name) == each.texts[name]


def far(scheme: Scheme, coming: Sequence[Coming], stored: Stored, file: str | None) -> list[Fault]:
    """Numbers of the file far from those of all people, as they would be then."""
    ids = {each.id for each in coming}
    others = [texts for id, texts in stored.items() if id not in ids]
    names = [one.name for one in columns.coming_in(scheme) if one.role in NUMBERS]
    return [fault for name in names for fault in _far(name, coming, others, file)]


def _far(
    name: str, coming: Sequence[Coming], others: Sequence[Texts], file: str | None
) -> list[Fault]:
    here = [each for each in coming if _number(each.texts, name) is not None]
    texts = [*(each.texts for each in here), *others]
    values = [value for each in texts if (value := _number(each, name)) is not None]
    found = [here[place] for place in outliers.far(values) if place < len(here)]
    usual = rounding.plain(outliers.middle(values)) if found else ""
    return [
        Fault(
            FarFromOthers(each.person.name, each.texts[name], usual),
            file=file,
            row=each.row,
            column=name,
        )
        for each in found
    ]


def _number(texts: Texts, name: str) -> Fraction | None:
    try:
        return rounding.read_decimal(texts[name]) if texts.get(name) else None
    except NotADecimal:
        return None
