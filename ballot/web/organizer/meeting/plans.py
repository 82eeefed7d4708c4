"""A meeting as a plan again: to be edited page by page, or to be the pattern of another."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash
from wtforms import Field

from ballot.domain.errors import Refused
from ballot.domain.meetings.plan import MeetingPlan
from ballot.usecases.desk.title_of_copy import title_of_copy
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.web import forms
from ballot.web.access import actor, hall
from ballot.web.organizer.forms import VotersForm


def of(meeting: MeetingView) -> MeetingPlan:
    """The plan that the meeting was made from."""
    return MeetingPlan(
        title=meeting.title,
        scheme=meeting.scheme_id,
        custody=meeting.custody,
        eligible=meeting.eligible,
        subjects=meeting.subjects,
        place=meeting.place,
        eligible_parts=meeting.eligible_parts,
        item=meeting.item,
        starts=meeting.starts,
    )


def beginning(meeting: MeetingView) -> dict[str, Any]:
    """The fields of a new meeting after the pattern of an earlier one."""
    return {
        "title": title_of_copy(hall(), actor(), meeting.number),
        "place": meeting.place,
        "names": "\n".join(each.name for each in meeting.subjects),
        "eligible": meeting.eligible,
        "scheme": meeting.scheme_id,
        "custody": meeting.custody.value,
    }


def carried(plan: MeetingPlan, like: MeetingView | None) -> MeetingPlan:
    """The new plan with units and groups of the persons who stood in the earlier meeting too.

    Scores are of a year and stay behind. The parts of 应参加 come along where the sum is the same.
    """
    if like is None:
        return plan
    known = {each.name: replace(each, objective_score=None) for each in of(like).subjects}
    return replace(
        plan,
        subjects=tuple(known.get(each.name, each) for each in plan.subjects),
        eligible_parts=like.eligible_parts if plan.eligible == like.eligible else (),
    )


def with_voters(plan: MeetingPlan, form: VotersForm) -> MeetingPlan:
    """The plan with 应参加 as typed: the categories where any was filled in, else one number."""
    parts = tuple(
        (part.form.category, part.form.persons.data)
        for part in form.parts.entries
        if part.form.persons.data is not None
    )
    total = sum(persons for _name, persons in parts) if parts else form.eligible.data or 0
    return replace(plan, eligible=total, eligible_parts=parts)


def keep(number: str, plan: MeetingPlan, fields: Mapping[str, Field]) -> bool:
    """Save the plan; otherwise put every fault beside its field and the others on top."""
    try:
        edit_meeting(hall(), actor(), number, plan)
    except Refused as error:
        for said in forms.show_faults(error.faults, fields):
            flash(said, "stop")
        return False
    return True
