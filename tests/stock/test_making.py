"""Records come from another process: whole, fresh, once; or none do, and the vote goes on."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from makers.served import vanish

from ballot.box import elgamal, group
from ballot.box.envelope import CHOICE, KINDS, Column, Kind
from ballot.serving import child, process
from ballot.stock import maker, maker_client
from ballot.stock.maker_client import START, Maker, MakerFailed

PK = group.read_key(elgamal.make_key()[1])
MAKERS = "import sys; sys.path[:] = sys.argv[2:]; import os, time; from ballot.stock import maker\n"
ASKED = "order = os.read(0, 53)\n"
GARBAGE = {
    "ends before it is asked": ("ended", ""),
    "ends as it is asked": ("ended", MAKERS + ASKED),
    "ends within its answer": ("ended", MAKERS + ASKED + "os.write(1, maker.answer(order)[:-1])"),
    "sends what is no answer": (
        "garbage",
        MAKERS + ASKED + "os.write(1, os.urandom(len(maker.answer(order))))",
    ),
    "has one bit wrong": (
        "garbage",
        MAKERS + ASKED + "b = bytearray(maker.answer(order)); b[700] ^= 4; os.write(1, b)",
    ),
    "says something first": (
        "garbage",
        MAKERS + ASKED + "os.write(1, b'warning\\n' + maker.answer(order))",
    ),
    "makes three numbers, as long as four choices": (
        "garbage",
        MAKERS + ASKED + "os.write(1, maker.answer(b'\\1' + order[1:33] + b'\\3' + order[34:]))",
    ),
    "keeps silent": ("silent", MAKERS + ASKED + "time.sleep(60)"),
    "stops within its answer": (
        "silent",
        MAKERS + ASKED + "os.write(1, maker.answer(order)[:-1]); time.sleep(60)",
    ),
}
REPEATS = """
first = maker.read(lambda most: os.read(0, most), 53)
records = maker.answer(first)
while first:
    os.write(1, records)
    first = maker.read(lambda most: os.read(0, most), 53)
"""


@pytest.fixture
def begin() -> Iterator[Callable[..., Maker]]:
    """Makers that are let go at the end of the test."""
    begun: list[Maker] = []

    def make(start: str = START, patience: float = maker_client.PATIENCE) -> Maker:
        begun.append(Maker(start, patience))
        return begun[-1]

    yield make
    for each in begun:
        each.end()


def columns(records: bytes) -> list[Column]:
    return [
        Column.unpack(records[at : at + CHOICE.size]) for at in range(0, len(records), CHOICE.size)
    ]


def are_true(records: bytes) -> bool:
    """Whether each is a record of ``PK``: a wrong one would be a ballot that nobody can prove."""
    return all(
        each.c1 == group.base(group.scalar(each.r))
        and each.c2[0] == group.mul(group.scalar(each.r), PK)
        for each in columns(records)
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_maker_makes_what_is_ordered(kind: Kind, begin: Callable[..., Maker]) -> None:
    asked = begin()
    assert asked.number is None, "nothing runs before the first order"
    sent = [asked.make(kind, PK, count) for count in (1, 256, 7)]
    assert [len(each) for each in sent] == [kind.size, 256 * kind.size, 7 * kind.size]
    whole = b"".join(sent)
    firsts = [whole[at : at + 32] for at in range(0, len(whole), kind.size)]
    assert len(set(firsts)) == 264
    if kind is CHOICE:
        assert are_true(whole)


def test_one_maker_serves_the_keys_of_all_meetings(begin: Callable[..., Maker]) -> None:
    asked, other = begin(), group.read_key(elgamal.make_key()[1])
    first, number = asked.make(CHOICE, PK, 3), asked.number
    (column,) = columns(asked.make(CHOICE, other, 1))
    assert column.c2[0] == group.mul(group.scalar(column.r), other)
    assert are_true(first)
    assert asked.number == number


@pytest.mark.parametrize(("why", "program"), GARBAGE.values(), ids=GARBAGE)
def test_what_is_no_whole_answer_is_thrown_away(
    why: str, program: str, begin: Callable[..., Maker]
) -> None:
    asked = begin(program, 60.0 if why != "silent" else 0.8)
    with pytest.raises(MakerFailed) as failed:
        asked.make(CHOICE, PK, 4)
    assert failed.value.why in (why, "pipe")
    assert asked.number is None, "the next order starts another"


def test_an_answer_that_comes_again_is_no_answer(
    begin: Callable[..., Maker], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = begin(MAKERS + REPEATS)
    asked.make(CHOICE, PK, 2)
    with pytest.raises(MakerFailed, match="garbage"):
        asked.make(CHOICE, PK, 2)
    monkeypatch.setattr(maker, "seal", lambda order, records: bytes(maker.SEAL))
    naive = begin(MAKERS + "maker.seal = lambda order, records: bytes(maker.SEAL)\n" + REPEATS)
    answer = [naive.make(CHOICE, PK, 2) for _ in range(2)]
    assert answer[0][:32] == answer[1][:32], "the control: without the seal r would be used twice"


def test_a_maker_killed_at_any_moment_leaves_no_half_record(begin: Callable[..., Maker]) -> None:
    asked, came, failed = begin(), list[bytes](), 0
    asked.make(CHOICE, PK, 1)
    began = time.monotonic()
    asked.make(CHOICE, PK, 256)
    whole = time.monotonic() - began
    for place in range(12):
        try:
            asked.make(CHOICE, PK, 1)
        except MakerFailed:  # the last blow fell after the answer
            asked.make(CHOICE, PK, 1)
        moment = 2 * whole * (place * 5 % 12) / 12  # all parts of an order, and after it
        killer = threading.Timer(moment, os.kill, (asked.number, signal.SIGKILL))
        killer.start()
        try:
            came.append(asked.make(CHOICE, PK, 256))
        except MakerFailed:
            failed += 1
        killer.cancel()
        killer.join()
    assert failed > 2
    assert came
    assert {len(each) for each in came} == {256 * CHOICE.size}
    firsts = {each.c1 for records in came for each in columns(records)}
    assert len(firsts) == 256 * len(came)
    assert are_true(b"".join(came)[-256 * CHOICE.size :])


READABLE = START.replace("maker.run", "maker.process.keep_memory_private = int; maker.run")
"""The maker itself, but that its owner may look at it."""


def facts(number: int) -> tuple[dict[str, str], set[str]]:
    """Environment and open descriptors of a process."""
    folder = Path(f"/proc/{number}")
    lines = (folder / "environ").read_bytes().decode().split("\0")
    environ = dict(line.split("=", 1) for line in lines if line)
    return environ, {str(each.readlink()).split(":")[0] for each in (folder / "fd").iterdir()}


def test_the_maker_has_no_key_no_setting_and_no_socket(
    begin: Callable[..., Maker], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BALLOT_DATABASE_URL", "postgresql://ballot:secret@127.0.0.1/ballot")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    key = tmp_path / "sign"
    key.write_bytes(os.urandom(32))
    with socket.socket() as listening, key.open("rb") as file:
        for each in (listening.fileno(), file.fileno()):
            os.set_inheritable(each, True)  # as the server's own listening socket is
        asked = begin(READABLE)
        asked.make(CHOICE, PK, 1)
        assert asked.number is not None
        environ, opened = facts(asked.number)
        assert set(environ) <= {"TMPDIR", "LC_CTYPE", *maker_client.LEFT, *maker_client.GIVEN}
        assert opened == {"pipe", "/dev/null"}
        told = Path(f"/proc/{asked.number}/cmdline").read_text()
        assert bytes(PK).hex() not in told, "what it is told comes over its stdin"
        naive = subprocess.Popen(
            [sys.executable, "-c", "import sys; print('!', flush=True); sys.stdin.read()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            close_fds=False,
        )
        with naive:
            assert naive.stdout
            naive.stdout.readline()
            environ, opened = facts(naive.pid)
            assert "BALLOT_DATABASE_URL" in environ, "the control: a plain child has it all"
            assert {"socket", str(key)} <= opened
            naive.communicate()


REPORT = """
import ctypes, resource
def report(some, size):
    dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
    print(dumpable, *resource.getrlimit(resource.RLIMIT_CORE), os.nice(0), flush=True)
    lean = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names
    print(*sorted(lean - {"__main__"}), flush=True)
    return b""
