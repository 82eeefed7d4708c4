"""Mutants of modules held against the tests of the rules, each in a process of its own.

``python -m mutants.runner MODULE … [--sample N --seed S]`` prints a line a survivor and
counts a module. The tests are collected and run once to see who calls which function; a mutant
meets the tests of its function alone, the quick ones first, until one fails.
"""

import argparse
import contextlib
import importlib
import io
import os
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import FrameType, ModuleType

import pytest
from _pytest.runner import runtestprotocol
from mutants import changing
from mutants.changing import Mutant

TESTS = Path(__file__).parents[1]
SECONDS = 20
"""Of the processor, for one mutant: one that runs on for ever is noticed."""
NEEDS_A_DATABASE = {"database", "hall", "console", "postgres"}
QUIET = (
    "-q",
    "--no-header",
    "--no-summary",
    "--override-ini=addopts=--import-mode=importlib",
    "-pno:cacheprovider",
    "-pno:xdist",
    f"--ignore={TESTS / 'domain' / 'test_mutants.py'}",
)
Item = pytest.Item


class Runner:
    """A plugin of pytest that takes the place of its loop over the tests."""

    def __init__(self, modules: Sequence[ModuleType], sample: int, seed: int, workers: int) -> None:
        self.modules = modules
        self.sample, self.seed, self.workers = sample, seed, workers
        self.files = {str(module.__file__): module.__name__ for module in modules}
        self.callers: dict[tuple[str, str], set[Item]] = defaultdict(set)
        self.took: dict[Item, float] = {}
        self.killed: Counter[str] = Counter()
        self.survivors: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Learn who calls what, then try every mutant."""
        from hypothesis import settings  # pytest prepares it, and wants to be the first

        settings.register_profile("mutants", max_examples=15, derandomize=True, database=None)
        settings.load_profile("mutants")
        items = [item for item in session.items if not _needs_database(item)]
        for item in items:
            self._learn(item)
        chosen = [(module, one) for module in self.modules for one in changing.of(module)]
        if self.sample:
            chosen = random.Random(self.seed).sample(chosen, min(self.sample, len(chosen)))  # noqa: S311
        self._try_all(chosen, items)
        return True

    def _learn(self, item: Item) -> None:
        called: set[tuple[str, str]] = set()

        def note(frame: FrameType, _event: str, _arg: object) -> None:
            name = self.files.get(frame.f_code.co_filename)
            if name is not None:
                called.add((name, frame.f_code.co_qualname.partition(".<")[0]))

        begun = time.process_time()
        sys.settrace(note)
        try:
            failed = _fails(item)
        finally:
            sys.settrace(None)
        if failed:
            raise SystemExit(f"{item.nodeid} fails without any mutant")
        self.took[item] = time.process_time() - begun
        for each in called:
            self.callers[each].add(item)

    def _try_all(self, chosen: list[tuple[ModuleType, Mutant]], items: list[Item]) -> None:
        under_way: dict[int, tuple[ModuleType, Mutant]] = {}
        left = list(reversed(chosen))
        while left or under_way:
            while left and len(under_way) < self.workers:
                module, one = left.pop()
                under_way[self._begin(module, one, items)] = (module, one)
            process, status = os.wait()
            module, one = under_way.pop(process)
            if status == 0:
                self.survivors.append(one.name)
                sys.stderr.write(f"SURVIVED {one.name}\n")
            else:
                self.killed[module.__name__] += 1

    def _begin(self, module: ModuleType, one: Mutant, items: list[Item]) -> int:
        """Fork; the child ends with 0 where no test noticed anything."""
        process = os.fork()
        if process:
            return process
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        code = 1
        try:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, 1)
            os.dup2(null, 2)
            changing.graft(module, one)
            code = int(any(_fails(item) for item in self._tests_of(module, one, items)))
        finally:
            os._exit(code)

    def _tests_of(self, module: ModuleType, one: Mutant, items: list[Item]) -> list[Item]:
        found = self.callers.get((module.__name__, one.owner), set())
        is_function = (module.__name__, one.owner) in self.callers
        return sorted(found if is_function else items, key=self.took.__getitem__)

    def told(self) -> str:
        """The counts of every module, and the names of the survivors."""
        lived = Counter(name.partition(":")[0] for name in self.survivors)
        counts = [
            f"{name}: {self.killed[name]} killed, {lived[name]} survived"
            for name in (module.__name__ for module in self.modules)
            if self.killed[name] or lived[name]
        ]
        return "\n".join((*counts, *(f"SURVIVED {name}" for name in sorted(self.survivors))))


def _needs_database(item: Item) -> bool:
    return bool(NEEDS_A_DATABASE.intersection(getattr(item, "fixturenames", ())))


def _fails(item: Item) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def main() -> int:
    """Run; 0 whatever survived: the test that reads the lines judges."""
    words = argparse.ArgumentParser()
    words.add_argument("modules", nargs="+")
    words.add_argument("--sample", type=int, default=0)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--workers", type=int, default=1)
    words.add_argument("--tests", nargs="+", default=["domain"])
    given = words.parse_args()
    modules = [importlib.import_module(name) for name in given.modules]
    runner = Runner(modules, given.sample, given.seed, given.workers)
    paths = [str(TESTS / each) for each in given.tests]
    with contextlib.redirect_stdout(io.StringIO()) as said:
        code = pytest.main([*QUIET, *paths], plugins=[runner])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.stderr.write(said.getvalue())
        return int(code)
    sys.stdout.write(runner.told() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
