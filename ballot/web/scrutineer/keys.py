"""The making of the key on the phones of the three: the page, and what its script asks and sends.

The script ``static/scrutineer/keys.js`` does everything that is secret; here pass public halves,
proofs, and the share sealed to the page of the one who asks.
"""

from typing import Any

from flask import jsonify, render_template, request, url_for
from werkzeug.wrappers import Response

from ballot.domain.access import Actor, Role
from ballot.domain.errors import ProofRefused
from ballot.domain.meeting import Custody, State
from ballot.usecases.meeting.see_meeting import MeetingView
from ballot.usecases.scrutineers import (
    bring_public_half,
    compare_digits,
    confirm_share,
    see_scrutineers,
)
from ballot.usecases.scrutineers.see_scrutineers import Helper, Helpers
from ballot.web.access import hall
from ballot.web.scrutineer.pages import Task, me, pages
from ballot.words.language import gettext as _


def task(person: Actor, meeting: MeetingView) -> Task | None:
    """The making of the key waits while the meeting is a draft."""
    is_mine = person.badge is not None and person.badge.role is Role.SCRUTINEER
    is_time = meeting.custody is Custody.SCRUTINEERS and meeting.state is State.DRAFT
    if not (is_mine and is_time):
        return None
    seen = see_scrutineers.see_helpers(hall(), person, meeting.number)
    done = any(each.confirmed for each in seen.people if each.name == person.name)
    text = _("您的密钥已确认，请收好密钥条。") if done else _("三位一起做，大约五分钟，不用打字。")
    address = url_for("scrutineer.keys", number=meeting.number)
    return Task(_("领密钥"), text, address, urgent=not done)


@pages.get("/keys")
def keys(number: str) -> str:
    """The page; its script goes on by itself, step by step with the other two."""
    seen = see_scrutineers.see_helpers(hall(), me(), number)
    return render_template("scrutineer/keys.html", seen=seen, meeting_number=number)


@pages.get("/keys/now")
def keys_now(number: str) -> Response:
    """How far the three have come, asked every two seconds."""
    return jsonify(_plain(see_scrutineers.see_helpers(hall(), me(), number)))


@pages.post("/keys/page")
def keys_page(number: str) -> Response:
    """The public half of the page's one-time key pair."""
    bring_public_half.bring(hall(), me(), number, _bytes("key"))
    return keys_now(number)


@pages.post("/keys/same")
def keys_same(number: str) -> Response:
    """Whether the six digits are the same on all three phones."""
    seen, same = str(_sent().get("keys", "")), _sent().get("same") is True
    compare_digits.compare(hall(), me(), number, seen, same=same)
    return keys_now(number)


@pages.post("/keys/confirm")
def keys_confirm(number: str) -> Response:
    """The proof that the share is in the hands of this 监票人."""
    confirm_share.confirm(hall(), me(), number, _bytes("proof"))
    return keys_now(number)


def _sent() -> dict[str, Any]:
    try:
        sent = request.get_json(silent=True)
    except RecursionError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _bytes(name: str) -> bytes:
    try:
        return bytes.fromhex(str(_sent().get(name, "")))
    except ValueError:
        raise ProofRefused(why="length") from None


def _plain(seen: Helpers) -> dict[str, Any]:
    person = me().badge
    return {
        "state": seen.state,
        "run": seen.run.hex(),
        "place": person.position if person else 0,
        "people": [_person(each) for each in seen.scrutineers],
        "publics": [key.hex() for key in seen.publics],
        "pages": [each.place for each in seen.scrutineers if each.page],
        "dealt": seen.dealt,
        "pk": seen.pk.hex() if seen.pk else None,
        "vks": [vk.hex() for vk in seen.vks],
        "sealed": seen.sealed.hex() if seen.sealed else None,
    }


def _person(each: Helper) -> dict[str, Any]:
    done = {"page": each.page, "same": each.compared, "confirmed": each.confirmed}
    return {"place": each.place, "name": each.name, "phone": each.phone, **done}
