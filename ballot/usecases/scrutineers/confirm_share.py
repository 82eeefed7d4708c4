"""A 监票人 has his share on paper and proves that he holds it; the sealed copy is overwritten."""

from sqlalchemy.orm import Session

from ballot.box import pickup, shares
from ballot.domain.access import Actor
from ballot.domain.errors import KeyStepWrong
from ballot.storage import badges
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers.bring_public_half import hold
from ballot.usecases.verified import key_making
from ballot.usecases.verified.key_making import CONFIRMED

PURPOSE = b"confirm"
"""What the proof is good for, and for nothing else."""


def confirm(hall: Hall, actor: Actor, number: str, proof: bytes) -> None:
    """Confirm by a Schnorr proof of 64 bytes over the run; once more is no fault.

    Raises ProofRefused, KeyStepWrong before the dealing, Tampered("keys").
    """
    acts.carry_out(hall, lambda db: _confirm(hall, db, actor, number, proof))


def _confirm(hall: Hall, db: Session, actor: Actor, number: str, proof: bytes) -> None:
    meeting, badge = hold(db, actor, number)
    made = key_making.checked(hall, db, meeting)
    if made.keys is None:
        raise KeyStepWrong
    shares.check_proof(meeting.run, made.keys, badge.position, PURPOSE, proof)
    if badge.position in made.confirmed:
        return
    gone = {"confirmed": True, "sealed_share": bytes(pickup.SIZE)}
    badges.change(db, number, badge.position, **gone)
    key_making.write_down(hall, db, actor, meeting, CONFIRMED, place=badge.position)
