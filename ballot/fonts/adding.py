"""A font is added to a house: its file is kept beside the data."""

import shutil
from pathlib import Path

from ballot.domain.errors import FontUnusable
from ballot.fonts import face
from ballot.fonts.face import Face
from ballot.fonts.library import ENDINGS


def add(source: Path, folder: Path) -> list[Face]:
    """Keep a copy of a font file in ``folder``; the faces that it brings. One of the same name is
    replaced. Raises FontUnusable, OSError.
    """
    with source.open("rb"):
        faces = face.faces_of(source)
    if source.suffix.lower() not in ENDINGS or not faces:
        raise FontUnusable(file=source.name)
    folder.mkdir(parents=True, exist_ok=True)
    kept, coming = folder / source.name, folder / f".{source.name}.new"
    shutil.copyfile(source, coming)
    coming.replace(kept)
    return face.faces_of(kept)
