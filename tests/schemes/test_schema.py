"""docs/scheme.schema.json describes the format: it takes every policy that the reader takes."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ballot import schemes

SCHEMA = json.loads(
    (Path(schemes.__file__).parents[2] / "docs" / "scheme.schema.json").read_text(encoding="utf-8")
)
KINDS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def faults(value: Any, schema: dict[str, Any], path: str = "") -> Iterator[str]:
    """What a value has against a schema: the words of JSON Schema that the file uses."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    flag = isinstance(value, bool) and "boolean" not in kinds
    if kinds and (flag or not any(isinstance(value, KINDS[kind]) for kind in kinds)):
        yield f"{path}: {value!r} is no {kinds}"
        return
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{path}: {value!r}"
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        yield f"{path}: {value!r}"
    if isinstance(value, list):
        for place, one in enumerate(value, start=1):
            yield from faults(one, schema.get("items", {}), f"{path}[{place}]")
    if isinstance(value, dict):
        yield from faults_of_keys(value, schema, path)


def faults_of_keys(value: dict[str, Any], schema: dict[str, Any], path: str) -> Iterator[str]:
    """Keys that are missing, and keys that there are not."""
    for name in schema.get("required", []):
        if name not in value:
            yield f"{path}.{name}: missing"
    known = schema.get("properties", {})
    other = schema.get("additionalProperties", {})
    for name, one in value.items():
        if name not in known and other is False:
            yield f"{path}.{name}: unknown"
        else:
            yield from faults(one, known.get(name, other or {}), f"{path}.{name}")


@pytest.mark.parametrize("name", schemes.available())
def test_it_takes_every_policy(name: str) -> None:
    assert list(faults(tomllib.loads(schemes.text_of(name)), SCHEMA)) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": 3}, ".colour: unknown"),
        ({"format": 2}, ".format: 2"),
        ({"title": 3}, ".title: 3 is no ['string']"),
        ({"period": {"kind": "week"}}, ".period.kind: 'week'"),
        ({"quorum": {"more_than": "half"}}, ".quorum.more_than: 'half'"),
        ({"total": {"name": "x"}}, ".total.how: missing"),
    ],
)
def test_it_names_what_is_wrong(change: dict[str, Any], fault: str) -> None:
    data = tomllib.loads(schemes.text_of("lijun")) | change
    assert fault in list(faults(data, SCHEMA))


def keys_read() -> set[str]:
    """Every key that the reader asks a table for, out of its source."""
    asks = re.compile(
        r'\.(?:text|texts|table|tables|integer|number|flag|choice|choices|has)\(\s*"([a-z_]+)"'
    )
    sources = Path(schemes.__file__).parent.glob("*.py")
    return {key for path in sources for key in asks.findall(path.read_text(encoding="utf-8"))} - {
        "no",
        "clause",
        "unspecified",
        "why",
    }


def keys_described(schema: Any) -> set[str]:
    """Every key that the schema has anywhere."""
    if not isinstance(schema, dict):
        return set()
    found = set(schema.get("properties", {}))
    for part in schema.get("properties", {}).values():
        found |= keys_described(part)
    return found | keys_described(schema.get("items"))


def test_every_key_of_the_reader_is_described() -> None:
    assert keys_read() - keys_described(SCHEMA) == set()
