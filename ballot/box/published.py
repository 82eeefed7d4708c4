"""The published list: what a 监票人 is asked to open, as one JSON that his own machine checks.

It carries the ciphertexts of a whole meeting without their proofs (of each its hash), so that any
browser or ``ballot box partial`` can recompute the root that was signed in ink at the close, add
the ciphertexts up, and decrypt the sums and nothing else.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ballot.box import elgamal, exclusion, opening, partial, shares, signed_values
from ballot.box.exclusion import Asked, Excluded, Judged, Rows
from ballot.box.opening import Cell
from ballot.box.partial import Partial, Total
from ballot.box.shares import PublicKeys, Share
from ballot.domain.errors import ProofRefused
from ballot.domain.excluded import Flaw
from ballot.domain.meeting import Sealing
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS

FORMAT = 2
NUMBERS = (shares.NUMBERS[0], shares.NUMBERS[-1])


@dataclass(frozen=True, slots=True)
class Published:
    """A meeting's ciphertexts at the close. ``lists`` maps a cell to rows (id, ct, H(proof)).

    ``apart`` says that every class is opened for itself; otherwise only the sum over all classes
    is. Every subject, question and class has its list, be it empty. ``head`` is the public head of
    the journal before the close, ``minimum`` what the list must hold by the frozen facts; they
    stand in no root, and the signed close form bears them out. ``excluded`` are in the root and
    not in the sums; where ``sealing`` is the server's there are none. ``frozen`` is the text that
    hangs on the wall by its fingerprint: it bears out by which key and questions they are judged.
    """

    meeting: str
    run: bytes
    keys: PublicKeys
    asked: tuple[Asked, ...]
    apart: bool
    lists: Mapping[Cell, Rows]
    head: bytes
    minimum: int = 0
    sealing: Sealing = Sealing.SERVER
    excluded: tuple[Excluded, ...] = ()
    frozen: str = ""

    @property
    def root(self) -> bytes:
        """The root of the meeting, computed from the rows."""
        rooted = {cell: opening.root_of_hashed(rows) for cell, rows in self.lists.items() if rows}
        return opening.root_of_lists(rooted)

    @property
    def close_value(self) -> bytes:
        """What the close sheet must say, 32 bytes, computed from the rows and ``head``."""
        return signed_values.close_value(self.root, self.head)

    @property
    def fingerprint(self) -> str:
        """What the poster on the wall must say, computed from ``frozen``, in hexadecimal."""
        return hashlib.sha256(self.frozen.encode()).hexdigest()

    @property
    def counted(self) -> dict[Cell, Rows]:
        """The lists without what is left out of the sums."""
        out = {(each.cell, each.id) for each in self.excluded}
        return {
            cell: tuple(row for row in rows if (cell, row[0]) not in out)
            for cell, rows in self.lists.items()
        }

    @property
    def ballots(self) -> int:
        """How many ballots the lists hold. Raises ProofRefused ``list`` unless all agree."""
        counts: dict[tuple[int, int], int] = {}
        for (subject, question, _), rows in self.lists.items():
            counts[subject, question] = counts.get((subject, question), 0) + len(rows)
        if len(set(counts.values())) != 1:
            raise ProofRefused(why="list")
        return next(iter(counts.values()))


@dataclass(frozen=True, slots=True)
class Sent:
    """What the machine of one 监票人 made of a list, and what it says of it."""

    meeting: str
    root: bytes
    number: int
    partials: tuple[Partial, ...]


def totals(published: Published, close_value: bytes, minimum: int) -> tuple[Total, ...]:
    """The sums that are opened, in the order of their cells, after all that is checked.

    ``close_value`` is the one on the signed close form. Raises ProofRefused: ``root`` for another
    list, ``minimum`` for fewer ballots than may be opened, ``class`` for a small class that is to
    be opened for itself, ``list``, ``length``, ``point``, ``twice``; ``excluded`` where a good one
    is left out, ``frozen`` where it is judged by other keys or questions. An answer that is counted
    and does not hold is not seen: its proof is not in the list (docs/box.md).
    """
    if published.close_value != close_value:
        raise ProofRefused(why="root")
    if published.ballots < minimum:
        raise ProofRefused(why="minimum")
    _require_no_small_class(published)
    judged = Judged(published.frozen, published.run, published.keys.pk, published.asked)
    exclusion.require(judged, published.lists, published.excluded)
    return tuple(_totals(published, published.root))


def partials(published: Published, share: Share, close_value: bytes, minimum: int) -> Sent:
    """What a share makes of the list, a partial decryption a total. Raises like ``totals``."""
    opened = totals(published, close_value, minimum)
    made = (partial.decrypt(share, total) for total in opened)
    return Sent(published.meeting, published.root, share.number, tuple(made))


def _require_no_small_class(published: Published) -> None:
    """``apart`` stands in no root, so whoever carries the list could ask for a class of one."""
    sizes = [len(rows) for rows in published.counted.values()]
    if published.apart and any(0 < size < SMALLEST_CLASS for size in sizes):
        raise ProofRefused(why="class")


def _totals(published: Published, root: bytes) -> Iterator[Total]:
    opened: dict[tuple[int, int, int | None], list[bytes]] = {}
    for (subject, question, voter_class), rows in sorted(published.counted.items()):
        of_class = voter_class if published.apart else None
        opened.setdefault((subject, question, of_class), []).extend(row[1] for row in rows)
    for (subject, question, of_class), cts in opened.items():
        asked = published.asked[question]
        total = opening.add(cts, asked.columns)
        if asked.number:
            total = opening.collect_number(total)
        yield Total(published.run, root, subject, question, of_class, total)


def to_json(published: Published) -> str:
    """The list as text: hexadecimal what people compare, base64 the rest."""
    return "".join(to_text(published, published.root, sorted(published.lists.items())))


def to_text(published: Published, root: bytes, lists: Iterable[tuple[Cell, Rows]]) -> Iterator[str]:
    """The same piece by piece, with lists that come one after another in the order of their cells.

    Those of ``published`` itself are not looked at, so that they need not lie in memory together.
    """
    head = {
        "format": FORMAT,
        "meeting": published.meeting,
        "run": published.run.hex(),
        "root": root.hex(),
        "head": published.head.hex(),
        "pk": published.keys.pk.hex(),
        "vks": [vk.hex() for vk in published.keys.vks],
        "asked": [{"columns": each.columns, "number": each.number} for each in published.asked],
        "apart": published.apart,
        "minimum": published.minimum,
        "sealing": published.sealing,
        "excluded": [_of_excluded(each) for each in published.excluded],
        "frozen": published.frozen,
    }
    yield _plain(head)[:-1] + ',"lists":['
    comma = ""
    for cell, rows in lists:
        encoded = [[_b64(part) for part in row] for row in rows]
        yield comma + _plain({"cell": list(cell), "rows": encoded})
        comma = ","
    yield "]}"


def from_json(text: str) -> Published:
    """Read a list back; its stated root is not believed. Raises ProofRefused ``list``."""
    try:
        return _from_plain(json.loads(text))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ProofRefused(why="list") from error


def sent_to_json(sent: Sent) -> str:
    """What a 监票人's machine sends back."""
    made = [{"points": _b64(each.points), "proof": _b64(each.proof)} for each in sent.partials]
    return _plain(
        {
            "format": FORMAT,
            "meeting": sent.meeting,
            "root": sent.root.hex(),
            "number": sent.number,
            "partials": made,
        }
    )


