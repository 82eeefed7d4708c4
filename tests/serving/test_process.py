"""What a process of our own asks of the system."""

import subprocess

from ballot.serving import child

REPORT = """import os, resource, sys
from concurrent.futures import ThreadPoolExecutor
sys.path[:] = sys.argv[2:]
from ballot.serving import process
before = ThreadPoolExecutor(1)
before.submit(int).result()
process.stand_back()
print(os.sched_getscheduler(0) == os.SCHED_IDLE, before.submit(os.sched_getscheduler, 0).result())
print(os.nice(0), open("/proc/self/oom_score_adj").read().strip())
try:
    bytearray(3 * 1024**3)
except MemoryError:
    print("no more")
"""


def test_one_that_stands_back_is_the_last_with_a_core_and_the_first_without_memory() -> None:
    done = subprocess.run(child.command(REPORT), capture_output=True, check=True)
    assert done.stdout.decode().split() == ["True", "0", "19", "1000", "no", "more"]
