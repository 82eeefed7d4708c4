"""A meeting: what it asks of whom, who helps in the hall, and what came of it."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from ballot.domain.meeting import Custody, State, Transport
from ballot.storage.tables.base import (
    NUMBER,
    long,
    metadata,
    moment,
    of_meeting,
    one_of,
    position,
    raw,
    reference,
    serial,
    text,
    whole,
)

meeting = Table(
    "meeting",
    metadata,
    Column("number", NUMBER, primary_key=True),
    reference("unit", "unit"),
    reference("assessment", "assessment"),
    text("title"),
    text("place"),
    text("item"),
    text("custody"),
    text("announce"),
    text("transport", empty=True),
    text("state"),
    whole("version"),
    whole("round"),
    Column("follows", NUMBER, ForeignKey("meeting.number"), nullable=True),
    raw("run"),
    raw("pk", empty=True),
    text("frozen", empty=True),
    raw("frozen_tag", empty=True),
    Column("sealed", Boolean, nullable=False),
    moment("created_at"),
    moment("opened_at", empty=True),
    moment("closed_at", empty=True),
    moment("erased_at", empty=True),
    Column("starts", Text, nullable=False, server_default=""),
    UniqueConstraint("follows"),
    Index(None, "unit"),
    Index(None, "assessment"),
    long("number", 6),
    long("run", 16),
    long("pk", 32),
    one_of("custody", *Custody),
    one_of("announce", "hall", "sealed"),
    one_of("transport", *Transport),
    one_of("state", *State),
    CheckConstraint("round BETWEEN 1 AND 2", name="round"),
)
"""``starts`` is when it is to begin, by the clock of the house; empty where nobody has said so.
``item`` is what the meeting fills of its scheme where several are filled by ballot, else empty.

``run`` is renewed with ``pk`` by every rehearsal and reset; nothing of one is valid in another.

``opened_at`` is the moment when voting began; ``transport`` and ``frozen`` are null before the
freeze; ``sealed`` says whether the disk is clean of what was: erased rows, the order of arrival.
"""

seal_try = Table(
    "seal_try",
    metadata,
    of_meeting(),
    whole("rewritten", empty=True),
    text("held_by"),
)
"""How far the seal of a meeting is that waits: the version at which its rows were written anew, and
whom it waited for at last, a JSON list of pairs. It goes with the seal."""

subject = Table(
    "subject",
    metadata,
    of_meeting(),
    position(),
    reference("person", "person"),
    UniqueConstraint("meeting", "person"),
)

question = Table(
    "question",
    metadata,
    of_meeting(),
    position(),
    text("text"),
    Column("options", JSON, nullable=False),
    Column("blank", Boolean, nullable=False),
)
"""``options`` is a list of words; an empty one is a whole number 0…100."""

voter_class = Table(
    "voter_class",
    metadata,
    of_meeting(),
    position(),
    text("name"),
    text("weight", empty=True),
)

eligible = Table(
    "eligible",
    metadata,
    of_meeting(),
    position(),
    text("category"),
    whole("voter_class"),
    whole("persons"),
    text("reason", empty=True),
    CheckConstraint("persons >= 0", name="persons"),
)
"""应参加, distinct persons by category; a correction after the freeze gives its reason."""

roster = Table(
    "roster",
    metadata,
    of_meeting(),
    position(),
    text("name"),
    text("unit"),
    Column("categories", JSON, nullable=False),
    text("id_tail"),
    text("initials"),
)
"""名册: who may vote, each person once, in the order of the list that came in.

``initials`` are the first letters of the name in pinyin, a word for each way of reading it. It says
nothing of who has come, and goes with the time for objections.
"""

arrivals = Table(
    "arrivals",
    metadata,
    of_meeting(),
    raw("marks"),
)
"""Who of the roster has come: a mark for each of its places, sealed under a key outside the
database and always of one length. So neither the row, nor an earlier copy of it in a log, tells who
came, when, or after whom."""

credential = Table(
    "credential",
    metadata,
    of_meeting(),
    position(),
    text("role"),
    text("name"),
    raw("digest", empty=True),
    text("pin_hash", empty=True),
    raw("page_key", empty=True),
    raw("vk", empty=True),
    raw("sealed_share", empty=True),
    Column("confirmed", Boolean, nullable=False),
    whole("tries"),
    moment("wait_until", empty=True),
    UniqueConstraint("digest"),
    one_of("role", "scrutineer", "teller", "kiosk", "door"),
)
"""A phone, a kiosk or a tablet at the door. 监票人 hold 1, 2, 3; their sealed share is overwritten.

``digest`` is of the one-time link while ``pin_hash`` is null, then of the phone's badge; of a
kiosk or at the door no PIN is ever asked, and its ``pin_hash`` is empty then;
``tries`` are wrong PINs in a row, after some of which nobody may try before ``wait_until``.
"""

consent = Table(
    "consent",
    metadata,
    serial(),
    of_meeting(key=False),
    text("act"),
    Column("about", JSON, nullable=False),
    raw("digest"),
    text("asked_by"),
    moment("asked_at"),
    whole("position", empty=True),
    text("answer", empty=True),
    Column("used", Boolean, nullable=False),
    Index(None, "meeting"),
    long("digest", 32),
    one_of("answer", "agreed", "refused"),
)
"""What an organizer asked the 监票人 to agree to, and the one of them who answered.

``about`` is what his phone showed, ``digest`` covers exactly what may be done, once.
"""

paper_total = Table(
    "paper_total",
    metadata,
    of_meeting(),
    position("subject"),
    position("question"),
    position("voter_class"),
    position("teller"),
    Column("counts", JSON, nullable=False),
    whole("blank"),
    whole("invalid"),
    whole("sheets"),
    raw("salt"),
    long("salt", 32),
)
"""One teller's totals of the paper ballots; two must agree. Single sheets are never kept.

``salt`` is one of an entry, whose fingerprint the journal keeps: without it nobody can try out
which of the few possible totals they are.
"""

ledger_entry = Table(
    "ledger_entry",
    metadata,
    of_meeting(),
    position(),
    text("line"),
    whole("amount"),
    text("reason"),
    text("by"),
    moment("at"),
)
"""A figure, a complaint or an override in the ledger of slips; entries are only added."""

turnout = Table(
    "turnout",
    metadata,
    of_meeting(),
    position("voter_class"),
    whole("phone"),
    whole("kiosk"),
    whole("paper"),
)
"""收回 as frozen when the slips are settled. Before that the slips themselves are counted."""

opening = Table(
    "opening",
    metadata,
    of_meeting(),
    raw("root"),
    long("root", 32),
)
"""The one list that the key of this box opens; another root is refused for ever."""

partial = Table(
    "partial",
    metadata,
    Column("meeting", NUMBER, primary_key=True),
    position("scrutineer"),
    position("subject"),
    position("question"),
    position("voter_class"),
    raw("points"),
    raw("proof"),
    ForeignKeyConstraint(["meeting"], ["opening.meeting"]),
)
"""A 监票人's partial decryption of one sum."""

result = Table(
    "result",
    metadata,
    of_meeting(),
    text("text"),
    raw("sha256"),
    raw("signature", empty=True),
    moment("at"),
    long("sha256", 32),
    long("signature", 64),
)
"""Counts, turnout and roots as canonical JSON: written once, signed, never changed."""

signed_scan = Table(
    "signed_scan",
    metadata,
    of_meeting(),
    position(),
    text("kind"),
    text("file"),
    raw("sha256"),
    moment("at"),
    long("sha256", 32),
)
"""A picture of a sheet signed in ink; the file itself lies beside the database."""
