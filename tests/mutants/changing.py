"""Small changes of a module, one at a time: what a rule could have said instead.

Borders of comparisons, constants up and down, and/or, not, arithmetic, an answer that is none, a
statement left out. A mutant is grafted into the module that is loaded already, so that everybody
who imported its functions meets it. Words, annotations and decorators are left alone.
"""

import ast
import functools
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

OTHER: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE,),
    ast.LtE: (ast.Lt,),
    ast.Gt: (ast.GtE,),
    ast.GtE: (ast.Gt,),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Add,),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,),
}
SKIPPED = ("annotation", "returns", "decorator_list")
SIMPLE = (int, str, tuple, frozenset, dict, Fraction)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed module. ``name`` says where and what, the same whatever stands above it."""

    name: str
    owner: str
    code: Any


def of(module: ModuleType) -> Iterator[Mutant]:
    """Every mutant of a module; the tree is changed, compiled and put back."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    for holder, field, at, owner in list(_places(tree, "")):
        listed = getattr(holder, field)
        node = listed if at is None else listed[at]
        for other in _others(node, holder):
            said = f"{module.__name__}:{owner or 'module'}: {_short(node)} → {_short(other)}"
            seen[said] += 1
            name = said if seen[said] == 1 else f"{said} #{seen[said]}"
            _put(holder, field, at, ast.copy_location(other, node))
            code = compile(ast.fix_missing_locations(tree), str(module.__file__), "exec")
            _put(holder, field, at, node)
            yield Mutant(name, owner, code)


def _places(node: ast.AST, owner: str) -> Iterator[tuple[ast.AST, str, int | None, str]]:
    """(holder, field, place in its list, owner) of every node, from above."""
    for field, value in ast.iter_fields(node):
        if field in SKIPPED or _is_left_alone(node):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST):
                continue
            inside = owner
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inside = f"{owner}.{child.name}".lstrip(".")
            else:
                yield node, field, at, owner
            yield from _places(child, inside)


def _is_left_alone(node: ast.AST) -> bool:
    """A default of a dataclass: tests make values as they are loaded, before any mutant. And
    ``strict=True``: the two lists are of one length by the way they are made."""
    return isinstance(node, ast.AnnAssign) or (
        isinstance(node, ast.keyword) and node.arg == "strict"
    )


def _put(holder: ast.AST, field: str, at: int | None, node: ast.AST) -> None:
    if at is None:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[at] = node


def _others(node: ast.AST, holder: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for at, op in enumerate(node.ops):
                for kind in OTHER[type(op)]:
                    ops = [*node.ops[:at], kind(), *node.ops[at + 1 :]]
                    yield ast.Compare(node.left, ops, node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(OTHER[type(node.op)][0](), node.values)
        case ast.BinOp() if type(node.op) in OTHER:
            yield ast.BinOp(node.left, OTHER[type(node.op)][0](), node.right)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(value=int()):
            yield ast.Constant(node.value + 1)
            yield ast.Constant(node.value - 1)
        case ast.Return() if node.value is not None and not _is_none(node.value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() if not isinstance(node.value, ast.Constant):
            yield ast.Pass()
        case ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _short(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 90 else f"{text[:60]}…{text[-29:]}"


def graft(module: ModuleType, mutant: Mutant) -> None:
    """Put the mutant into the loaded module. Raises what its loading raises."""
    fresh: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
    exec(mutant.code, fresh)  # noqa: S102 - our own code, a little changed
    for name, new in fresh.items():
        old = vars(module).get(name)
        if name.startswith("__") or old is None:
            continue
        if isinstance(old, type) and old.__module__ == module.__name__:
            _graft_class(old, new)
        elif isinstance(old, FunctionType) or hasattr(old, "__wrapped__"):
            _graft_function(old, new)
        elif isinstance(old, SIMPLE) and old != new:
            _replace(name, old, new)
    _forget()


def _graft_class(old: type, new: type) -> None:
    for name, value in vars(new).items():
        there = vars(old).get(name)
        if isinstance(value, property) and isinstance(there, property):
            _graft_function(there.fget, value.fget)
        elif isinstance(value, FunctionType | classmethod | staticmethod) and there is not None:
            _graft_function(there, value)


def _graft_function(old: Any, new: Any) -> None:
    old, new = getattr(old, "__wrapped__", old), getattr(new, "__wrapped__", new)
    if old.__module__ != new.__module__ or old.__code__.co_freevars != new.__code__.co_freevars:
        return
    old.__code__ = new.__code__
    old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
    for cell, other in zip(old.__closure__ or (), new.__closure__ or (), strict=True):
        if isinstance(other.cell_contents, SIMPLE):
            cell.cell_contents = other.cell_contents


def _replace(name: str, old: object, new: object) -> None:
    """A constant goes to all who imported it by its name."""
    for each in list(sys.modules.values()):
        if vars(each).get(name) == old and each.__name__.startswith("ballot."):
            setattr(each, name, new)


def _forget() -> None:
    """What was computed before the change is computed again."""
    for each in list(sys.modules.values()):
        if each is not None and getattr(each, "__name__", "").startswith("ballot."):
            for value in vars(each).values():
                if isinstance(value, functools._lru_cache_wrapper):
                    value.cache_clear()
