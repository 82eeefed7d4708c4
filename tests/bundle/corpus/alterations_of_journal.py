"""What somebody might do to the lines of a journal, and the word with which it is refused.

Every head and the fingerprint are mended afterwards, and the office's own key signs: whoever tries
this sits in the office.
"""

from collections.abc import Callable, Iterator
from typing import Any

from people.bundle_forger import Parts, detail_of, relined, tell

from ballot.bundle import canonical

Line = dict[str, Any]
Lines = list[Line]
Change = Callable[[Lines], Any]
Case = tuple[str, Callable[[Parts], Parts], str]
"""(remark, what is done to the parts, the word of the refusal)."""

EARLY = "2000-01-01T00:00:00.000000+00:00"
ZERO = "00" * 32


def place(lines: Lines, act: str) -> int:
    """Where the last line of an act stands."""
    return max(at for at, line in enumerate(lines) if line["act"] == act)


def told(lines: Lines, act: str) -> dict[str, Any]:
    return detail_of(lines[place(lines, act)])


def line_like(line: Line, act: str, **facts: Any) -> Line:
    """A line of another act at the same time by the same person."""
    return line | {"act": act, "detail": canonical.write(facts).decode()}


def dropped(act: str) -> Change:
    return lambda lines: lines.pop(place(lines, act))


def doubled(act: str) -> Change:
    return lambda lines: lines.insert(place(lines, act), lines[place(lines, act)] | {})


def after(act: str, new: str, **facts: Any) -> Change:
    def change(lines: Lines) -> None:
        at = place(lines, act)
        lines.insert(at + 1, line_like(lines[at], new, **facts))

    return change


def before(act: str, new: str, **facts: Any) -> Change:
    def change(lines: Lines) -> None:
        at = place(lines, act)
        lines.insert(at, line_like(lines[at - 1], new, **facts))

    return change


def changed(act: str, **facts: Any) -> Change:
    """The last line of an act tells something else; a function is given what it told."""

    def change(lines: Lines) -> None:
        was = told(lines, act)
        new = {name: each(was[name]) if callable(each) else each for name, each in facts.items()}
        tell(lines[place(lines, act)], **new)

    return change


def field(act: str, **values: Any) -> Change:
    return lambda lines: lines[place(lines, act)].update(values)


def moved(act: str, behind: str) -> Change:
    """The line of an act takes the time of the line behind which it is put."""

    def change(lines: Lines) -> None:
        line = lines.pop(place(lines, act))
        at = place(lines, behind)
        lines.insert(at + 1, line | {"at": lines[at]["at"]})

    return change


def without(act: str, key: str) -> Change:
    def change(lines: Lines) -> None:
        line, kept = lines[place(lines, act)], told(lines, act)
        kept.pop(key)
        line["detail"] = canonical.write(kept).decode()

    return change


def entry(position: int, line: str, amount: int) -> dict[str, Any]:
    return {"position": position, "line": line, "amount": amount, "reason": "改"}


def one_more(value: Any) -> Any:
    return (value or 0) + 1


def of_vote(lines: Lines) -> Lines:
    """The lines behind the last reset."""
    return lines[max((at for at, line in enumerate(lines) if line["act"] == "reset"), default=0) :]


def next_entry(lines: Lines) -> int:
    return 1 + sum("entry" in detail_of(line) for line in of_vote(lines))


def with_entry(act: str, line: str, amount: int, **also: Any) -> Change:
    """An entry before the settlement, in its turn."""

    def change(lines: Lines) -> None:
        new = entry(next_entry(lines), line, amount)
        before("settle", act, entry=new, **also)(lines)

    return change


def goes_on_over_what_is_broken(lines: Lines) -> None:
    broken = told(lines, "settle")["broken"] or ["issued"]
    with_entry("override", "override", 1, broken=broken)(lines)


def scanned_once_more(lines: Lines) -> None:
    scanned = sum(line["act"] == "scan_slip" for line in of_vote(lines))
    before("settle", "scan_slip", unissued=scanned + 1, slip_states=ZERO)(lines)


def other_custody(lines: Lines) -> None:
    was = told(lines, "create")["custody"]
    changed("create", custody="server" if was == "scrutineers" else "scrutineers")(lines)


def other_run(lines: Lines) -> None:
    renewed = "reset" if any(line["act"] == "reset" for line in lines) else "create"
    changed(renewed, run="00" * 16)(lines)


def other_broken(lines: Lines) -> None:
    changed("settle", broken=[] if told(lines, "settle")["broken"] else ["issued"])(lines)


def other_outcome(lines: Lines) -> None:
    was = told(lines, "open_box")["outcome"]
    changed("open_box", outcome="opened" if was == "no_quorum" else "no_quorum")(lines)


