"""A value of the domain as plain values of JSON, for commands and interface alike."""

import dataclasses
from datetime import date, datetime
from typing import Any


def plain(value: Any) -> Any:
    """Data classes as objects, times as ISO 8601, a set as a sorted list, what is else as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(plain(each) for each in value)
    if isinstance(value, dict):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if value is None or isinstance(value, (bool, int)):
        return value
    return str(value)