def sent_from_json(text: str) -> Sent:
    """Read what was sent; nothing of it is believed yet. Raises ProofRefused ``list``."""
    try:
        plain = json.loads(text)
        if plain["format"] != FORMAT:
            raise ValueError("format")
        maker = _whole(plain["number"], *NUMBERS)
        made = [(_bytes(each["points"]), _bytes(each["proof"])) for each in plain["partials"]]
        return Sent(
            meeting=str(plain["meeting"]),
            root=bytes.fromhex(plain["root"]),
            number=maker,
            partials=tuple(Partial(maker, *each) for each in made),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ProofRefused(why="list") from error


def _from_plain(plain: dict[str, Any]) -> Published:
    if plain["format"] != FORMAT:
        raise ValueError("format")
    lists = {_cell(each["cell"]): tuple(map(_row, each["rows"])) for each in plain["lists"]}
    if len(lists) != len(plain["lists"]):
        raise ValueError("cell")
    asked = tuple(
        Asked(_columns(each["columns"]), _flag(each["number"])) for each in plain["asked"]
    )
    if any(question >= len(asked) for _, question, _ in lists):
        raise ValueError("question")
    sealing, excluded = Sealing(plain["sealing"]), tuple(map(_excluded, plain["excluded"]))
    if excluded and sealing is Sealing.SERVER:
        raise ValueError("excluded")
    return Published(
        meeting=str(plain["meeting"]),
        run=bytes.fromhex(plain["run"]),
        keys=PublicKeys(bytes.fromhex(plain["pk"]), tuple(map(bytes.fromhex, plain["vks"]))),
        asked=asked,
        apart=_flag(plain["apart"]),
        minimum=_whole(plain["minimum"], 0, 2**32 - 1),
        lists=lists,
        head=bytes.fromhex(plain["head"]),
        sealing=sealing,
        excluded=excluded,
        frozen=_text(plain["frozen"]),
    )


def _of_excluded(each: Excluded) -> dict[str, object]:
    said = {"id": _b64(each.id), "proof": _b64(each.proof), "why": each.why}
    return {"cell": list(each.cell), **said}


def _excluded(plain: dict[str, Any]) -> Excluded:
    why = Flaw(plain["why"])
    return Excluded(_cell(plain["cell"]), _bytes(plain["id"]), _bytes(plain["proof"]), why)


def _cell(plain: list[int]) -> Cell:
    subject, question, voter_class = (_whole(part, 0, 2**32 - 1) for part in plain)
    return subject, question, voter_class


def _columns(plain: int) -> int:
    return _whole(plain, elgamal.LEAST_COLUMNS, elgamal.MOST_COLUMNS)


def _whole(plain: int, low: int, high: int) -> int:
    if type(plain) is not int or not low <= plain <= high:
        raise ValueError("number")
    return plain


def _text(plain: str) -> str:
    if type(plain) is not str:
        raise ValueError("text")
    return plain


def _flag(plain: bool) -> bool:
    if type(plain) is not bool:
        raise ValueError("flag")
    return plain


def _row(plain: list[str]) -> tuple[bytes, bytes, bytes]:
    id, ct, proof_hash = map(_bytes, plain)
    return id, ct, proof_hash


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