SOMEBODY = [{"scrutineer": 1, "name": "王某", "reason": "继续"}]
PAPER = {"teller": 1, "commitment": ZERO}
SENT = {"scrutineer": 2, "name": "王某", "way": "page", "root": ZERO}
A_BATCH = {"batch": 2, "count": 1, "voter_class": 0}

UNLAWFUL: list[tuple[str, Change]] = [
    ("a time that is none", field("close", at="x")),
    ("a time of another zone", field("create", at="2000-01-01T00:00:00.000000+08:00")),
    ("a time of a thirteenth month", field("close", at="2026-13-01T00:00:00.000000+00:00")),
    ("a time that goes back", field("open_box", at=EARLY)),
    ("an actor that is no text", field("open", actor=1)),
    ("a tag that is none", field("open", tag="ab")),
    ("a line with one key more", field("open", note="")),
    *((f"{act} dropped", dropped(act)) for act in ("create", "issue_slips", "confirm_slips")),
    *(
        (f"{act} dropped", dropped(act))
        for act in ("freeze", "open", "close", "settle", "open_box")
    ),
    *((f"{act} twice", doubled(act)) for act in ("create", "issue_slips", "freeze", "open")),
    *((f"{act} twice", doubled(act)) for act in ("close", "settle", "open_box")),
    ("the box opened before the close", moved("open_box", "open")),
    ("closed after the opening", moved("close", "open_box")),
    ("settled after the opening", moved("settle", "open_box")),
    ("settled once more after the opening", after("open_box", "settle")),
    ("paper entered after the opening", after("open_box", "enter_paper", **PAPER)),
    ("a key that came after the opening", after("open_box", "send_partials", **SENT)),
    ("thrown away after the opening", after("open_box", "reset", run="00" * 16)),
    ("frozen after the opening", after("open_box", "freeze", eligible=1)),
    ("cancelled after the opening", after("open_box", "cancel", reason="")),
    ("edited after the opening", after("open_box", "edit", title="")),
    ("scores after the opening", after("open_box", "edit", scores={"张某": "90"})),
    ("a custody beside scores", after("open_box", "edit", scores={}, custody="scrutineers")),
    ("opened for voting after the close", after("close", "open")),
    ("a slip exchanged after the close", after("close", "exchange_slip")),
    ("a batch issued after the close", after("close", "issue_slips", **A_BATCH)),
    ("a slip voided after the close", after("close", "void_slip", of_batch=1, spoiled="after")),
    ("a slip scanned before the close", before("close", "scan_slip", unissued=1)),
    ("paper entered before the close", before("close", "enter_paper", **PAPER)),
    ("a key that came before the settlement", before("settle", "send_partials", **SENT)),
    ("a scan out of turn", before("settle", "scan_slip", unissued=9)),
    ("a third teller", before("settle", "enter_paper", teller=3, commitment=ZERO)),
    ("an outcome without its complaint", with_entry("complain", "outcome", 99)),
    ("an entry out of turn", before("settle", "complain", entry=entry(99, "complaint", 0))),
    ("a fourth 监票人 goes on", with_entry("override", "override", 4, broken=["issued"])),
    ("an act that nobody knows", after("open", "vote")),
    ("an act of an assessment", after("open", "publish")),
    ("a batch that nobody confirmed", before("freeze", "issue_slips", **A_BATCH)),
    ("all slips void", before("freeze", "confirm_slips", batch=1, done="void")),
    ("a slip of no batch", after("open", "void_slip", of_batch=9, spoiled="after", reason="x")),
    ("a slip torn without a reason", after("open", "void_slip", of_batch=1, spoiled="after")),
    ("a slip torn for nothing", after("open", "void_slip", of_batch=1, spoiled="after", reason="")),
    ("more slips than were printed", changed("issue_slips", count=one_more)),
    ("slips of another class", changed("issue_slips", voter_class=one_more)),
    ("more entitled than on the notice", changed("freeze", eligible=one_more)),
    ("entitled that are no number", changed("freeze", eligible="5")),
    ("another run", other_run),
    ("another custody", other_custody),
    ("another least number", changed("open_box", minimum=one_more)),
    ("another outcome", other_outcome),
    ("more received at the close", changed("close", received=one_more)),
    ("more received at the opening", changed("open_box", received=one_more)),
    ("other states of slips at the opening", changed("open_box", slip_states=ZERO)),
    ("a restore of another state", after("open", "restore", was="closed", state="closed")),
    ("resumed where nothing was paused", after("open", "resume", found=0, known=0)),
]

