"""Provers who do not keep to the rules, and the statements of those who forget a part of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot.box import envelope, group
from ballot.box.envelope import Fresh, Kind
from ballot.box.group import Point

ZERO_AT = {envelope.CHOICE: 128, envelope.NUMBER: 160}
"""Where a record has the second half of the ciphertext of a 0; that of a 1 follows it."""
FIELDS = ("run", "subject", "question", "class", "id", "columns", "key", "ciphertexts")
"""What a statement says, in its order."""


@dataclass(frozen=True, slots=True)
class Given:
    """A source that hands out the very records it was given, as often as it is asked."""

    pk: Point
    records: Sequence[bytes]

    def take(self, _: Kind, count: int) -> list[bytes]:
        """The first ``count`` of them."""
        return list(self.records[:count])


@dataclass(frozen=True, slots=True)
class Forger(Fresh):
    """Encrypts any numbers it likes, whatever it then claims of them."""

    messages: Sequence[int]

    def take(self, kind: Kind, count: int) -> list[bytes]:
        """Records of which both ciphertexts hold the message."""
        records = Fresh.take(self, kind, count)
        messages = [*self.messages, 0][:count]  # the last of a number is its mask
        return [with_message(kind, *each) for each in zip(records, messages, strict=True)]


def with_message(kind: Kind, record: bytes, message: int) -> bytes:
    """The record with the ciphertext of ``message`` in both of its places."""
    at = ZERO_AT[kind]
    c2 = group.add(Point(record[at : at + 32]), group.base(group.scalar(message)))
    return record[:at] + c2 * 2 + record[at + 64 :]


def unframed(framed: bytes) -> list[bytes]:
    """The fields of a statement."""
    fields = []
    while framed:
        end = 4 + int.from_bytes(framed[:4], "big")
        fields.append(framed[4:end])
        framed = framed[end:]
    return fields
