"""Whether the parts of a scheme fit one another: every name that one part uses, another has."""

from collections.abc import Iterable

from ballot.domain.errors import NotOneOf, SchemeContradiction, TwiceTheSame
from ballot.domain.scheme import columns
from ballot.domain.scheme.grade_rules import By
from ballot.domain.scheme.scheme import NAME, How, ItemKind, Scheme
from ballot.domain.table import Table


def complain(table: Table, scheme: Scheme) -> None:
    """Note at ``table`` every name that leads nowhere and every pair that cannot both hold."""
    _grades(table, scheme)
    _names_of_grades(table, scheme)
    _bars(table, scheme)
    _columns(table, scheme)
    _ties(table, scheme)
    _total(table, scheme)
    _by_ballot(table, scheme)
    _notices(table, scheme)
    _wordings(table, scheme)


def _one_of(table: Table, key: str, value: str, allowed: Iterable[str]) -> None:
    words = tuple(allowed)
    if value and value not in words:
        table.complain(key, NotOneOf(value=value, allowed=words))


def _grades(table: Table, scheme: Scheme) -> None:
    grades = scheme.placing.grades
    names = [grade.name for grade in grades]
    for place, name in enumerate(names):
        if name in names[:place]:
            table.complain(f"grades[{place + 1}].name", TwiceTheSame(value=name))
    if sum(grade.share for grade in grades) > 1:
        table.complain("grades", SchemeContradiction(rule="quotas_above_1"))
    borders = [grade.at_least for grade in grades if grade.at_least is not None]
    if borders != sorted(set(borders), reverse=True):
        table.complain("grades", SchemeContradiction(rule="bands_overlap"))
    rest = [place for place, grade in enumerate(grades) if grade.by is By.REST]
    if len(rest) > 1:
        table.complain(f"grades[{rest[1] + 1}].by", SchemeContradiction(rule="one_rest"))


def _names_of_grades(table: Table, scheme: Scheme) -> None:
    placing, after = scheme.placing, scheme.aftermath
    names = [grade.name for grade in placing.grades]
    parts: dict[str, list[str]] = {
        "bars": [bar.grade for bar in placing.bars],
        "vetoes": [veto.grade for veto in placing.vetoes],
        "caps": [cap.grade for cap in placing.caps],
        "consequences": [one.grade for one in after.consequences],
        "lists": [named.grade for named in after.lists],
        "runs": [run.grade for run in after.runs],
        "pools": [pool.grade for pool in after.pools],
        "by_ballot.grades": [one.grade for one in placing.by_ballot.grades]
        if placing.by_ballot
        else [],
    }
    for part, used in parts.items():
        for place, grade in enumerate(used, start=1):
            _one_of(table, f"{part}[{place}].grade", grade, names)


def _bars(table: Table, scheme: Scheme) -> None:
    sections = [section.name for section in scheme.sections]
    for place, bar in enumerate(scheme.placing.bars, start=1):
        _one_of(table, f"bars[{place}].negative", bar.negative, sections)
        for name in bar.of:
            _one_of(table, f"bars[{place}].of", name, sections)


def _columns(table: Table, scheme: Scheme) -> None:
    groups = {column.name: column.values for column in scheme.group_columns}
    of_person = scheme.person.columns
    if NAME not in of_person:
        table.complain("person.columns", NotOneOf(value=NAME, allowed=of_person))
    for name in scheme.placing.group_by:
        _one_of(table, "placing.group_by", name, groups)
    for place, name in enumerate(groups, start=1):
        _one_of(table, f"groups[{place}].name", name, of_person)
    steps = [step.name for step in scheme.aftermath.steps]
    for place, one in enumerate(scheme.aftermath.consequences, start=1):
        _one_of(table, f"consequences[{place}].counted_from", one.counted_from, steps)
        for name, value in one.when.items():
            _one_of(table, f"consequences[{place}].when", name, groups)
            _one_of(table, f"consequences[{place}].when.{name}", value, groups.get(name, ()))
    for section in scheme.sections:
        for rule in (rule for line in section.lines for rule in line.rules):
            _one_of(table, "items", rule.required_by or "", groups)
            _one_of(table, "items", rule.sets, [bar.column for bar in scheme.placing.bars])


def _ties(table: Table, scheme: Scheme) -> None:
    options = [f"{option}率" for question in scheme.questions for option in question.options]
    sections = [section.name for section in scheme.sections]
    known = [*(item.name for item in scheme.items), *sections, *options]
    for name in scheme.placing.ties:
        _one_of(table, "placing.ties", name, known)
    to = [*(item.name for item in scheme.items), scheme.total.name]
    for place, adjustment in enumerate(scheme.adjustments, start=1):
        _one_of(table, f"adjustments[{place}].to", adjustment.to, to)


def _total(table: Table, scheme: Scheme) -> None:
    sheets = [item for item in scheme.items if item.kind is ItemKind.SHEET]
    if len(sheets) > 1:
        table.complain("items", SchemeContradiction(rule="one_sheet"))
    if scheme.total.how is How.PRODUCT and scheme.total.partial:
        table.complain("total.partial", SchemeContradiction(rule="partial_needs_a_sum"))
    names = [item.name for item in scheme.items]
    for place, item in enumerate(scheme.items, start=1):
        if item.name == scheme.total.name or item.name in names[: place - 1]:
            table.complain(f"items[{place}].name", TwiceTheSame(value=item.name))


def _notices(table: Table, scheme: Scheme) -> None:
    """What steps publish is a column, and the result is published besides."""
    after = scheme.aftermath
    known = [column.name for column in columns.coming_in(scheme)]
    for place, step in enumerate(after.steps, start=1):
        for name in step.publishes:
            _one_of(table, f"steps[{place}].publishes", name, known)
    of_steps = sum(1 for step in after.steps if step.publishes)
    if of_steps and (after.notice is None or after.notice.times <= of_steps):
        table.complain("notice.times", SchemeContradiction(rule="result_published_too"))


def _by_ballot(table: Table, scheme: Scheme) -> None:
    rule = scheme.placing.by_ballot
    if rule is None:
        return
    ballots = {item.name: item.ballot for item in scheme.items if item.ballot}
    _one_of(table, "by_ballot.item", rule.item, ballots)
    figure = ballots.get(rule.item)
    options = scheme.questions[figure.question].options if figure else ()
    for place, grade in enumerate(rule.grades, start=1):
        _one_of(table, f"by_ballot.grades[{place}].option", grade.option, options)


def _wordings(table: Table, scheme: Scheme) -> None:
    """Only what stands on the sheet reads otherwise."""
    lines = [line for section in scheme.sections for line in section.lines]
    rules = [rule.no for line in lines for rule in line.rules]
    for place, one in enumerate(scheme.wordings, start=1):
        for no in one.lines:
            _one_of(table, f"wordings[{place}].lines", no, [line.no for line in lines])
        for no in one.rules:
            _one_of(table, f"wordings[{place}].rules", no, rules)
