"""What a policy leaves open, in the reader's language."""

from ballot import schemes
from ballot.schemes import default_words
from ballot.words.language import speaking
from ballot.words.policies import defaults

SAMPLE = schemes.find("abc-classes")


def test_a_sentence_with_a_list_in_it_is_translated_whole_and_several_values_each() -> None:
    with speaking("en"):
        told = {each.key: each for each in defaults.of(SAMPLE)}
        partial = {each.key: each for each in defaults.of(schemes.find("lijun"))}["total.partial"]
    returned = "All ballots returned (abstentions and invalid ones included)"
    assert told["items[1].denominator"].value == returned
    assert told["voters.classes"].value == "A票领导班子 30%、B票中层干部 30%、C票职工群众 40%"
    assert told["items[1].weights"].name.endswith(" · Weight of each option")
    assert "季度" not in partial.value


def test_in_chinese_they_are_the_words_of_the_papers() -> None:
    with speaking("zh"):
        assert defaults.of(SAMPLE) == default_words.of(SAMPLE)
