"""Which meetings a page of many is about: those that were ticked, else those of the list."""

from collections.abc import Iterable

from flask import request, url_for
from werkzeug.exceptions import NotFound

from ballot.domain.written_number import whole
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.bulk.foresee import Chosen
from ballot.usecases.desk.find_meetings import Listed
from ballot.web.organizer.meeting import searching

ONE = "m"
"""The field of a meeting that is ticked, by its number; ``482913.1.2`` with batches of slips."""
NEXT: dict[BulkAct, tuple[BulkAct, ...]] = {
    BulkAct.TO_SCRUTINEERS: (BulkAct.SLIPS,),
    BulkAct.TO_SERVER: (BulkAct.SLIPS,),
    BulkAct.CONFIRM: (BulkAct.OPEN, BulkAct.FREEZE),
    BulkAct.VOID: (BulkAct.SLIPS,),
    BulkAct.FREEZE: (BulkAct.OPEN,),
}
"""What usually follows for those to which it was done, the first the big button."""


def asked_act(said: str | None) -> BulkAct:
    """The act of an address or a form. Raises NotFound."""
    if said not in list(BulkAct):
        raise NotFound
    return BulkAct(said)


def chosen() -> Chosen:
    """What address or form says. A form in which nothing is ticked means nothing, and not all."""
    is_form = request.method == "POST"
    ticked = [each.split(".") for each in (request.form if is_form else request.args).getlist(ONE)]
    return Chosen(
        numbers=tuple(dict.fromkeys(number for number, *_batches in ticked)),
        search=None if is_form else searching.asked(),
        batches={number: _numbers(batches) for number, *batches in ticked},
    )


def _numbers(texts: list[str]) -> tuple[int, ...]:
    return tuple(number for number in map(whole, texts) if number is not None)


def ticked_as(act: BulkAct, seen: Listed) -> str:
    """What the box of a meeting says when it is ticked."""
    counts = act in (BulkAct.CONFIRM, BulkAct.VOID)
    batches = [str(each.number) for each in seen.progress.unconfirmed] if counts else []
    return ".".join((seen.line.number, *batches))


def address(act: str, listed: Iterable[Listed]) -> str:
    """The page on which these are looked at before anything is done."""
    numbers = [each.line.number for each in listed]
    return url_for("organizer.bulk", do=act, m=numbers)
