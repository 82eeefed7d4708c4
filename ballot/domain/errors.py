"""Facts that make an act impossible.

An error carries typed fields and no sentence: the words for people, the HTTP status and the
exit code stand in ``ballot.web.refusals``, one entry a class.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(eq=False)
class BallotError(Exception):
    """The root of all refusals. Raised, it changes nothing."""

    def __str__(self) -> str:
        return type(self).__name__


# --- input from files and forms ---------------------------------------------------------------


@dataclass(eq=False)
class Fault(BallotError):
    """One thing wrong with one place of an input: ``error`` says what, the rest says where.

    ``row`` counts from 1 as a person counts lines; ``column`` is the heading of the column;
    ``key`` is a dotted path of a TOML or JSON file, such as ``subjects[2].objective_score``.
    """

    error: "BallotError"
    file: str | None = None
    row: int | None = None
    column: str | None = None
    key: str | None = None


@dataclass(eq=False)
class Refused(BallotError):
    """Several faults of one input, all of them, so that a person mends them in one go."""

    faults: list[Fault] = field(default_factory=list)


@dataclass(eq=False)
class Missing(BallotError):
    """A required value is not there."""


@dataclass(eq=False)
class UnknownKey(BallotError):
    """A key that the format does not have; ``allowed`` lists those it has."""

    name: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class WrongType(BallotError):
    """A value of another kind than the format asks for, e.g. ``expected="whole number"``."""

    expected: str = ""
    value: str = ""


@dataclass(eq=False)
class OutOfRange(BallotError):
    """A number outside its borders (inclusive)."""

    value: str = ""
    low: str | None = None
    high: str | None = None


@dataclass(eq=False)
class NotADecimal(BallotError):
    """A text that should be a decimal number such as ``112`` or ``97.5``."""

    value: str = ""


@dataclass(eq=False)
class NotADate(BallotError):
    """A text that should be a day such as ``2026-12-20``."""

    value: str = ""


@dataclass(eq=False)
class NotOneOf(BallotError):
    """A value that is none of ``allowed``."""

    value: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class TwiceTheSame(BallotError):
    """The same thing named twice where each may stand once."""

    value: str = ""


@dataclass(eq=False)
class NotAFile(BallotError):
    """A path that cannot be read, or not as the format its ending names."""

    path: str = ""
    reason: str = ""


@dataclass(eq=False)
class SheetUnreadable(BallotError):
    """A workbook that holds too much, has cells too far apart, or is broken."""


@dataclass(eq=False)
class NotWritable(BallotError):
    """A path where no file can be written."""

    path: str = ""
    reason: str = ""


@dataclass(eq=False)
class TitleAboveHeading(BallotError):
    """A table whose first row is a title, not the names of its columns."""


@dataclass(eq=False)
class ColumnUnnamed(BallotError):
    """A cell with content under no name; ``place`` counts the columns from 1."""

    value: str = ""
    place: int = 0


# --- schemes ----------------------------------------------------------------------------------


@dataclass(eq=False)
class SchemeUnknown(BallotError):
    """No scheme of that name is shipped or lies at that path."""

    name: str = ""
    available: tuple[str, ...] = ()


@dataclass(eq=False)
class SchemeContradiction(BallotError):
    """Two statements of a scheme that cannot both hold; ``rule`` names the broken law."""

    rule: str = ""


@dataclass(eq=False)
class ExampleFails(BallotError):
    """A worked example of a scheme does not come out as the scheme says."""

    name: str = ""
    expected: str = ""
    got: str = ""


@dataclass(eq=False)
class SheetConflict(BallotError):
    """Entries of a score sheet that cannot both hold (晋位 and 降位 in one year)."""

    rules: tuple[str, ...] = ()


@dataclass(eq=False)
class ColumnsDisagree(BallotError):
    """Two columns of one person contradict each other (降位 是 with no points lost)."""

    other: str = ""


@dataclass(eq=False)
class CapExceeded(BallotError):
    """More have a grade than a hard cap allows."""

    grade: str = ""
    given: int = 0
    limit: int = 0


# --- the review of an assessment --------------------------------------------------------------


@dataclass(eq=False)
class NotAuthorised(BallotError):
    """The policy demands a consent before anything is assessed: ``text`` is its sentence."""

    text: str = ""


@dataclass(eq=False)
class NotConfirmed(BallotError):
    """Thresholds that the policy's text does not give were not confirmed yet."""


@dataclass(eq=False)
class NotRanked(BallotError):
    """The assessment has no ranking yet."""


@dataclass(eq=False)
class RankingOutdated(BallotError):
    """Something changed since the ranking was made: it is no basis for a next step."""


