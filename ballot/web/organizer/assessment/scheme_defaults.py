"""「文件未规定,采用默认」: what the text of a policy leaves open, with what may stand there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from ballot import schemes
from ballot.domain.errors import Fault
from ballot.domain.scheme.scheme import DefaultUsed, Scheme
from ballot.schemes import default_words
from ballot.schemes.default_words import Said
from ballot.words import refusals
from ballot.words.language import gettext
from ballot.words.policies import defaults


@dataclass
class Gap:
    """A key that the policy does not give. ``typed`` is what the person decided, empty: nothing.

    What is more than one value, or decides which other keys there are, is not open: whoever
    wants it otherwise writes a scheme of his own.
    """

    key: str
    name: str
    value: str
    shown: str
    why: str
    clause: str
    options: Mapping[str, str]
    is_open: bool
    typed: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The name of its field."""
        return f"set:{self.key}"


@cache
def shipped() -> tuple[Scheme, ...]:
    """The schemes that come with the program; they change with it alone."""
    return tuple(schemes.find(name) for name in schemes.available())


def of(scheme: Scheme, typed: Mapping[str, str]) -> list[Gap]:
    """The gaps of a scheme with what was decided about each."""
    pairs = zip(scheme.defaults, defaults.of(scheme), strict=True)
    return [_gap(scheme, each, said, typed) for each, said in pairs]


def _gap(scheme: Scheme, default: DefaultUsed, said: Said, typed: Mapping[str, str]) -> Gap:
    options = default_words.values_of(default)
    return Gap(
        key=default.key,
        name=said.name,
        value=default.value,
        shown=said.value,
        why=said.why,
        clause=said.clause,
        options={value: gettext(words) for value, words in options.items()},
        is_open=default_words.is_single(scheme, default),
        typed=typed.get(f"set:{default.key}", "").strip(),
    )


def decided(gaps: Iterable[Gap]) -> dict[str, str]:
    """What was decided otherwise than the default, by key."""
    return {gap.key: gap.typed for gap in gaps if gap.is_open and gap.typed not in ("", gap.value)}


def show_faults_of_gaps(faults: Iterable[Fault], gaps: Iterable[Gap]) -> None:
    """Put the words of each fault beside the gap of its key."""
    by_key = {gap.key: gap for gap in gaps}
    for fault in faults:
        if fault.key in by_key:
            by_key[fault.key].errors.append(refusals.words(fault.error))
