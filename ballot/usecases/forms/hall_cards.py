"""The cards of a meeting: what each of a hall does, as this meeting is set up just now."""

from ballot.domain.access import Actor
from ballot.printing.forms import cards
from ballot.printing.leaf import Leaf
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk.see_kiosks import see_kiosks
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.result.hall_screen import see_screen
from ballot.usecases.result.see_result import see_result


def leaf(
    hall: Hall, actor: Actor, row: MeetingRow, held: str, tellers: int | None, doors: int
) -> Leaf:
    """The cards of a meeting that was found already.

    ``tellers``: so many 计票人 were written down, None while nobody was; 0 says that nobody votes
    on paper. ``doors``: so many tablets check in. Raises MeetingUnknown, MayNot.
    """
    number = row.number
    seen, told = see_meeting(hall, actor, number), see_screen(hall, actor, number)
    return cards.leaf(
        cards.HallCards(
            title=row.title,
            number=number,
            url=hall.public_url,
            eligible=seen.eligible,
            required=see_result(hall, number).required,
            slips=seen.slips,
            custody=row.custody.value,
            round=row.round,
            held=held,
            place=row.place,
            sealed=row.announce == "sealed",
            kiosks=len(see_kiosks(hall, actor, number)),
            kiosk_place=told.kiosk_place,
            exchanges=tellers != 0,
            roster=seen.roster > 0,
            doors=doors,
            network=bool(told.network),
        )
    )
