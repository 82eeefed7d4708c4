"""The sheet of slips: twelve an A4 page, without a serial, in the order they were minted.

Minting is random, so the order on paper says nothing; the hall cuts and mixes them all the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ballot.slips import address, qr
from ballot.slips.tokens import Minted

PER_PAGE = 12
COLUMNS = 3
CODE_MM = 42
"""Side of the QR code on paper, quiet zone included, in millimetres."""


@dataclass(frozen=True, slots=True)
class PrintedSlip:
    """One slip for the print template: an SVG, the twelve digits 4-4-4, the address."""

    svg: str = field(repr=False)
    digits: str = field(repr=False)
    url: str = field(repr=False)


def slips(public_url: str, number: str, minted: Iterable[Minted]) -> Iterator[PrintedSlip]:
    """Draw slips one after another, so that ten thousand can stream."""
    for slip in minted:
        url = address.url(public_url, number, slip.token)
        yield PrintedSlip(svg=qr.svg(address.in_capitals(url)), digits=slip.code.printed, url=url)


def pages(
    public_url: str, number: str, minted: Iterable[Minted]
) -> Iterator[tuple[PrintedSlip, ...]]:
    """The slips in pages of twelve; the last page may hold fewer."""
    drawn = slips(public_url, number, minted)
    while page := tuple(islice(drawn, PER_PAGE)):
        yield page
