"""A notice that counts no more says so wherever it is shown, and since which day."""

from collections.abc import Sequence
from datetime import date

from ballot.printing.forms import publication
from ballot.printing.forms.publication import Void
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall


def of(
    hall: Hall, desk: Desk, row: NoticeRow, hung: Sequence[NoticeRow], *, is_outdated: bool
) -> Void | None:
    """Why a notice among those that ``hung`` counts no more; None where it still may.

    ``is_outdated``: it was up all its days, and the result says otherwise by now.
    """
    alike = [each for each in hung if each.id > row.id and each.of == row.of]
    after = [each for each in alike if each.posted_at and each.withdrawn_at is None]
    if row.withdrawn_at is not None:
        instead = after[-1].first if after else None
        return publication.withdrawn(hall.local(row.withdrawn_at).date(), instead)
    if not is_outdated:
        return None
    if after and after[0].posted_at:
        return publication.replaced(hall.local(after[0].posted_at).date())
    return publication.outdated(_last_touched(hall, desk))


def _last_touched(hall: Hall, desk: Desk) -> date:
    """The day of the newest ranking, or of what its review did last."""
    ranked = [desk.latest.at] if desk.latest else []
    return max(hall.local(at).date() for at in (*ranked, *(line.at for line in desk.lines)))