@dataclass(eq=False)
class StepOutOfOrder(BallotError):
    """A step of the chain whose turn it is not; ``next`` is the one whose turn it is, or empty."""

    step: str = ""
    next: str = ""


@dataclass(eq=False)
class StillWaiting(BallotError):
    """So many are 待测评: the step needs a reason why it is done nevertheless."""

    count: int = 0


@dataclass(eq=False)
class GradesUndecided(BallotError):
    """So many grades are left to people and not decided yet (待定)."""

    names: tuple[str, ...] = ()


@dataclass(eq=False)
class GradeFixed(BallotError):
    """A grade that no hand may change, or that this person may not have; ``why`` is the record."""

    why: str = ""


@dataclass(eq=False)
class ExcessNeedsReason(BallotError):
    """One more would pass the places of a grade: possible only with a reason of its own."""

    grade: str = ""
    given: int = 0
    limit: int = 0


@dataclass(eq=False)
class NobodyToRank(BallotError):
    """An assessment without a single person."""


@dataclass(eq=False)
class AssessmentConcluded(BallotError):
    """The assessment is concluded; a return with a reason opens it again."""


@dataclass(eq=False)
class StepsOpen(BallotError):
    """Steps of the chain that are still to be done before the assessment is concluded."""

    names: tuple[str, ...] = ()


@dataclass(eq=False)
class NoticesMissing(BallotError):
    """The policy wants ``wanted`` notices concluded; there are ``done``."""

    wanted: int = 0
    done: int = 0


@dataclass(eq=False)
class NoticeHangs(BallotError):
    """A notice hangs: what it says may not change before it is withdrawn or concluded."""


@dataclass(eq=False)
class NoticeNotPosted(BallotError):
    """No notice of this ranking hangs."""


@dataclass(eq=False)
class NoticeRunning(BallotError):
    """The days of the notice have not passed: ``last`` is its last day."""

    last: str = ""


@dataclass(eq=False)
class NoticeGone(BallotError):
    """A notice that hangs no longer, or not yet."""


@dataclass(eq=False)
class AppealsUndecided(BallotError):
    """So many appeals or objections wait for a decision."""

    count: int = 0


@dataclass(eq=False)
class AppealDecided(BallotError):
    """The appeal was decided already."""


@dataclass(eq=False)
class AppealNotAllowed(BallotError):
    """The policy has no such appeal; ``text`` is what it has, or empty."""

    text: str = ""


@dataclass(eq=False)
class NotADeduction(BallotError):
    """The appeal is about deductions alone: the item has none, or the new value takes more."""

    item: str = ""
    value: str = ""


# --- a slip and a ballot ----------------------------------------------------------------------


@dataclass(eq=False)
class SlipUnknown(BallotError):
    """No slip of this meeting has that secret."""


@dataclass(eq=False)
class SlipOfAnotherMeeting(BallotError):
    """The slip belongs to another meeting, whose title is given."""

    title: str = ""


@dataclass(eq=False)
class SlipSpent(BallotError):
    """The slip has voted. The first ballot counts."""


@dataclass(eq=False)
class SlipVoid(BallotError):
    """The slip was voided, exchanged for paper or found undrawn."""


@dataclass(eq=False)
class SlipNotConfirmed(BallotError):
    """The batch of the slip has not been confirmed as printed whole."""


@dataclass(eq=False)
class NotOpenYet(BallotError):
    """The meeting has not begun to vote."""


@dataclass(eq=False)
class VotingClosed(BallotError):
    """The meeting votes no longer."""


@dataclass(eq=False)
class VotingPaused(BallotError):
    """The meeting was restored from a copy and waits for its organizer."""


@dataclass(eq=False)
class TooManyTyping(BallotError):
    """The queue for typed codes is full; nothing was evaluated."""


@dataclass(eq=False)
class CouldNotCast(BallotError):
    """The database did not take the ballot; the slip is unspent and may be sent again."""


@dataclass(eq=False)
class AnswersMissing(BallotError):
    """Answers are missing. ``places`` are numbers of cells, from 1, as the page shows them."""

    places: tuple[int, ...] = ()
    blank_allowed: bool = True


@dataclass(eq=False)
class AnswerOutOfRange(BallotError):
    """An answer at ``place`` (from 1) that is none of the digits 1…``options``."""

    place: int = 0
    options: int = 0


@dataclass(eq=False)
class TooManyOfFirst(BallotError):
    """A whole-ballot rule: more than ``limit`` subjects were given the first option."""

    limit: int = 0
    given: int = 0


