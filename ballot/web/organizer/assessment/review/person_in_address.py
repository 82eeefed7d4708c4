"""The person that an address of a review names."""

from werkzeug.exceptions import NotFound

from ballot.usecases.review.reviewed_people import PersonView
from ballot.usecases.review.see_review import ReviewView


def person_of(view: ReviewView, person: int) -> PersonView:
    """Him, or no page."""
    for each in view.people:
        if each.id == person:
            return each
    raise NotFound
