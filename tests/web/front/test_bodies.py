"""Bodies that do not come in give way, and whoever comes then is read."""

import asyncio
import time

import pytest
from makers.meetings import AMeeting
from web.front.raw import address, all_of, opened, posted, returned

from ballot.web.front.application import Front
from ballot.web.front.bodies import Bodies, Late


async def _at_hand() -> bytes:
    return b"a1_1=2"


async def _as_the_time_of_another_runs_out() -> list[bytes | BaseException]:
    bodies = Bodies(patience=0.02, most=1)

    async def come() -> bytes:
        await asyncio.sleep(0.01)
        return await bodies.read(_at_hand(), 0)

    stalled = asyncio.create_task(bodies.read(asyncio.Future(), 0))
    voter = asyncio.create_task(come())
    await asyncio.sleep(0)
    time.sleep(0.05)
    return await asyncio.gather(stalled, voter, return_exceptions=True)


def test_whoever_comes_as_the_time_of_another_runs_out_is_read() -> None:
    late, read = asyncio.run(_as_the_time_of_another_runs_out())
    assert isinstance(late, Late)
    assert read == b"a1_1=2"


@pytest.mark.parametrize("is_control", [False, True])
def test_no_form_gives_way_for_the_bytes_of_large_bodies(
    unserved: Front, port: int, meeting: AMeeting, is_control: bool
) -> None:
    if is_control:
        unserved.uploads = unserved.bodies
    form = posted(address(meeting, 0), "a1_1=2")
    voter = opened(port, form[:-1])
    time.sleep(0.3)
    size = 16 * 1024 * 1024
    stalled = [opened(port, posted("/sign-in", "x", length=size)) for _ in range(8)]
    time.sleep(0.5)
    voter.sendall(form[-1:].encode())
    assert ("已计入" in all_of(voter)) is not is_control
    assert returned(meeting) == (not is_control)
    for each in stalled:
        each.close()
