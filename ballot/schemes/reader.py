"""TOML → Scheme. Every complaint names its dotted key, and all of them come at once."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from ballot.domain import toml_file
from ballot.domain.errors import Refused, SchemeContradiction, TwiceTheSame
from ballot.domain.meeting import Custody
from ballot.domain.paper import BallotRules, Question
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.quorum import Quorum
from ballot.domain.scheme.roll_up import NAMES
from ballot.domain.scheme.scheme import (
    NAME,
    Adjustment,
    Combine,
    Fact,
    GroupColumn,
    How,
    PersonColumns,
    Scheme,
    Total,
    VoterClass,
    Wording,
)
from ballot.domain.table import Table
from ballot.schemes.aftermaths import (
    PERIODS,
    period_of,
    read_aftermath,
    read_checklist,
    texts_by_name,
)
from ballot.schemes.coherence import complain
from ballot.schemes.items import read_items
from ballot.schemes.notes import Notes
from ballot.schemes.other_words import read_words
from ballot.schemes.override import override
from ballot.schemes.placings import read_placing
from ballot.schemes.sheets import read_rule

FORMAT = 1
NO_OVERRIDES: Mapping[str, str] = {}
MOST_OPTIONS = 20
"""With 弃权 that makes 21 ciphertexts an answer (docs/box.md)."""


def read(text: str, file: str, overrides: Mapping[str, str] = NO_OVERRIDES) -> Scheme:
    """A scheme out of the text of its file. Raises Refused with every fault.

    ``overrides`` set keys besides the file (``placing.rounding`` → ``half_up``); the digest stays
    that of the file, and ``Scheme.overridden`` names what was set.
    """
    table = toml_file.read(text, file)
    overridden = tuple((override(table, key, value), value) for key, value in overrides.items())
    notes = Notes(decided=frozenset(key for key, _ in overridden))
    scheme = replace(_scheme(table, text, notes), overridden=overridden)
    table.done(also=["examples", "examples_same"])
    complain(table, scheme)
    if table.faults:
        raise Refused(faults=table.faults)
    return scheme


def _scheme(table: Table, text: str, notes: Notes) -> Scheme:
    table.integer("format", low=FORMAT, high=FORMAT)
    questions = _questions(table, notes)
    voters = table.table("voters", needed=False)
    total = _total(table.table("total"), notes)
    categories = voters.texts("categories", needed=False)
    classes = _classes(voters, categories, notes)
    return Scheme(
        id=table.text("id"),
        title=table.text("title"),
        policy=table.text("policy"),
        edition=table.text("edition", needed=False),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        questions=questions,
        rules=_ballot_rules(table.table("ballot", needed=False), notes),
        quorum=_quorum(table, notes),
        items=read_items(table, questions, total, notes),
        total=total,
        person=_person(table, notes),
        placing=read_placing(table, notes),
        aftermath=read_aftermath(table, notes),
        adjustments=tuple(
            _adjustment(one, notes) for one in table.tables("adjustments", needed=False)
        ),
        group_columns=_group_columns(table, notes),
        categories=categories or tuple(each.name for each in classes),
        classes=classes,
        wordings=tuple(_wording(one, notes) for one in table.tables("wordings", needed=False)),
        facts=tuple(_fact(one, notes) for one in table.tables("facts", needed=False)),
        clauses=notes.clauses,
        defaults=tuple(notes.defaults),
        custody=Custody(kept) if (kept := table.choice("custody", list(Custody), "")) else None,
        words=read_words(table),
    )


def _questions(table: Table, notes: Notes) -> tuple[Question, ...]:
    found = []
    for one in table.tables("questions", needed=False):
        notes.take(one)
        options = one.texts("options", needed=False)
        if len(set(options)) < len(options):
            one.complain("options", TwiceTheSame(value="、".join(options)))
        if len(options) == 1 or len(options) > MOST_OPTIONS:
            one.complain("options", SchemeContradiction(rule="options_2_to_20"))
        found.append(Question(one.text("text"), options, blank=one.flag("blank")))
        one.done()
    return tuple(found)


def _ballot_rules(table: Table, notes: Notes) -> BallotRules:
    notes.take(table)
    at_most = table.integer("at_most_first", low=1, default=0) or None
    least = table.table("at_least_below", needed=False)
    below = (
        (least.integer("answers", low=1), least.integer("bound", low=1, high=100))
        if least.data
        else None
    )
    least.done()
    rules = BallotRules(at_most, table.flag("not_all_alike", default=False), below)
    table.done()
    return rules


def _quorum(table: Table, notes: Notes) -> Quorum:
    if not table.has("quorum"):
        return Quorum(Fraction(0), floor=1)
    quorum = table.table("quorum")
    notes.take(quorum)
    strict = quorum.has("more_than")
    if strict and quorum.has("at_least"):
        quorum.complain("more_than", SchemeContradiction(rule="at_least_or_more_than"))
    share, floor = Fraction(0), quorum.integer("floor", low=1, default=0)
    if isinstance(quorum.data.get("at_least"), int):
        floor = max(floor, quorum.integer("at_least", low=1))
    elif strict or quorum.has("at_least"):
        share = quorum.number("more_than" if strict else "at_least", low=0, high=1)
    if not share and not floor:
        quorum.complain("", SchemeContradiction(rule="quorum_empty"))
    quorum.done()
    return Quorum(share, strict=strict, floor=floor)


def _total(table: Table, notes: Notes) -> Total:
    clause = notes.take(table)
    total = Total(
        name=table.text("name"),
        how=How(table.choice("how", [how.value for how in How])),
        partial=table.choices("partial", PERIODS),
        clause=clause,
    )
    table.done()
    return total


def _person(table: Table, notes: Notes) -> PersonColumns:
    one = table.table("person", needed=False)
    notes.take(one)
    columns = PersonColumns(
        columns=one.texts("columns", needed=False) or (NAME,),
        combine=Combine(one.choice("combine", [way.value for way in Combine], Combine.APART)),
    )
    one.done()
    return columns


def _adjustment(one: Table, notes: Notes) -> Adjustment:
    to, period = one.text("to"), period_of(one)
    of = Period(one.choice("of", [each.value for each in NAMES])) if one.has("of") else None
    return Adjustment(one.text("column"), to, read_rule(one, notes, "column"), period, of)


def _group_columns(table: Table, notes: Notes) -> tuple[GroupColumn, ...]:
    found: list[GroupColumn] = []
    for one in table.tables("groups", needed=False):
        clause = notes.take(one)
        column = GroupColumn(one.text("name"), one.texts("values"), clause)
        if column.name in [earlier.name for earlier in found]:
            one.complain("name", TwiceTheSame(value=column.name))
        if len(set(column.values)) < len(column.values):
            one.complain("values", TwiceTheSame(value="、".join(column.values)))
        found.append(column)
        one.done()
    return tuple(found)


def _fact(one: Table, notes: Notes) -> Fact:
    notes.take(one)
    found = Fact(one.text("name"), one.integer("most", low=1) if one.has("most") else None)
    one.done()
    return found


def _wording(one: Table, notes: Notes) -> Wording:
    notes.take(one)
    voters = one.table("voters", needed=False)
    found = Wording(
        name=one.text("name"),
        ends=one.texts("ends"),
        categories=voters.texts("categories", needed=False),
        checklist=read_checklist(one, notes),
        lines=texts_by_name(one, "lines"),
        rules=texts_by_name(one, "rules"),
        clauses={
            "voters": notes.take(voters),
            "checklist": notes.clauses.get(one.key("checklist"), ""),
        },
    )
    voters.done()
    one.done()
    return found


def _classes(voters: Table, categories: tuple[str, ...], notes: Notes) -> tuple[VoterClass, ...]:
    """Where voters come in classes the categories of 应参加 are these, and may be left out."""
    notes.take(voters)
    found = []
    for one in voters.tables("classes", needed=False):
        notes.take(one)
        found.append(VoterClass(one.text("name"), one.number("weight", low=0, high=1)))
        one.done()
    names = [each.name for each in found]
    if found and categories and sorted(categories) != sorted(names):
        voters.complain("categories", SchemeContradiction(rule="categories_are_classes"))
    for name in sorted({name for name in names if names.count(name) > 1}):
        voters.complain("classes", TwiceTheSame(value=name))
    if len(found) == 1:
        voters.complain("classes", SchemeContradiction(rule="one_class"))
    if found and sum(voter.weight for voter in found) != 1:
        voters.complain("classes", SchemeContradiction(rule="weights_sum_to_1"))
    voters.done()
    return tuple(found)
