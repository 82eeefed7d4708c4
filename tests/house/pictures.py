"""The modules of scripts/pictures."""

import sys
from pathlib import Path
from typing import Any

TAKING = Path(__file__).parents[2] / "scripts" / "picture_taking"


def module(name: str) -> Any:
    """One of them, such as ``album``."""
    sys.path.insert(0, str(TAKING))
    try:
        return __import__(name)
    finally:
        sys.path.remove(str(TAKING))
