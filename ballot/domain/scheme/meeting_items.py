"""What a meeting fills of its scheme: an item, or one of the bodies whose mean makes an item.

下级测评 and 同级互评 are two meetings with different voters about the same people and the same
question (李俊镇 三(二)3); 双述双评 is two meetings about one person whose means make one item
(联述联评联考). Where a scheme leaves only one answer, a meeting need not name it.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from ballot.domain.errors import NotOneOf
from ballot.domain.scheme.satisfaction import SatisfactionRule
from ballot.domain.scheme.scheme import Item, Scheme


@dataclass(frozen=True, slots=True)
class Feed:
    """Something that a meeting can fill: ``name`` is that of the item, or of a part of it."""

    name: str
    item: Item
    rule: SatisfactionRule
    is_usual: bool
    """Whether a meeting that names nothing fills it: no other item asks the same question, and
    there are no bodies of which it might be one."""

    @property
    def is_part(self) -> bool:
        """Whether it is one body of several whose mean makes the item."""
        return self.name != self.item.name


def feeds(scheme: Scheme) -> tuple[Feed, ...]:
    """Everything that a meeting of the scheme can fill, in the order of the items."""
    asked = [item.ballot.question for item in scheme.items if item.ballot]
    found: list[Feed] = []
    for item in scheme.items:
        if item.ballot is None:
            continue
        usual = asked.count(item.ballot.question) == 1 and not item.parts
        found.append(Feed(item.name, item, item.ballot, usual))
        found += [Feed(part, item, item.ballot, is_usual=False) for part in item.parts]
    return tuple(found)


def names(scheme: Scheme) -> tuple[str, ...]:
    """What a meeting may name; empty where there is nothing to choose."""
    found = tuple(each.name for each in feeds(scheme))
    return found if len(found) > 1 else ()


def must_be_named(scheme: Scheme) -> bool:
    """Whether the answers of a meeting that names nothing would belong to no item."""
    found = feeds(scheme)
    return bool(found) and not any(each.is_usual for each in found)


def wants_assessment(scheme: Scheme) -> bool:
    """Whether a meeting of the policy is one of several things that make an assessment: it begins
    with a consent, comes in rounds, or several meetings judge the same people."""
    aftermath = scheme.aftermath
    return bool(aftermath.authorisation or aftermath.rounds) or must_be_named(scheme)


def missing(scheme: Scheme, met: Collection[str]) -> tuple[str, ...]:
    """What no meeting of a person fills yet; ``met`` is what his meetings name, one that names
    nothing being empty. Of an item with bodies each body, unless one meeting is held for all.

    The only thing that there is to fill has no name here.
    """
    if not must_be_named(scheme):
        return ("",) if feeds(scheme) and not met else ()
    found: list[str] = []
    for item in scheme.items:
        if item.ballot is not None and item.name not in met:
            found += [name for name in item.parts or (item.name,) if name not in met]
    return tuple(found)


def filled(scheme: Scheme, name: str) -> frozenset[str]:
    """The items to which a meeting that names it brings a figure, or a part of one; none where it
    names nothing and the scheme leaves a choice."""
    found = (each for each in feeds(scheme) if (each.name == name if name else each.is_usual))
    return frozenset(each.item.name for each in found)


def excluded(scheme: Scheme, name: str, met: Collection[str]) -> bool:
    """Whether a meeting for ``name`` would be beside one for the whole, or for a part of it, that
    is there: nothing is both, one body and all of them."""
    of = next((each.item for each in feeds(scheme) if each.name == name), None)
    if of is None or not of.parts:
        return False
    others = tuple(of.parts) if name == of.name else (of.name,)
    return any(each in met for each in others)


def narrowed(scheme: Scheme, name: str) -> Scheme:
    """The scheme as a meeting sees it that fills ``name`` alone: its question, its figure.

    Places of items stay as they are. Without a name it is the whole scheme. Raises NotOneOf.
    """
    if not name:
        return scheme
    chosen = next((each for each in feeds(scheme) if each.name == name), None)
    if chosen is None:
        raise NotOneOf(value=name, allowed=names(scheme))
    rule = replace(chosen.rule, name=name, question=0)
    items = tuple(
        replace(item, name=name, ballot=rule, parts={})
        if item is chosen.item
        else replace(item, ballot=None)
        for item in scheme.items
    )
    return replace(scheme, questions=(scheme.questions[chosen.rule.question],), items=items)
