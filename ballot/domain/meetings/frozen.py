"""What is frozen before voting: one canonical JSON, from which page, cast and opening take all.

Key, names and options are read from here alone and never from a table that somebody could edit
after the poster was signed (docs/secrecy.md). The text has one spelling only: sorted keys, no
spaces, UTF-8, so that its SHA-256 is the fingerprint on the wall.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from ballot.domain.meeting import Custody, Sealing, Transport
from ballot.domain.meetings.subject_labels import labels
from ballot.domain.paper import BallotRules, Paper, Question

FORMAT = 2
FINGERPRINT_SHOWN = 8
"""Characters of the fingerprint on the voter's page."""


@dataclass(frozen=True, slots=True)
class FrozenSubject:
    """被测评对象 as printed on the paper."""

    name: str
    unit: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class FrozenClass:
    """A class of voters: entitled persons, slips, and the root of the slips (hex)."""

    name: str
    eligible: int
    slips: int
    slip_root: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The facts that nobody changes once voting has begun. Keys, ``run`` and heads are bytes."""

    number: str
    run: bytes
    round: int
    follows: str | None
    rehearsal: bool
    title: str
    place: str
    custody: Custody
    pk: bytes
    vks: tuple[bytes, ...]
    scheme: str
    scheme_sha256: str
    subjects: tuple[FrozenSubject, ...]
    questions: tuple[Question, ...]
    rules: BallotRules
    classes: tuple[FrozenClass, ...]
    eligible: int
    minimum: int
    """Ballots that must come back before anything is opened."""
    signing_key: bytes
    """The Ed25519 public key of record and bundle, 32 bytes: so the wall names who may sign."""
    transport: Transport
    journal_head: bytes
    """The public head of the meeting's chain before the line that made this notice."""
    sealing: Sealing = Sealing.SERVER
    item: str = ""
    """What the meeting fills of its scheme, empty where the scheme leaves only one answer."""

    @property
    def paper(self) -> Paper:
        """The blank paper that the voters see."""
        return Paper(subjects=labels(self.subjects), questions=self.questions, rules=self.rules)

    @property
    def may_be_sealed_so(self) -> bool:
        """Whether this may be sealed as ``sealing`` says.

        Phones seal nothing where it would claim nothing (the key on the server, a network that
        replaces a script), and no ballot with a rule over several rows, which nobody could check.
        """
        return self.sealing is Sealing.SERVER or (
            self.custody is Custody.SCRUTINEERS
            and self.transport is not Transport.PLAIN
            and self.rules == BallotRules()
        )

    @property
    def slips(self) -> int:
        """N: slips that were printed whole and can vote."""
        return sum(each.slips for each in self.classes)


def to_text(frozen: Frozen) -> str:
    """The one canonical spelling."""
    facts = asdict(frozen) | {
        "format": FORMAT,
        "run": frozen.run.hex(),
        "pk": frozen.pk.hex(),
        "vks": [vk.hex() for vk in frozen.vks],
        "signing_key": frozen.signing_key.hex(),
        "journal_head": frozen.journal_head.hex(),
    }
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_text(text: str) -> Frozen:
    """Read the canonical spelling back. Its tag has been checked before, so it is well formed."""
    facts: dict[str, Any] = json.loads(text)
    if facts.pop("format") != FORMAT:
        raise ValueError("format")
    return Frozen(
        **facts
        | {
            "run": bytes.fromhex(facts["run"]),
            "pk": bytes.fromhex(facts["pk"]),
            "vks": tuple(bytes.fromhex(vk) for vk in facts["vks"]),
            "signing_key": bytes.fromhex(facts["signing_key"]),
            "journal_head": bytes.fromhex(facts["journal_head"]),
            "custody": Custody(facts["custody"]),
            "transport": Transport(facts["transport"]),
            "sealing": Sealing(facts["sealing"]),
            "subjects": tuple(FrozenSubject(**each) for each in facts["subjects"]),
            "questions": tuple(_question(each) for each in facts["questions"]),
            "rules": _rules(facts["rules"]),
            "classes": tuple(FrozenClass(**each) for each in facts["classes"]),
        }
    )


def fingerprint(text: str) -> str:
    """The SHA-256 of the canonical text, 64 hex digits: what hangs on the wall."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _question(facts: dict[str, Any]) -> Question:
    return Question(**facts | {"options": tuple(facts["options"])})


def _rules(facts: dict[str, Any]) -> BallotRules:
    least = facts["least_below"]
    return BallotRules(**facts | {"least_below": None if least is None else tuple(least)})
