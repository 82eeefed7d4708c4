"""A policy in the words of other languages: what a reader is shown, and nothing else.

What is frozen, printed, signed and exported keeps the policy's own words.
"""

from collections.abc import Mapping

from ballot.domain.table import Table

LANGUAGES = ("en",)


def read_words(table: Table) -> dict[str, Mapping[str, str]]:
    """Language → the policy's own words → how they are said in it; empty where a policy says none.

    A word that stands nowhere in the policy says nothing and is no fault: who changes a sentence
    of a copied policy need not read English.
    """
    words = table.table("words", needed=False)
    found: dict[str, Mapping[str, str]] = {
        code: _of_language(words.table(code)) for code in LANGUAGES if words.has(code)
    }
    words.done()
    return found


def _of_language(said: Table) -> dict[str, str]:
    return {word: said.text(word) for word in said.names()}
