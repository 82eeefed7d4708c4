"""Rounds of a policy: each is an assessment of its own, with the steps of that round."""

import pytest

from ballot import schemes
from ballot.domain.errors import Refused

TEXT = schemes.text_of("yicheng")
EXTRA = '[[steps]]\nname = "备案"\nby = "区委"\n\n[checklist]'


@pytest.mark.parametrize(
    ("now", "steps"), [("", "前中后备"), ("任前", "前备"), ("任中", "中备"), ("任后", "后备")]
)
def test_an_assessment_of_a_round_has_the_steps_of_that_round(now: str, steps: str) -> None:
    text = TEXT.replace("[checklist]", EXTRA, 1)
    overrides = {"period.round": now} if now else {}
    after = schemes.read(text, "rounds", overrides).aftermath
    names = "".join(step.name.removeprefix("任")[0] for step in after.steps)
    assert (after.round, names) == (now, steps)
    year = schemes.read(text, "rounds", {**overrides, "period.kind": "year"}).aftermath
    assert (year.round, len(year.steps)) == ("", 4), "outside a round nothing is left out"


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ('round = ""', 'round = "任期"', ["period.round"]),
        ('round = "任中"', 'round = "任期"', ["steps[2].round"]),
    ],
)
def test_a_round_that_there_is_not_is_refused(old: str, new: str, keys: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        schemes.read(TEXT.replace(old, new, 1), "rounds")
    assert [fault.key for fault in refused.value.faults] == keys
