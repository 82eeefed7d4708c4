"""The two notes that any table of a scheme may carry: its clause, and what the policy leaves open.

``clause = "第十七条"`` cites the law; ``unspecified = ["denominator"]`` names the keys of the same
table whose values the policy does not give: 「文件未规定,采用默认」.
"""

from dataclasses import dataclass, field

from ballot.domain.errors import NotOneOf
from ballot.domain.scheme.scheme import DefaultUsed
from ballot.domain.table import Table, as_text


@dataclass
class Notes:
    """Clauses and defaults gathered while a scheme is read."""

    clauses: dict[str, str] = field(default_factory=dict)
    defaults: list[DefaultUsed] = field(default_factory=list)
    decided: frozenset[str] = frozenset()
    """Keys that were set besides the file: somebody has decided, no default is used."""

    def take(self, table: Table) -> str:
        """Note a table's clause and its unspecified keys; returns the clause, or nothing."""
        clause = table.text("clause", needed=False)
        why = table.text("why", needed=False)
        if clause:
            self.clauses[table.path] = clause
        for name in table.texts("unspecified", needed=False):
            if table.key(name) in self.decided:
                continue
            if name in table.data:
                value = _shown(table.data[name])
                self.defaults.append(DefaultUsed(key=table.key(name), value=value, why=why))
            else:
                allowed = tuple(table.data)
                table.complain("unspecified", NotOneOf(value=name, allowed=allowed))
        return clause


def _shown(value: object) -> str:
    """A value as people read it in a report: lists and tables without their brackets."""
    if isinstance(value, dict):
        return "、".join(f"{name} {_shown(one)}" for name, one in value.items())
    if isinstance(value, list):
        return "、".join(map(_entry, value))
    return as_text(value)


def _entry(value: object) -> str:
    """An entry of a list; of a table its values alone: ``A票 30%``, as in a report."""
    return " ".join(map(_shown, value.values())) if isinstance(value, dict) else _shown(value)