UNBALANCED: list[tuple[str, Change]] = [
    ("other broken equations", other_broken),
    ("an invented override", changed("settle", overrides=SOMEBODY)),
    ("a figure that is no list", changed("settle", broken="issued")),
    *(
        (f"another {name}", changed("settle", **{name: one_more}))
        for name in ("handed_out", "unissued", "exchanged", "spoiled", "not_returned")
    ),
    ("other states of slips", changed("settle", slip_states=ZERO)),
    ("more papers", changed("settle", returned=lambda was: was | {"paper": was["paper"] + 1})),
    ("fewer ballots", changed("settle", returned=lambda was: was | {"phone": was["phone"] - 1})),
    ("a figure that is missing", without("settle", "broken")),
    ("a figure that nobody knows", changed("settle", note="")),
    ("more papers at the opening", changed("open_box", paper=one_more)),
    ("a scan that no slip bears out", scanned_once_more),
    ("another number handed out", with_entry("count_hall", "handed_out", 1)),
    ("a complaint without an outcome", with_entry("complain", "complaint", 0)),
    ("an override that the settlement leaves out", goes_on_over_what_is_broken),
    ("one teller more", before("settle", "enter_paper", **PAPER)),
]


def cases(kind: str) -> Iterator[Case]:
    """Every alteration of the journal that a meeting of this kind can suffer."""
    told_twice = kind in ("papers", "scrutineers")
    for remark, change in UNLAWFUL:
        yield remark, _relined(change), "journal"
    for remark, change in UNBALANCED:
        if told_twice and remark in ("one teller more", *FIXED):
            continue
        if kind == "tried" and remark in FIXED:
            continue
        yield remark, _relined(change), "ledger"
    alone = "journal" if kind in ("scrutineers", "phones") else "ledger"
    torn = after("open", "void_slip", of_batch=1, spoiled="after", reason="撕坏")
    yield "a slip torn that nobody told of", _relined(torn), alone
    yield "an exchange that no slip bears out", _relined(after("open", "exchange_slip")), alone
    if told_twice:
        yield "one teller alone", _relined(dropped("enter_paper")), "ledger"
        other = changed("enter_paper", commitment=ZERO)
        yield "another commitment", _relined(other), "paper"
    if kind == "papers":
        many = with_entry("count_hall", "handed_out", 100_001)
        yield "more handed out than anybody prints", _relined(many), "ledger"
        yield "a complaint never minuted", _relined(_without_outcome), "ledger"
        yield "a scan left out", _relined(dropped("scan_slip")), "ledger"
    if kind == "scrutineers":
        yield from _of_scrutineers()
    if kind == "rehearsal":
        yield "the rehearsal never ended", _relined(dropped("reset")), "journal"
        yield "the rehearsal left out", _relined(dropped("rehearse")), "journal"
        yield "the run of the rehearsal", _relined(_run_of_rehearsal), "journal"


FIXED = ("an override that the settlement leaves out",)
"""What changes nothing where nothing is broken."""


def _of_scrutineers() -> Iterator[Case]:
    drops = ("keys", "consent", "send_partials", "exchange_slip")
    for act in drops:
        word = {"send_partials": "opening", "exchange_slip": "ledger"}.get(act, "journal")
        if act != "consent":
            yield f"{act} left out", _relined(dropped(act)), word
    for remark, change in (
        ("opened with no consent", without("open", "consent")),
        ("a consent of somebody else", changed("open", scrutineer="别人")),
        ("a consent used for two acts", _consent_of_freeze),
        ("an exchange with no consent", without("exchange_slip", "consent")),
        ("an exchange of another consent", changed("exchange_slip", consent=1)),
        ("another key dealt", changed("keys", run="00" * 16)),
        ("a key over another root", changed("send_partials", root=ZERO)),
        ("a key of a fourth", changed("send_partials", scrutineer=4)),
        ("a key that came nowhere", changed("send_partials", way="nowhere")),
        ("no question for the exchanges", _without_question),
        ("agreed after the exchange", _agreed_late),
    ):
        yield remark, _relined(change), "journal"
    yield "a key of another", _relined(changed("send_partials", scrutineer=2)), "opening"


def _relined(change: Change) -> Callable[[Parts], Parts]:
    return lambda parts: relined(parts, change)


def _without_outcome(lines: Lines) -> None:
    lines[:] = [line for line in lines if '"line":"outcome"' not in line["detail"]]
    for position, line in enumerate((each for each in lines if '"entry"' in each["detail"]), 1):
        tell(line, entry=detail_of(line)["entry"] | {"position": position})


def _run_of_rehearsal(lines: Lines) -> None:
    changed("reset", run=told(lines, "rehearse")["run"])(lines)


def _consent_of_freeze(lines: Lines) -> None:
    changed("open", consent=told(lines, "freeze")["consent"])(lines)


def _without_question(lines: Lines) -> None:
    lines[:] = [line for line in lines if '"asked"' not in line["detail"]]


def _agreed_late(lines: Lines) -> None:
    """The exchange comes before the answer."""
    line = lines.pop(place(lines, "exchange_slip"))
    at = next(at for at, each in enumerate(lines) if '"to":"exchange_slip"' in each["detail"])
    lines.insert(at, line | {"at": lines[at - 1]["at"]})
