"""收发清点单: the sheet of the count, filled in from the close on and before it for the pen."""

from ballot.domain.access import Actor
from ballot.printing.forms import ledger
from ballot.printing.leaf import Leaf
from ballot.storage.meetings import MeetingRow
from ballot.usecases.forms import ledger_remarks
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.see_ledger import FROM_THE_FREEZE, LedgerView, see_ledger
from ballot.usecases.verified import box_roots


def counted(hall: Hall, actor: Actor, row: MeetingRow) -> LedgerView | None:
    """The ledger of a meeting, from the freeze on."""
    begun = row.state in FROM_THE_FREEZE
    return see_ledger(hall, actor, row.number) if begun else None


def leaf(
    hall: Hall,
    actor: Actor,
    row: MeetingRow,
    scrutineers: tuple[str, ...],
    tellers: tuple[str, ...],
) -> Leaf:
    """The sheet that the hall signs before the box opens: no option, no count of one."""
    view = counted(hall, actor, row)
    count = view.count if view else None
    pinned = hall.database.read(lambda db: box_roots.of(hall, db, row.number)) if count else None
    return ledger.leaf(
        ledger.Ledger(
            title=row.title,
            number=row.number,
            count=count,
            roots=tuple(pinned.roots.values()) if pinned else (),
            round=row.round,
            scrutineers=scrutineers,
            tellers=tellers,
            remarks=ledger_remarks.of_form(view) if view else (),
        )
    )
