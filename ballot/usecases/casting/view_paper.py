"""A voter looks at the paper of a slip. Looking consumes nothing and writes nothing."""

from dataclasses import dataclass, replace

from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.paper import Paper, worded
from ballot.slips.tokens import Secret
from ballot.usecases.casting import admission
from ballot.usecases.casting.admission import Admitted
from ballot.usecases.facts_cache import PolicyWords
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class PaperView:
    """What the voter's page shows. Custody and transport decide what it may claim.

    ``class_name`` is the class of voters whose slip it is, empty where there are none.
    ``fingerprint`` are the first characters of the one on the wall; ``version`` counts up with
    every change of the meeting, so that a page made for one version is not shown for another.
    """

    number: str
    title: str
    place: str
    item: str
    class_name: str
    round: int
    state: State
    paper: Paper
    custody: Custody
    transport: Transport
    rehearsal: bool
    fingerprint: str
    version: int
    words: PolicyWords = ()
    """What of it is said otherwise in other languages."""

    def worded(self, language: str) -> "PaperView":
        """The same for a reader of this language; the places on the paper stay."""
        said = dict(dict(self.words).get(language, ()))
        if not said:
            return self
        return replace(
            self,
            item=said.get(self.item, self.item),
            class_name=said.get(self.class_name, self.class_name),
            paper=worded(self.paper, said),
        )


def view_paper(hall: Hall, number: str, secret: Secret) -> PaperView:
    """The blank paper of an unused slip while its meeting votes.

    Raises SlipUnknown, SlipSpent, SlipVoid, VotingPaused, VotingClosed, NotOpenYet,
    SlipNotConfirmed: the first of them that holds; Tampered where the frozen data are not ours.
    """
    return of(hall, admission.admit(hall, number, secret))


def of(hall: Hall, admitted: Admitted) -> PaperView:
    """The blank paper of a slip that was let in."""
    meeting, facts = admitted.meeting, admitted.known.frozen
    return PaperView(
        number=meeting.number,
        title=facts.title,
        place=facts.place,
        item=facts.item,
        class_name=facts.classes[admitted.voter_class].name,
        round=facts.round,
        state=meeting.state,
        paper=facts.paper,
        custody=facts.custody,
        transport=hall.transport,
        rehearsal=facts.rehearsal,
        fingerprint=admitted.known.fingerprint,
        version=meeting.version,
        words=admitted.known.words,
    )
