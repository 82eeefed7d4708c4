"""scripts/locks holds by hash what pyproject.toml asks for, and nothing that nobody asks for."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("run", "test")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
INSTALLS = ("editables", "pip", "setuptools")
"""What scripts/lock adds to the requirements of pyproject.toml."""

Pins = dict[str, list[Requirement]]


def text_of(lock: str) -> str:
    """A lock as it stands."""
    return (ROOT / "scripts" / "locks" / f"{lock}.txt").read_text(encoding="utf-8")


def entries(text: str) -> list[str]:
    """One entry a package and marker, its hashes behind it; what is no comment and no hash."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines).replace("\\\n", "").splitlines()


def pins(text: str) -> Pins:
    """Name → the versions locked; two where they differ by a marker."""
    found: Pins = {}
    for entry in entries(text):
        pin = Requirement(entry.partition(" --hash")[0])
        found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def asked(lock: str) -> list[Requirement]:
    """What pyproject.toml asks for: the program, what builds it, and the tools of the tests."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = project["project"]["optional-dependencies"]["test"] if lock == "test" else []
    named = project["build-system"]["requires"] + project["project"]["dependencies"] + extra
    return [Requirement(each) for each in named]


def unmet(wanted: Iterable[Requirement], locked: Pins) -> set[str]:
    """The requirements for which nothing, or another version, is locked."""
    return {
        str(each)
        for each in wanted
        if not any(version_of(pin) in each.specifier for pin in locked.get(key(each), []))
    }


def roots(text: str) -> set[str]:
    """What a lock holds for pyproject.toml or for scripts/lock, as its remarks have it."""
    found, name, asks = set(), "", list[str]()
    for line in [*text.splitlines(), "end=="]:
        if not line.startswith((" ", "#")):
            if name and (not asks or "ballot (pyproject.toml)" in asks):
                found.add(name)
            name, asks = canonicalize_name(line.partition("==")[0]), []
        elif line.startswith("    #"):
            asks.append(line.strip(" #").removeprefix("via").strip())
    return found


def key(each: Requirement) -> str:
    return canonicalize_name(each.name)


def version_of(pin: Requirement) -> str:
    return next(iter(pin.specifier)).version


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_what_pyproject_asks_for_and_no_more(lock: str) -> None:
    locked, wanted = pins(text_of(lock)), asked(lock)
    assert unmet(wanted, locked) == set(), "run scripts/lock"
    assert roots(text_of(lock)) == {*INSTALLS, *map(key, wanted)}, "run scripts/lock"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_held_by_version_and_hash_and_no_address_stands_there(lock: str) -> None:
    text = text_of(lock)
    assert [each for each in entries(text) if "==" not in each or not HASH.search(each)] == []
    assert re.findall(r"\w+://\S+|--(?:index|extra-index|find-links|trusted)\S*", text) == []


def test_the_tests_run_with_the_versions_that_serve() -> None:
    serving, testing = pins(text_of("run")), pins(text_of("test"))
    assert {name: pin for name, pin in serving.items() if testing.get(name) != pin} == {}


def test_the_control_what_is_missing_too_old_or_left_over_is_found() -> None:
    text = "flask==3.0.0 \\\n    --hash=sha256:00\n    # via ballot (pyproject.toml)\n"
    locked = pins(text)
    assert unmet([Requirement("flask>=3.1,<4")], locked) == {"flask<4,>=3.1"}
    assert unmet([Requirement("jinja2")], locked) == {"jinja2"}
    left = "left==1 \\\n    # via\n    #   ballot (pyproject.toml)\n    #   flask\n"
    assert roots(text + left) == {"flask", "left"}
    assert roots(text + "click==8 \\\n    # via flask\n") == {"flask"}