@dataclass(eq=False)
class TooFewBelow(BallotError):
    """A whole-ballot rule: fewer than ``least`` answers stand below ``bound``."""

    least: int = 0
    bound: str = ""


@dataclass(eq=False)
class AllAlike(BallotError):
    """A whole-ballot rule: every answer is the same."""


# --- the life of a meeting --------------------------------------------------------------------


@dataclass(eq=False)
class MeetingUnknown(BallotError):
    """No meeting has that number."""

    number: str = ""


@dataclass(eq=False)
class NotInState(BallotError):
    """The act is not possible in the meeting's present state."""

    act: str = ""
    state: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class NoSlips(BallotError):
    """A meeting without a slip cannot be frozen."""


@dataclass(eq=False)
class TooManySlips(BallotError):
    """More slips than a meeting may have (1…100,000 in all)."""

    asked: int = 0
    have: int = 0
    limit: int = 100_000


@dataclass(eq=False)
class BatchesNotConfirmed(BallotError):
    """Batches of slips that nobody has confirmed or voided yet."""

    batches: tuple[int, ...] = ()


@dataclass(eq=False)
class BatchUnknown(BallotError):
    """The meeting has no batch of that number."""

    batch: int = 0


@dataclass(eq=False)
class ClassTooSmall(BallotError):
    """A class of voters with fewer than eight entitled persons."""

    name: str = ""
    eligible: int = 0
    least: int = 8


@dataclass(eq=False)
class KeysNotConfirmed(BallotError):
    """Custody scrutineers: fewer than three 监票人 have confirmed their keys."""

    confirmed: int = 0


@dataclass(eq=False)
class PlainTransport(BallotError):
    """Custody scrutineers does not open for voting over an unencrypted network."""


@dataclass(eq=False)
class QuorumMissed(BallotError):
    """Too few ballots came back: nothing is opened."""

    returned: int = 0
    required: int = 0


@dataclass(eq=False)
class RoundInvalid(BallotError):
    """More came back than was handed out or than there are voters: the round is void."""

    returned: int = 0
    bound: int = 0


@dataclass(eq=False)
class LedgerOpen(BallotError):
    """The ledger of slips does not balance yet; ``lines`` name the equations."""

    lines: tuple[str, ...] = ()


@dataclass(eq=False)
class NotSettled(BallotError):
    """Custody scrutineers: the slips are settled before a key of the box is used."""


@dataclass(eq=False)
class SlipsSettled(BallotError):
    """The slips are settled: no figure of slips or paper changes any more."""


@dataclass(eq=False)
class SlipScanned(BallotError):
    """The slip has been found undrawn before: it counts once."""


@dataclass(eq=False)
class SlipExchanged(BallotError):
    """The slip was exchanged for a paper ballot."""


@dataclass(eq=False)
class SheetsDiffer(BallotError):
    """Totals of paper ballots that sum up to ``sheets`` where ``expected`` were counted."""

    sheets: int = 0
    expected: int = 0


@dataclass(eq=False)
class ComplaintUnknown(BallotError):
    """No complaint of that place waits to be minuted."""

    position: int = 0


@dataclass(eq=False)
class NothingToOverride(BallotError):
    """No equation of the ledger is open: nobody has to go on over a difference."""


@dataclass(eq=False)
class NoRoundLeft(BallotError):
    """A second round is only for a meeting without quorum or an invalid one, and once."""


@dataclass(eq=False)
class ObjectionsRunning(BallotError):
    """The vote may be objected to ``until`` a moment: its ciphertexts are needed so long."""

    until: datetime | None = None


@dataclass(eq=False)
class CiphertextsErased(BallotError):
    """The ciphertexts were deleted: counts, roots and result are there, no proof of them."""


# --- people -----------------------------------------------------------------------------------


@dataclass(eq=False)
class NotSignedIn(BallotError):
    """The page is for people with an account."""


@dataclass(eq=False)
class MayNot(BallotError):
    """This account may not do that."""

    act: str = ""


@dataclass(eq=False)
class WrongPassword(BallotError):
    """Name and password do not belong together (never says which of them is wrong)."""


@dataclass(eq=False)
class SignInAgain(BallotError):
    """The act asks for a fresh sign-in."""


@dataclass(eq=False)
class WeakPassword(BallotError):
    """The password is shorter than ``least`` characters, or is a well-known one."""

    least: int = 10


@dataclass(eq=False)
class InvitationInvalid(BallotError):
    """The one-time link was used, has run out, or was altered."""


@dataclass(eq=False)
class SlipsPrinted(BallotError):
    """Slips are printed: the key of the box is not taken from the 监票人 any more."""


