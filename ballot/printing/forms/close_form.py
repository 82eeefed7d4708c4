"""投票截止单: the box as voting ended, signed in ink and held against the opening.

It has no option and no count of votes: nothing of it says what anybody chose.
"""

from dataclasses import dataclass

from ballot.printing.forms import template
from ballot.printing.forms.digests import in_two_lines
from ballot.printing.forms.template import padded
from ballot.printing.leaf import Leaf


@dataclass(frozen=True, slots=True)
class ListRoot:
    """A list of sealed answers: to what question about whom, from which class; its root in hex."""

    subject: str
    question: str
    voter_class: str
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseForm:
    """What was pinned at the close. ``close_value`` is over all lists and the journal before the
    close (docs/bundle.md), in hex like ``fingerprint`` and the signing ``key``."""

    title: str
    number: str
    closed: str
    received: int
    close_value: str
    fingerprint: str
    key: str
    lists: tuple[ListRoot, ...]
    round: int = 1
    scrutineers: tuple[str, ...] = ()


def leaf(form: CloseForm) -> Leaf:
    """The form, one value in large letters and below it those of which it is made."""
    return template.leaf(
        "close_form",
        form=form,
        close_value=in_two_lines(form.close_value),
        key=in_two_lines(form.key),
        fingerprint=in_two_lines(form.fingerprint),
        lists=[(each, in_two_lines(each.root)) for each in form.lists],
        classes=any(each.voter_class for each in form.lists),
        scrutineers=padded(form.scrutineers, 3),
    )
