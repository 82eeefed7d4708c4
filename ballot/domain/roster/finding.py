"""Whom a helper at the door means: by a part of the name, or by the first letters of its pinyin.

The letters stand with a person from the import on, one word for each way in which the name may be
read; ``?`` is a character of which no reading is known, and is any letter.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from ballot.domain.person_name import DOT, folded

MOST_READINGS = 32
"""Words of letters that are kept for one name."""
ANY = "?"


def initials(name: str, readings: Sequence[str]) -> str:
    """The words of letters of a name, between blanks; ``readings`` are the letters with which the
    reading of each character of the folded ``name`` may begin, none where it is not known."""
    letters = [
        tuple(dict.fromkeys(known)) or (_itself(each),)
        for each, known in zip(folded(name), readings, strict=True)
    ]
    words = ("".join(word) for word in islice(product(*letters), MOST_READINGS))
    return " ".join(dict.fromkeys(word for word in words if word))


def _itself(character: str) -> str:
    """A letter or a digit stands for itself, what only divides for nothing."""
    if character in (DOT, " "):
        return ""
    return character.lower() if character.isascii() and character.isalnum() else ANY


def rank(asked: str, name: str, words: str) -> int | None:
    """How well somebody fits what was asked, 0 the best; None: not at all."""
    wanted = folded(asked).casefold().replace(" ", "")
    plain = folded(name).casefold().replace(" ", "")
    if not wanted:
        return None
    if plain.startswith(wanted):
        return 0
    if wanted in plain:
        return 1
    if not (wanted.isascii() and wanted.isalnum()):
        return None
    return min(_ranks(wanted, words.split()), default=None)


def _ranks(wanted: str, words: Iterable[str]) -> Iterator[int]:
    for word in words:
        for start in range(len(word) - len(wanted) + 1):
            here = word[start : start + len(wanted)]
            if all(one in (other, ANY) for one, other in zip(here, wanted, strict=True)):
                yield 0 if start == 0 else 1
