"""Somebody asks for long work; whoever asks for the same again is led to what is under way."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.storage.long_work import jobs
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import JobKind, Told
from ballot.usecases.jobs.workplace import account_of, is_dead, workplace


def begin_job(hall: Hall, actor: Actor, name: str, kind: JobKind, told: Told, language: str) -> int:
    """The id of a job of the kind of this ``name``. Raises what the kind raises for this actor."""
    account = account_of(actor)
    kind.allow(hall, actor, told)
    title = kind.title(hall, actor, told)
    place = workplace(hall).name
    asked = hall.database.read(lambda db: jobs.of_account(db, account, place))
    dead = {each.id for each in asked if is_dead(hall, each)}

    def work(db: Session) -> int:
        for each in jobs.of_account(db, account, place):
            same = (each.kind, each.told, each.language) == (name, told, language)
            if same and each.state in jobs.UNDER_WAY and each.id not in dead:
                return each.id
        at = hall.clock()
        return jobs.add(db, account, place, name, told, title=title, language=language, at=at)

    made = hall.database.write(work)
    workplace(hall).call()
    return made