maker.read = report
maker.run(int(sys.argv[1]))
"""


def test_the_maker_is_not_dumped_gives_way_and_loads_the_curve_alone() -> None:
    done = subprocess.run(
        child.command(MAKERS + REPORT),
        env=maker_client.environment(),
        capture_output=True,
        check=True,
    )
    private, loaded = done.stdout.decode().splitlines()
    assert private == f"0 0 0 {process.LOWEST}"
    assert loaded == "ballot barriers rbcl"


WORKER = """
import sys, threading, time
from ballot.box import elgamal, group
from ballot.box.envelope import CHOICE
from ballot.stock.maker_client import Maker
asked = Maker(sys.argv[1])
pk = group.read_key(elgamal.make_key()[1])
asked.make(CHOICE, pk, 1)
threading.Thread(target=asked.make, args=(CHOICE, pk, 10**6), daemon=True).start()
time.sleep(0.3)
print(asked.number, flush=True)
time.sleep(60)
"""
DEAF = START.replace("maker.run", "maker.process.end_with = int; maker.run")


@pytest.mark.parametrize(("start", "ends"), [(START, True), (DEAF, False)], ids=["maker", "naive"])
def test_the_maker_ends_with_a_worker_that_is_killed(start: str, ends: bool) -> None:
    """Amid an order it does not see the end of its pipe; the naive one would go on."""
    worker = subprocess.Popen([sys.executable, "-c", WORKER, start], stdout=subprocess.PIPE)
    with worker:
        assert worker.stdout
        number = int(worker.stdout.readline())
        worker.kill()
        worker.wait()
        try:
            assert vanish([number], 2.0) is ends
        finally:
            if not ends:
                os.kill(number, signal.SIGKILL)


def test_the_maker_ends_at_the_end_of_its_pipe(begin: Callable[..., Maker]) -> None:
    asked = begin(DEAF)
    asked.make(CHOICE, PK, 1)
    process = asked._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) == 0


def test_a_maker_that_lost_its_worker_before_it_ran_makes_nothing() -> None:
    command = list(child.command(START))
    command[5] = "1"
    order = maker.ORDER.pack(0, PK, 1, bytes(16))
    done = subprocess.run(
        command, env=maker_client.environment(), input=order, capture_output=True, check=False
    )
    assert (done.stdout, done.returncode) == (b"", -signal.SIGKILL)
