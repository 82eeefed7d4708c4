"""Nine kinds of meeting, altered in every way that we know of: refused, and by the right word."""

from collections.abc import Iterator

from bundle import corpus
from bundle.corpus import Case
from bundle.corpus.alterations_of_excluded import SAID
from people.bundle_forger import naive

from ballot.bundle import verify, verify_signed_values
from ballot.bundle.verify import Verified
from ballot.domain.errors import BundleRefused

UNSIGNED = ("file", "digest", "signature", "parts")
"""What a verifier finds that checks nothing but parts, signature and digests."""


def words() -> Iterator[tuple[Case, str | None]]:
    """Every case, and the word with which it is refused; a file is verified once for all values."""
    last: tuple[bytes, Verified | str] = (b"", "file")
    for case in (*corpus.all(), *corpus.on_paper()):
        if case.file != last[0]:
            last = (case.file, verified(case.file))
        found = last[1]
        yield case, found if isinstance(found, str) else against(found, case)


def verified(file: bytes) -> Verified | str:
    try:
        return verify.verify(file)
    except BundleRefused as refused:
        return refused.broken


def against(found: Verified, case: Case) -> str | None:
    try:
        verify_signed_values.require(found, case.values)
    except BundleRefused as refused:
        return refused.broken
    return None


def test_every_altered_bundle_is_refused_by_its_word_and_every_good_one_holds() -> None:
    found = list(words())
    wrong = [(case.name, case.broken, word) for case, word in found if case.broken != word]
    assert wrong == []
    altered = {case.name for case, word in found if word}
    assert len(altered) >= 150
    assert len({name.split(":")[0] for name in altered}) == 10
    assert len([name for name in altered if name.startswith("phones:")]) >= 15 + len(SAID)
    assert len({case.name for case, _word in found}) == len(found), "every case has its own name"


def test_the_control_believes_whatever_is_signed() -> None:
    """Signature and digests fit: who recomputes nothing refuses none of them."""
    resigned = [each for each in corpus.all() if each.broken not in (*UNSIGNED, None)]
    assert all(naive(case.file) for case in resigned)
    assert len(resigned) >= 150
