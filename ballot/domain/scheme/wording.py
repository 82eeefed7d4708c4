"""A policy as it reads for another kind of village: a 社区 in an assessment of 村 (J14).

Points, groups and shares are those of everybody; what differs is who votes, what the score sheet
says and what it looks for. The name of the village says of which kind it is.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from ballot.domain.scheme.scheme import Item, Scheme, Wording
from ballot.domain.scheme.sheet_rules import Section, SheetLine


def of(scheme: Scheme, village: str) -> Wording | None:
    """How the scheme reads for this village; None where it reads as it is written."""
    return next((one for one in scheme.wordings if village.endswith(one.ends)), None)


def worded(scheme: Scheme, village: str) -> Scheme:
    """The scheme in the words for this village."""
    one = of(scheme, village)
    if one is None:
        return scheme
    return replace(
        scheme,
        items=tuple(_item(item, one) for item in scheme.items),
        categories=one.categories or scheme.categories,
        aftermath=replace(scheme.aftermath, checklist=one.checklist or scheme.aftermath.checklist),
        clauses={**scheme.clauses, **{name: text for name, text in one.clauses.items() if text}},
    )


def categories(scheme: Scheme, villages: Iterable[str]) -> tuple[str, ...]:
    """Who votes about people of these villages; whom the scheme names itself where there are
    none."""
    found = [name for village in villages for name in worded(scheme, village).categories]
    return tuple(dict.fromkeys(found)) or scheme.categories


def goals(scheme: Scheme) -> tuple[tuple[str, str], ...]:
    """What the examiners look for, each as its heading and what belongs to it."""
    parts = (re.split("[:：]", goal, maxsplit=1) for goal in scheme.aftermath.checklist)
    return tuple((heading, "".join(text)) for heading, *text in parts)


def _item(item: Item, one: Wording) -> Item:
    if item.sheet is None:
        return item
    sections = tuple(_section(section, one) for section in item.sheet.sections)
    return replace(item, sheet=replace(item.sheet, sections=sections))


def _section(section: Section, one: Wording) -> Section:
    return replace(section, lines=tuple(_line(line, one) for line in section.lines))


def _line(line: SheetLine, one: Wording) -> SheetLine:
    rules = (replace(each, text=one.rules.get(each.no, each.text)) for each in line.rules)
    return replace(line, text=one.lines.get(line.no, line.text), rules=tuple(rules))
