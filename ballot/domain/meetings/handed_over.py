"""What files and other programs are given of a result."""

from dataclasses import replace

from ballot.domain.meetings.result import MeetingResult


def of(result: MeetingResult) -> MeetingResult:
    """The result itself; of a rehearsal no figure, so that none is taken for one of the vote."""
    if not result.facts.state.is_rehearsal:
        return result
    plain = (replace(each, opened=None, waiting="", also_measured=()) for each in result.subjects)
    return replace(result, subjects=tuple(plain))
