"""Something that is done to a county's meetings: one after another, behind a bar.

Slips are not among it, for secrets stay in the answer; nor is any act that a 监票人 agrees to.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ballot.domain.access import Actor
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.bulk.do_many import DoneToMany, do_many
from ballot.usecases.bulk.foresee import Chosen, choose
from ballot.usecases.desk.find_meetings import Listed, find_numbers
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.task import MadeFile, Tell, Told
from ballot.words import refusals
from ballot.words.bulk import bulk_acts
from ballot.words.language import gettext as _

KIND = "application/json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """To which meetings it was done, which wait for a 监票人, why it was not to the others, in
    words, and to which it was done before."""

    act: BulkAct
    done: tuple[Listed, ...]
    waits: tuple[Listed, ...]
    failed: tuple[tuple[Listed, str], ...]
    before: tuple[Listed, ...] = ()

    @property
    def stand(self) -> tuple[Listed, ...]:
        """All that stand as if it had been done to them now."""
        return (*self.done, *self.before)


def told(act: BulkAct, chosen: Chosen) -> Told:
    """What the job is about."""
    return {"act": act.value, "numbers": list(chosen.numbers), "batches": dict(chosen.batches)}


def _chosen(told: Told) -> Chosen:
    batches: Mapping[str, list[int]] = told["batches"]
    return Chosen(
        tuple(told["numbers"]), batches={number: tuple(each) for number, each in batches.items()}
    )


def allow(hall: Hall, actor: Actor, told: Told) -> None:
    """Whoever sees one of them may ask; what he may do, each meeting says. Raises NothingChosen."""
    choose(hall, actor, _chosen(told))


def title(_hall: Hall, _actor: Actor, told: Told) -> str:
    """The act, and to how many."""
    said: str = _("%(act)s：%(n)s 场", act=bulk_acts.name(told["act"]), n=len(told["numbers"]))
    return said


def asks_password(told: Told) -> bool:
    """A close cannot be taken back."""
    return BulkAct(told["act"]) is BulkAct.CLOSE


def make(hall: Hall, actor: Actor, told: Told, tell: Tell) -> MadeFile:
    """Do it; to which it was done, and why not to the others, as JSON."""
    result = do_many(hall, actor, BulkAct(told["act"]), _chosen(told), tell)
    content = json.dumps(written(result), ensure_ascii=False).encode()
    return MadeFile(content, KIND, f"{result.act.value}.json")


def written(result: DoneToMany) -> dict[str, object]:
    """The outcome as the page of it reads it."""
    return {
        "act": result.act.value,
        "done": [each.line.number for each in result.done],
        "before": [each.line.number for each in result.before],
        "waits": [each.line.number for each in result.waits],
        "failed": {each.seen.line.number: refusals.words(each.error) for each in result.failed},
    }


def read(hall: Hall, actor: Actor, content: bytes) -> Outcome:
    """What was written, with the meetings as they stand now; those that are gone are left out."""
    said = json.loads(content)
    numbers = [*said["done"], *said["before"], *said["waits"], *said["failed"]]
    found = {each.line.number: each for each in find_numbers(hall, actor, numbers)}
    return Outcome(
        act=BulkAct(said["act"]),
        done=tuple(found[each] for each in said["done"] if each in found),
        waits=tuple(found[each] for each in said["waits"] if each in found),
        before=tuple(found[each] for each in said["before"] if each in found),
        failed=tuple((found[each], why) for each, why in said["failed"].items() if each in found),
    )


def outcome_of(result: DoneToMany) -> Outcome:
    """The same of what was just done."""
    failed = ((each.seen, refusals.words(each.error)) for each in result.failed)
    return Outcome(result.act, result.done, result.waits, tuple(failed), result.before)
