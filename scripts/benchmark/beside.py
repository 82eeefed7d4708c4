"""Voters who come steadily, alone and beside long work: the files of a ranking of thousands.

The files are asked for as a page asks for them, and made by the server's own process.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median, quantiles

from casting import WARM_UP, agree, press, rounded, say
from load import Crowd, Visit
from servers import Meeting, Program

RATE, SECONDS = 100, 20
"""Voters a second, and for how long; beside long work at most so long."""
FORMATS = ("docx", "xlsx", "pdf")
MADE = """
import os, sys
sys.path[:0] = sys.argv[3:]
from ballot.config import Config
from ballot.hall import make_hall
from ballot.jobs import ranking_file
from ballot.jobs.kinds import KINDS, RANKING_FILE
from ballot.serving.workplace import Workplace
from ballot.usecases.accounts.find_actor import find_actor
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.jobs.begin_job import begin_job
from ballot.usecases.jobs.see_jobs import list_jobs
from makers.life.ranked_county import a_ranked_county
from dataclasses import replace
config = Config.from_environment(os.environ)
hall = make_hall(config)
hall = replace(hall, workplace=Workplace(config.data))
word = sys.argv[1]
if word == "make":
    actor = accept_invitation(hall, invite_administrator(hall), "bench", "秋天的大布村真好看呀")
    print(actor.id, *a_ranked_county(hall, int(sys.argv[2])))
else:
    account, assessment, ranking = map(int, sys.argv[2].split(","))
    actor = find_actor(hall, account)
    if word == "states":
        print(*(each.state for each in list_jobs(hall, actor)))
    else:
        told = ranking_file.told(assessment, ranking, word)
        begin_job(hall, actor, RANKING_FILE, KINDS[RANKING_FILE], told, "zh")
"""


def measure(rounds: int, people: int) -> dict[str, float]:
    """Medians of p99 alone and beside long work, of their ratio, and of what the files took."""
    found = []
    for number in range(rounds):
        found.append(_round(people))
        say(f"long work, round {number + 1}: {rounded(found[-1])}")
    told = {key: median(each[key] for each in found) for key in found[0]}
    return rounded(told)


def _round(people: int) -> dict[str, float]:
    """A server with a county that is ranked; the files first alone, then beside voters."""
    with tempfile.TemporaryDirectory() as name:
        program = Program(Path(name))
        county = _script(program, "make", str(people)).replace(" ", ",")
        try:
            program.start()
            told = _files(program, county, people)
            alone = _come(program, _opened(program))
            meeting = _opened(program)
            for format in FORMATS:
                _script(program, format, county)
            while not program.served.runner():
                time.sleep(0.01)
            beside = _come(program, meeting)
            told["jobs_under_way"] = float(_under_way(program, county))
            _wait(program, county)
        finally:
            program.served.stop()
    p99 = [quantiles(waits, n=100)[98] for waits in (alone, beside)]
    told |= {"job_alone_p50_ms": median(alone), "job_beside_p50_ms": median(beside)}
    told |= {"job_alone_p99_ms": p99[0], "job_beside_p99_ms": p99[1]}
    return told | {"job_beside_by_alone": p99[1] / p99[0]}


def _files(program: Program, county: str, people: int) -> dict[str, float]:
    """Seconds of each file from the start of its process, nobody voting; MB at most."""
    told, most = {}, 0.0
    for format in FORMATS:
        _script(program, format, county)
        while not (runner := program.served.runner()):
            time.sleep(0.01)
        began = time.perf_counter()
        while program.served.runner():
            most = max(most, _peak(runner))
            time.sleep(0.05)
        told[f"{format}_{people}_s"] = time.perf_counter() - began
        _wait(program, county)
    return told | {"jobs_mb": most}


def _peak(pid: int) -> float:
    """MB of memory that a process had at most; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max(
        (int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0.0
    )


def _opened(program: Program) -> Meeting:
    """A meeting whose voters may come, its stock ready."""
    meeting, warm = Meeting(program, RATE * SECONDS), Meeting(program, WARM_UP)
    for each in (warm, meeting):
        each.open()
    meeting.wait_for_stock()
    press(Crowd(program.port, warm.form), _visits(warm), 2)
    return meeting


def _come(program: Program, meeting: Meeting) -> list[float]:
    """Milliseconds from arrival to confirmation of voters who come steadily."""
    visits = _visits(meeting)
    press(Crowd(program.port, meeting.form), visits, SECONDS)
    agree("jobs", meeting, visits)
    return [1000 * visit.latency for visit in visits]


def _visits(meeting: Meeting) -> list[Visit]:
    return [Visit(path, 1 + place % 4) for place, path in enumerate(meeting.paths)]


def _wait(program: Program, county: str) -> None:
    while _under_way(program, county):
        time.sleep(0.5)


def _under_way(program: Program, county: str) -> int:
    states = _script(program, "states", county).split()
    if set(states) - {"done", "waiting", "working"}:
        raise SystemExit(f"long work ended as {states}")
    return len(states) - states.count("done")


def _script(program: Program, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", MADE, *words, *_paths()],
        cwd=program.folder,
        env=program.env,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip()


def _paths() -> Sequence[str]:
    root = Path(__file__).resolve().parents[2]
    return (str(root), str(root / "tests"))
