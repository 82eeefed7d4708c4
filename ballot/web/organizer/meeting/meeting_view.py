"""A meeting with its scheme, as the templates of its pages want them."""

from dataclasses import dataclass
from typing import Any

from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.domain.scheme import quorum
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import needs
from ballot.schemes import default_words
from ballot.schemes.default_words import Said
from ballot.usecases.meeting.see_meeting import MeetingView, see_meeting
from ballot.usecases.meeting.see_scheme import see_scheme
from ballot.web.access import actor, hall
from ballot.words.language import gettext as _
from ballot.words.policies import defaults


@dataclass(frozen=True, slots=True)
class Sight:
    """``rule`` is the quorum as written (``≥ 2/3``), ``required`` the ballots that it asks for."""

    meeting: MeetingView
    scheme: Scheme

    @property
    def rule(self) -> str:
        """The quorum as written."""
        return quorum.rule_text(self.scheme.quorum)

    @property
    def required(self) -> int:
        """The ballots that must come back."""
        return quorum.required(self.scheme.quorum, self.meeting.eligible)

    @property
    def may(self) -> tuple[Act, ...]:
        """What this person can do now."""
        return self.meeting.next

    @property
    def objective(self) -> str | None:
        """The name of the score that is brought in, None where the scheme has none."""
        return self.scheme.objective.name if self.scheme.objective else None

    @property
    def whole_hint(self) -> str:
        """What a score that is typed whole lacks for the ranking; empty where nothing is."""
        names, clause = needs.parts(self.scheme)
        if not names or self.objective is None:
            return ""
        listed = "、".join(names)
        said: str = _(
            "只填总分也能算考核总分；排名还要%(names)s（%(clause)s）。", names=listed, clause=clause
        )
        return said

    @property
    def defaults(self) -> tuple[Said, ...]:
        """What the policy leaves open about the vote; the rest concerns score sheet and ranking."""
        about = default_words.of_vote(self.scheme)
        return tuple(each for each in defaults.of(self.scheme) if each.key.startswith(about))

    @property
    def figure_defaults(self) -> tuple[Said, ...]:
        """Those of them by which the figure of the ballot is reckoned."""
        about = default_words.of_figures(self.scheme)
        return tuple(each for each in self.defaults if each.key.startswith(about))

    def names(self) -> dict[str, Any]:
        """The names that templates use."""
        return {
            "meeting": self.meeting,
            "scheme": self.scheme,
            "rule": self.rule,
            "required": self.required,
            "may": self.may,
            "objective": self.objective,
            "whole_hint": self.whole_hint,
            "defaults": self.defaults,
            "figure_defaults": self.figure_defaults,
        }


def of(number: str, act: Act = Act.SEE) -> Sight:
    """The meeting as it stands, for the person of this session. Raises MeetingUnknown, MayNot."""
    return Sight(meeting=meeting_for(number, act), scheme=see_scheme(hall(), actor(), number))


def meeting_for(number: str, act: Act) -> MeetingView:
    """The meeting, for a page that is of no use without the act. Raises MeetingUnknown, MayNot."""
    found = see_meeting(hall(), actor(), number)
    if act not in found.allowed:
        raise MayNot(act=act)
    return found
