"""Whether a printed table adds up, digit by digit, from what is printed in it.

It reads the paper alone: the headings, the cells, and the formula that stands below the table. A
cell that was rounded may stand for anything that is printed so; no figure of the program is asked.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ballot.printing.leaf import Cell, Leaf, Line, Table

FORMULA = re.compile(r"(\w+) = ((?:\([^()=]+\)÷[\d./%]+)?[^=(（。;；]*)")
NUMBER = re.compile(r"[-−+]?[\d.]+%?")
SHARE = re.compile(r"[\d./]+%?")
"""A weight; any other name that has no cell stands for nothing."""
ROUNDED = Fraction(1, 200)
"""Half of the last digit that is printed."""
SUMS = ("小计", "合计")
VOTES = re.compile(r"(\d+) \(([\d.]+%|—)\)")
"""Votes with the share of the sum beside them."""
BEYOND = re.compile(r"第 (\d+) 名(\D*?) ([\d.]+%)")
"""Whose shares do not make 100 as they are printed, and what they make."""


class Span(NamedTuple):
    """What a printed number may stand for."""

    low: Fraction
    high: Fraction

    def times(self, other: "Span") -> "Span":
        """The product, whatever the signs."""
        found = [one * two for one in self for two in other]
        return Span(min(found), max(found))

    def plus(self, other: "Span") -> "Span":
        """The sum."""
        return Span(self.low + other.low, self.high + other.high)


def faults(leaf: Leaf, exact: Collection[str] = ()) -> list[str]:
    """Every cell that is not the sum it should be; ``exact`` are columns that nobody rounded."""
    return [
        *(fault for table in _tables(leaf) for fault in _of_formulas(leaf, table, exact)),
        *(fault for table in _tables(leaf) for fault in _of_sums(table)),
        *(fault for table in _tables(leaf) for fault in _of_counts(table)),
    ]


def formulas(leaf: Leaf) -> dict[str, str]:
    """Name of a column → how it comes of the others, as the paper says it."""
    return in_words(block.text for block in leaf.blocks if isinstance(block, Line))


def of_rows(
    rows: Sequence[Mapping[str, str]], name: str, right: str, exact: Collection[str] = ()
) -> Iterator[str]:
    """The rows whose ``name`` is not what ``right`` makes of their other cells."""
    for row in rows:
        if row.get(name):
            found, told = _sum(right, row, exact), _number(row[name])
            if not found.low - ROUNDED <= told <= found.high + ROUNDED:
                yield f"{row}: {name} is {row[name]}, {right} is {float(found.low)}"


def in_words(lines: Iterable[str]) -> dict[str, str]:
    """Name of a column → how it comes of the others, out of the lines of a file."""
    return {name: right.strip() for line in lines for name, right in FORMULA.findall(line)}


def of_file(
    rows: Sequence[Mapping[str, str]], name: str, right: str, exact: Collection[str] = ()
) -> list[str]:
    """The rows of a page or a file of people that do not add up, by what each of its cells says
    first. Where an item stands by its name alone it is what counts of it. Raises AssertionError
    where a row lacks a column that the total is weighted of, or nobody has a total."""
    told = [_counting({head: _first(text) for head, text in row.items()}) for row in rows]
    weighted = set(re.findall(r"(\w+) ?×", right)) - {"1"}
    assert weighted, right
    assert all(weighted <= set(row) for row in told), (weighted, told[:1])
    assert any(row.get(name) for row in told), name
    return list(of_rows(told, name, right, exact))


def _first(text: str) -> str:
    found = text.replace(" %", "%").split()
    return found[0] if found and NUMBER.fullmatch(found[0]) else ""


def _counting(row: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}计入": text for name, text in row.items()} | dict(row)


def _tables(leaf: Leaf) -> list[Table]:
    return [block for block in leaf.blocks if isinstance(block, Table)]


def _of_formulas(leaf: Leaf, table: Table, exact: Collection[str]) -> Iterator[str]:
    head = [cell.text.partition("（")[0] for cell in table.rows[0].cells] if table.rows else []
    rows = [
        dict(zip(head, (cell.text for cell in row.cells), strict=True))
        for row in table.rows[table.head :]
        if len(row.cells) == len(head)
    ]
    for name, right in formulas(leaf).items():
        if table.head and name in head:
            yield from of_rows(rows, name, right, exact)


def _of_sums(table: Table) -> Iterator[str]:
    """Numbers below each other: a 小计 of its rows, a 合计 of the 小计 or else of the rows."""
    since: list[dict[int, Fraction]] = []
    subtotals: list[dict[int, Fraction]] = []
    for row in table.rows[table.head :]:
        found = _by_column(row.cells)
        if not row.cells[0].text.endswith(SUMS):
            since.append(found)
            continue
        is_total = row.cells[0].text.endswith("合计")
        parts = subtotals if is_total and subtotals else since
        for column, told in found.items():
            added = sum((each.get(column, Fraction(0)) for each in parts), Fraction(0))
            if told != added:
                yield f"{row.cells[0].text} of column {column} is {told}, its rows are {added}"
        subtotals.append(found)
        since = []


def _by_column(cells: Sequence[Cell]) -> dict[int, Fraction]:
    found, column = {}, 0
    for cell in cells:
        if cell.number and NUMBER.fullmatch(cell.text):
            found[column] = _number(cell.text)
        column += cell.span
    return found


def _of_counts(table: Table) -> Iterator[str]:
    """Votes beside each other up to their sum, and their shares up to what is said of them."""
    said = "".join(cell.text for row in table.rows for cell in row.cells)
    beyond = {(number, whose): sum for number, whose, sum in BEYOND.findall(said)}
    number = ""
    for row in table.rows:
        label, *others = [cell.text for cell in row.cells]
        votes = [VOTES.fullmatch(each) for each in others[:-1]]
        if not votes or not all(votes):
            continue
        of_all = re.match(r"(\d+)\. ", label)
        number = of_all[1] if of_all else number
        if sum(int(each[1]) for each in votes) != int(others[-1]):
            yield f"{label}: {others}"
        whole = beyond.get((number, "" if of_all else label.removeprefix("其中")), "100%")
        shares = [each[2] for each in votes]
        if "—" not in shares and sum(map(_number, shares)) != _number(whole):
            yield f"{label}: {others}"


def _number(text: str) -> Fraction:
    bare = text.strip().replace("−", "-")
    return Fraction(bare[:-1]) / 100 if bare.endswith("%") else Fraction(bare)


def _sum(right: str, row: Mapping[str, str], exact: Collection[str]) -> Span:
    whole = Span(Fraction(0), Fraction(0))
    for term in re.split(r" \+ (?![^()]*\))", right):
        whole = whole.plus(_term(term, row, exact))
    return whole


def _term(term: str, row: Mapping[str, str], exact: Collection[str]) -> Span:
    if term.startswith("("):
        inside, _, share = term[1:].partition(")÷")
        part = 1 / _number(share)
        return _sum(inside, row, exact).times(Span(part, part))
    whole = Span(Fraction(1), Fraction(1))
    for factor in re.split(" ?× ?", term):
        whole = whole.times(_factor(factor, row, exact))
    return whole


def _factor(factor: str, row: Mapping[str, str], exact: Collection[str]) -> Span:
    if factor not in row:
        value = _number(factor) if SHARE.fullmatch(factor) else Fraction(0)
        return Span(value, value)
    text = row[factor]
    value = _number(text or "0")
    places = 10000 if text.endswith("%") else 100
    slack = Fraction(1, 2 * places) if factor not in exact and "." in text else Fraction(0)
    return Span(value - slack, value + slack)
