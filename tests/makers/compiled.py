"""Templates and routes are compiled once a process, not once for the application of every test.

A plugin of pytest: a folder that needs it names it in its ``conftest.py``.
"""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask.templating import Environment
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import BaseConverter, Rule
from werkzeug.routing.rules import RulePart

from ballot.web.proxy import Application

pytest_plugins = ("makers.halls",)


class Kept(BytecodeCache):
    """Compiled templates in memory, each under its own text."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of this text."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled just now."""
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


KEPT = Kept()


class Compiled(Environment):
    """The environment of templates that every application of a test has for itself."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, bytecode_cache=KEPT, **options)


Builder = Callable[..., tuple[str, str]]
"""What makes the address of a rule; the rule itself is its first argument."""

PARSED: dict[
    tuple[object, ...], tuple[list[RulePart], list[tuple[bool, str]], dict[str, BaseConverter]]
] = {}
"""Of the text of a rule its parts, its trace, and the converters of its variables."""
BUILDERS: dict[tuple[object, ...], Builder] = {}


class Known(Rule):
    """A route that takes what was compiled of one that reads the same."""

    def _parse_rule(self, rule: str) -> list[RulePart]:
        assert self.map is not None
        key = (rule, frozenset(self.map.converters.items()))
        if key not in PARSED:
            blank = Rule(rule)
            blank.map, blank._trace, blank._converters = self.map, [], {}
            PARSED[key] = [*blank._parse_rule(rule)], blank._trace, blank._converters
        parts, trace, converters = PARSED[key]
        self._trace += trace
        self._converters |= converters
        self.arguments |= converters.keys()
        return parts

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        defaults = sorted((self.defaults or {}).items())
        key = (self.rule, tuple(self._trace), tuple(defaults), append_unknown)
        if key not in BUILDERS:
            BUILDERS[key] = super()._compile_builder(append_unknown)
        return BUILDERS[key]


def pytest_configure() -> None:
    """From now on an application takes what another has compiled."""
    Application.jinja_environment = Compiled
    Application.url_rule_class = Known
