"""Fonts that systems bring along and that fill the gaps of ours, by the names of their files.

Debian: fonts-noto-core, fonts-sil-nuosusil, fonts-dejavu, fonts-hanazono, fonts-babelstone-han.
Windows: SimSun-ExtB, SimSun-ExtG, Microsoft Uighur, Himalaya, Yi Baiti, Mongolian Baiti.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/Library/Fonts"),
    Path("/System/Library/Fonts"),
    Path("C:/Windows/Fonts"),
)
"""Where systems keep fonts that everybody may use."""

PACKAGES = (
    "fonts-hanazono",
    "fonts-babelstone-han",
    "fonts-noto-core",
    "fonts-sil-nuosusil",
)
"""What Debian calls those that are worth installing."""

FILES = (
    "NotoNaskhArabic-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSerifTibetan-Regular.ttf",
    "NotoSansYi-Regular.ttf",
    "NotoSansMongolian-Regular.ttf",
    "NuosuSIL-Regular.ttf",
    "NotoSans-Regular.ttf",
    "msuighur.ttf",
    "himalaya.ttf",
    "msyi.ttf",
    "monbaiti.ttf",
    "DejaVuSans.ttf",
    "HanaMinA.ttf",
    "HanaMinB.ttf",
    "BabelStoneHan.ttf",
    "simsunb.ttf",
    "SimsunExtG.ttf",
)
"""Asked in this order: the fonts of Han characters last, whose letters are the plainest."""


def installed(folders: Iterable[Path] = FOLDERS) -> list[Path]:
    """Those that are here, in the order of ``FILES``."""
    found: dict[str, Path] = {}
    for path in _below(folders):
        found.setdefault(path.name, path)
    return [found[name] for name in FILES if name in found]


def _below(folders: Iterable[Path]) -> Iterator[Path]:
    wanted = frozenset(FILES)
    for folder in folders:
        for at, _inside, names in os.walk(folder):
            yield from (Path(at) / name for name in names if name in wanted)
