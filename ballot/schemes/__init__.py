"""考核办法: the policies as files. ``find`` one by its name or path, ``read`` a text, ``check`` it.

One TOML file a policy with its clauses and its worked examples inside; a new county's policy is
a new file (docs/writing-a-scheme.md).
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ballot.domain.errors import Fault, NotAFile, Refused, SchemeUnknown
from ballot.domain.scheme.scheme import Scheme
from ballot.schemes import reader
from ballot.schemes.examples import check
from ballot.schemes.reader import NO_OVERRIDES

__all__ = ["available", "check", "find", "read", "text_of"]

SHIPPED = Path(__file__).parent


def available() -> tuple[str, ...]:
    """The names of the schemes that are shipped, sorted."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def read(text: str, file: str, overrides: Mapping[str, str] = NO_OVERRIDES) -> Scheme:
    """A scheme out of the text of its file, as ``reader.read`` has it; a text that was read just
    now is not read again."""
    return _read(text, file, tuple(overrides.items()))


@lru_cache(maxsize=64)
def _read(text: str, file: str, overrides: tuple[tuple[str, str], ...]) -> Scheme:
    return reader.read(text, file, dict(overrides))


def find(name_or_path: str, overrides: Mapping[str, str] = NO_OVERRIDES) -> Scheme:
    """The scheme of that name, or at that path (a path ends in ``.toml``).

    ``overrides`` set keys besides the file (``ballot score --set key=value``). Raises
    SchemeUnknown, or Refused where the file has faults.
    """
    return read(text_of(name_or_path), name_or_path, overrides)


def text_of(name_or_path: str) -> str:
    """The text of a scheme, byte for byte as in its file. Raises SchemeUnknown, Refused."""
    names = available()
    if name_or_path in names:
        path = SHIPPED / f"{name_or_path}.toml"
    else:
        path = Path(name_or_path)
        if path.suffix != ".toml" or not path.is_file():
            raise SchemeUnknown(name=name_or_path, available=names)
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(NotAFile(path=str(path), reason=str(error)), file=str(path))
        raise Refused(faults=[fault]) from None