@dataclass(eq=False)
class NoBadge(BallotError):
    """This phone holds no badge of the meeting, or one that was replaced."""


@dataclass(eq=False)
class BadgeHeld(BallotError):
    """This phone has a place in the meeting already: that of ``name``."""

    name: str = ""


@dataclass(eq=False)
class NameBarred(BallotError):
    """Whoever is assessed or organizes the meeting counts nothing in it."""

    name: str = ""


@dataclass(eq=False)
class PlaceUnknown(BallotError):
    """Nobody was named for that place of the hall."""

    place: int = 0


@dataclass(eq=False)
class PlaceTaken(BallotError):
    """The place has its phone; another one needs a reason."""

    name: str = ""


@dataclass(eq=False)
class WeakPin(BallotError):
    """Not six digits, or six that everybody tries first."""


@dataclass(eq=False)
class WrongPin(BallotError):
    """Not the PIN of this place."""


@dataclass(eq=False)
class PinWaits(BallotError):
    """Too many wrong PINs: nothing is tried before ``until``."""

    until: datetime | None = None


@dataclass(eq=False)
class KeysAreMade(BallotError):
    """Three 监票人 hold confirmed keys: whoever changes a place throws the keys away first."""


@dataclass(eq=False)
class KeyStepWrong(BallotError):
    """A step of the key ceremony whose turn it is not, or of one that was begun anew."""


@dataclass(eq=False)
class ConsentNeeded(BallotError):
    """Custody scrutineers: one of the three has to agree to exactly this act first.

    ``about`` is what his phone shows, ``digest`` covers what may be done.
    """

    act: str = ""
    about: dict[str, object] = field(default_factory=dict)
    digest: bytes = b""


@dataclass(eq=False)
class ConsentGone(BallotError):
    """What was asked has been answered, done or taken back meanwhile."""


@dataclass(eq=False)
class SignedInHere(BallotError):
    """The browser is signed in to an account: nobody is organizer and 监票人 at once."""


# --- several meetings -------------------------------------------------------------------------


@dataclass(eq=False)
class SeveralMeetings(BallotError):
    """More than one opened meeting fills an item of a person, and nobody said what counts."""

    item: str = ""
    numbers: tuple[str, ...] = ()


# --- the machine ------------------------------------------------------------------------------


@dataclass(eq=False)
class SettingWrong(BallotError):
    """A setting of the program or of its database with which it refuses to run."""

    name: str = ""
    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class KeysDoNotMatch(BallotError):
    """The key set is not the one that this database was made with."""

    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class AlreadyServing(BallotError):
    """Another ``serve`` runs on the same data."""

    data: str = ""


@dataclass(eq=False)
class DatabaseBehind(BallotError):
    """The tables are of another version than the program."""

    found: str = ""
    wanted: str = ""


@dataclass(eq=False)
class DatabaseUnreachable(BallotError):
    """The database cannot be reached; ``where`` has no password in it."""

    where: str = ""


@dataclass(eq=False)
class Tampered(BallotError):
    """What lies in the database is not what the program wrote there.

    ``what`` is a word of a fixed list (``frozen``, ``sealed_vote``, ``slips``, ``journal``,
    ``mark``, ``roots``, ``keys``); it never names a slip or a ballot.
    """

    what: str = ""


@dataclass(eq=False)
class ProofRefused(BallotError):
    """A proof, point or scalar of the sealed box is not valid; ``why`` is a fixed word."""

    why: str = ""


@dataclass(eq=False)
class BoxKeyMissing(BallotError):
    """Custody server: the file with the key of this box is not there."""


@dataclass(eq=False)
class SharesNeeded(BallotError):
    """Custody scrutineers: two shares are needed to open."""

    given: int = 0


@dataclass(eq=False)
class NoSharesHere(BallotError):
    """Custody server: the box is opened by the server's key, and by no share."""


@dataclass(eq=False)
class ShareOfAnother(BallotError):
    """The key of another 监票人, number ``position``, on this one's phone."""

    position: int = 0


@dataclass(eq=False)
class SentToAnother(BallotError):
    """A partial decryption of the meeting ``number`` was sent to another meeting."""

    number: str = ""


# --- the audit bundle -------------------------------------------------------------------------


@dataclass(eq=False)
class BundleRefused(BallotError):
    """An audit bundle that does not hold; ``broken`` is a fixed word, ``part`` the part's name."""

    broken: str = ""
    part: str = ""


# --- paper ------------------------------------------------------------------------------------


@dataclass(eq=False)
class GlyphMissing(BallotError):
    """A character that the fonts of the paper do not have; ``name`` is the text it stands in."""

    char: str = ""
    name: str = ""
