"""Seven kinds of meeting, altered in every way that we know of: refused, and by the right word."""

from bundle import corpus
from people.bundle_forger import naive, why

UNSIGNED = ("file", "digest", "signature")
"""What a verifier finds that checks nothing but signature and digests."""


def test_every_altered_bundle_is_refused_by_its_word_and_every_good_one_holds() -> None:
    found = {case.name: (case.broken or "", why(case.file)) for case in corpus.all()}
    wrong = {name: words for name, words in found.items() if words[0] != words[1]}
    assert wrong == {}
    altered = [name for name, (word, _found) in found.items() if word]
    assert len(altered) >= 150
    assert len({name.split(":")[0] for name in altered}) == 7


def test_the_control_believes_whatever_is_signed() -> None:
    """Signature and digests fit: who recomputes nothing refuses none of them."""
    resigned = [each for each in corpus.all() if each.broken not in (*UNSIGNED, "parts")]
    assert all(naive(case.file) for case in resigned)
    assert len(resigned) >= 150
