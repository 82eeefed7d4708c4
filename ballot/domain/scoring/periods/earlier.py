"""以前等次 as somebody wrote it, held against the assessments that this one follows."""

from collections.abc import Collection, Iterator, Sequence


def contradictions(
    said: Sequence[str], linked: Sequence[str], grades: Collection[str]
) -> Iterator[tuple[int, str, str]]:
    """How many periods back, what was written and what stands there, where they differ. Both have
    the latest first; one who has none of the ``grades`` there (待测评, gone, not in it) contradicts
    nothing."""
    for place, (written, found) in enumerate(zip(said, linked, strict=False)):
        if found in grades and written != found:
            yield place, written, found
