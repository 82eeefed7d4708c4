"""The fonts of the paper: two of our own, and second ones that fill their gaps.

Ours is Noto Sans CJK SC, regular and bold, cut by ``scripts/subset-fonts``: some 32,000 characters,
rare ones of names such as 龑㛃䶮𬴃 among them. What they lack is set in a font that the machine has
or that somebody added (``library``), and else printed as a box with its code: a name is never
refused for the look of it, and never left out.

Nothing here loads a library before something is set that our fonts may lack.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def path(*, bold: bool = False) -> Path:
    """The file of a weight."""
    weight = "Bold" if bold else "Regular"
    return Path(str(files(__package__).joinpath(f"NotoSansCJKsc-{weight}.otf")))
