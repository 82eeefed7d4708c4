"""The slips that were issued to many meetings, as they go into one file."""

from collections.abc import Iterator
from datetime import datetime

from ballot.fonts.library import Shelf
from ballot.printing.pdf import slip_bundle
from ballot.printing.pdf.slip_bundle import SlipBatch, SlipBundle, SlipParcel
from ballot.printing.pdf.slips import SlipPages
from ballot.usecases.bulk.foresee import Hindered
from ballot.usecases.bulk.issue_many import IssuedOf, IssuedToMany
from ballot.usecases.desk.find_meetings import Listed
from ballot.words import refusals, terms
from ballot.words.language import gettext as _


def drawn(given: IssuedToMany, public_url: str, made: datetime, shelf: Shelf) -> Iterator[bytes]:
    """The file, piece by piece; ``made`` is local time."""
    return slip_bundle.render(bundle_of(given, public_url), made, shelf)


def bundle_of(given: IssuedToMany, public_url: str) -> SlipBundle:
    """All of them; of each meeting without slips here why."""
    return SlipBundle(
        parcels=tuple(_parcel(each, public_url) for each in given.issued),
        address=public_url,
        unprinted=(*map(_waits, given.waits), *map(_failed, given.failed)),
    )


def _parcel(given: IssuedOf, public_url: str) -> SlipParcel:
    seen, line = given.seen, given.seen.line
    village = terms.listing(seen.villages)
    return SlipParcel(
        title=line.title,
        number=line.number,
        village=village,
        starts=line.starts,
        place=line.place,
        unit=seen.unit,
        eligible=seen.progress.eligible,
        custody=line.custody.value,
        batches=tuple(
            SlipBatch(
                SlipPages(
                    title=line.title,
                    number=line.number,
                    public_url=public_url,
                    round=line.round,
                    class_name=each.class_name,
                    village=village,
                    names=seen.names,
                ),
                each.slips,
            )
            for each in given.issues
        ),
    )


def _failed(each: Hindered) -> str:
    return _because(each.seen, refusals.words(each.error))


def _waits(seen: Listed) -> str:
    return _because(seen, _("要一位监票人先同意，请到这场的“测评票”页打印"))


def _because(seen: Listed, why: str) -> str:
    said: str = _(
        "%(title)s（%(number)s）：%(why)s", title=seen.line.title, number=seen.line.number, why=why
    )
    return said
