"""What a guess at a password or a PIN costs in the product, which its tests do not pay."""

import subprocess
import sys
from types import ModuleType

import pytest
from argon2 import Type, extract_parameters

from ballot.usecases.accounts import badge_pins, passwords

LEAST_MEMORY = 64 * 1024
"""KiB. Less than RFC 9106 recommends where memory is scarce is less than a guess shall cost."""


@pytest.mark.parametrize(
    ("module", "given"),
    [(passwords, "'今年的麦子收成真是好', '陈科长'"), (badge_pins, "'582913'")],
)
def test_a_guess_costs_what_rfc_9106_recommends(module: ModuleType, given: str) -> None:
    told = f"from {module.__name__} import hashed; print(hashed({given}))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    found = extract_parameters(done.stdout.strip())
    assert found.type is Type.ID
    assert found.memory_cost >= LEAST_MEMORY
    assert found.time_cost >= 3
    assert found.parallelism >= 4


@pytest.mark.parametrize("module", [passwords, badge_pins])
def test_the_control_here_it_is_cheap(module: ModuleType) -> None:
    assert vars(module)["_hasher"].memory_cost < LEAST_MEMORY
