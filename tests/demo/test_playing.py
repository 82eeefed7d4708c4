"""A hall is played through the voter's own pages, to its end, stopped, and played again."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from makers.live import serving
from makers.meetings import a_hall
from makers.small_example import a_small_example

from ballot.app import create_app
from ballot.bundle import verify
from ballot.config import Config
from ballot.demo import play, play_state, voter
from ballot.demo.play_state import End, Scene, Stage
from ballot.demo.player import Player
from ballot.demo.voter import House
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody, State, Transport
from ballot.storage.database import Database
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result

PATIENCE = 60


@dataclass
class Watched:
    """A player before a served application, and every path that its voters asked for."""

    hall: Hall
    player: Player
    data: Path
    asked: list[str] = field(default_factory=list)

    def until(self, is_so: Callable[[Scene], bool]) -> Scene:
        """The first scene that is so."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            scene = self.player.scene()
            if scene is not None and is_so(scene):
                return scene
            time.sleep(0.02)
        raise AssertionError(self.player.scene())

    def ended(self) -> Scene:
        return self.until(lambda scene: scene.end is not None)

    def state(self, number: str) -> State:
        return next(e.state for e in list_meetings(self.hall, CONSOLE) if e.number == number)


@pytest.fixture(params=[Transport.LOCAL])
def transport(request: pytest.FixtureRequest) -> Transport:
    found: Transport = request.param
    return found


@pytest.fixture
def watched(
    sqlite_url: str, tmp_path: Path, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Watched]:
    database = Database.connect(sqlite_url)
    hall = a_hall(database, tmp_path, transport=transport)
    settings = {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    app = create_app(Config.from_environment(settings), hall)
    a_small_example(hall, tmp_path / "data")
    with serving(app) as url:
        found: Player = app.extensions["demo"]
        found.house, found.seconds = House(url), 0.5
        watched = Watched(hall, found, tmp_path / "data")
        vote = voter.vote

        def noted(house: House, path: str, answer: int) -> bool:
            watched.asked.append(path)
            return vote(house, path, answer)

        monkeypatch.setattr(voter, "vote", noted)
        yield watched
        found.stop()
        while found.goes_on():
            time.sleep(0.02)
    database.dispose()


def test_a_play_goes_to_its_end_and_everything_agrees(
    watched: Watched, capfd: pytest.CaptureFixture[str]
) -> None:
    watched.player.start()
    scene = watched.ended()
    assert (scene.end, scene.stage, scene.cast) == (End.DONE, Stage.COUNTED, play.VOTERS)
    found = see_result(watched.hall, scene.number)
    assert found.facts.custody is Custody.SCRUTINEERS
    assert (found.facts.returned.phone, found.facts.eligible) == (46, 46)
    assert [each.number for each in found.facts.opened_by] == [1, 2]
    assert verify.verify(export_bundle(watched.hall, CONSOLE, scene.number)).result == found
    (id,) = (e.id for e in list_assessments(watched.hall, CONSOLE) if e.title == play.TITLE)
    (person,) = see_assessment(watched.hall, CONSOLE, id).people
    (subject,) = found.subjects
    assert (person.name, person.meetings, person.waiting) == (subject.name, (scene.number,), None)
    assert subject.opened is not None
    assert subject.opened.final_score is not None
    assert_no_slip_was_kept(watched, capfd.readouterr())


def assert_no_slip_was_kept(watched: Watched, said: Sequence[str]) -> None:
    """None of the tokens of the play stands in a file or was said."""
    tokens = [path.rpartition("/")[2].encode() for path in watched.asked]
    assert len(set(tokens)) == play.VOTERS
    files = [each.read_bytes() for each in watched.data.parent.rglob("*") if each.is_file()]
    kept = [each for each in (*files, *map(str.encode, said)) if any(t in each for t in tokens)]
    assert kept == []
    of_the_example = watched.player.folder.slips()[0].token.text.encode()
    assert [each for each in files if of_the_example in each], "what lies there is found"


def test_a_stop_calls_the_meeting_off_and_the_next_play_is_a_fresh_one(watched: Watched) -> None:
    watched.player.seconds = 30
    watched.player.start()
    watched.until(lambda scene: scene.cast > 1)
    watched.player.start()
    watched.player.stop()
    first = watched.ended()
    assert (first.end, first.stage) == (End.STOPPED, Stage.VOTING)
    assert watched.state(first.number) is State.CANCELLED
    watched.player.seconds = 0.5
    watched.player.start()
    second = watched.until(lambda scene: scene.number not in ("", first.number))
    assert second.earlier == (first.number,)
    assert watched.ended().end is End.DONE
    titles = " ".join(each.title for each in list_meetings(watched.hall, CONSOLE))
    assert "演示 放映第1场" in titles
    assert "演示 放映第2场" in titles


def test_a_play_that_was_cut_off_is_told_and_its_vote_is_closed(watched: Watched) -> None:
    # As a process leaves it that was killed: no end is written, nobody holds the lock.
    cut = Scene(number=watched.player.folder.slips()[0].number, stage=Stage.VOTING, cast=7)
    (watched.data / "demo" / "play.json").write_text(cut.to_text())
    shown = watched.player.scene()
    assert shown is not None
    assert (shown.end, watched.state(cut.number)) == (End.FAILED, State.OPEN)
    watched.player.start()
    assert watched.until(lambda scene: scene.end is End.DONE).earlier == (cut.number,)
    assert watched.state(cut.number) is State.CLOSED


def test_a_fault_of_the_pages_ends_the_play_and_opens_nothing(watched: Watched) -> None:
    told: list[BaseException] = []
    watched.player.failed = told.append
    watched.player.house = House("http://127.0.0.1:1")
    watched.player.start()
    scene = watched.ended()
    assert (scene.end, watched.state(scene.number)) == (End.FAILED, State.CANCELLED)
    assert [type(each) for each in told] == [ConnectionRefusedError]


def test_when_everybody_has_been_judged_no_play_begins(watched: Watched) -> None:
    last = Scene(earlier=("482913",) * (play_state.most() - 1), number="482914", end=End.DONE)
    (watched.data / "demo" / "play.json").write_text(last.to_text())
    assert watched.player.left() == 0
    watched.player.start()
    assert not watched.player.goes_on()
    assert watched.player.scene() == last


@pytest.mark.parametrize("transport", [Transport.PLAIN], indirect=True)
def test_on_a_plain_network_the_server_holds_the_key(watched: Watched) -> None:
    watched.player.start()
    scene = watched.ended()
    assert (scene.end, scene.custody) == (End.DONE, Custody.SERVER)
    assert not {Stage.KEYS, Stage.FIRST_KEY, Stage.SECOND_KEY} & set(scene.stages)
    assert see_result(watched.hall, scene.number).facts.custody is Custody.SERVER
