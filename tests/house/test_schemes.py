"""Every scheme that is shipped carries worked examples, and they come out."""

import tomllib

import pytest

from ballot import schemes


@pytest.mark.parametrize("name", schemes.available())
def test_the_worked_examples_of_a_scheme_come_out(name: str) -> None:
    scheme = schemes.find(name)
    assert tomllib.loads(scheme.text)["examples"]
    schemes.check(scheme)


@pytest.mark.parametrize("name", schemes.available())
def test_a_scheme_bears_the_name_of_its_file(name: str) -> None:
    assert schemes.find(name).id == name
