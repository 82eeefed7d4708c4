"""A process that casts and is made to be killed.

It reads slips from standard input, one JSON list a line (index, token), casts each of them twice
with different answers by several threads, and writes a line to standard output after every
acknowledgement: the index of the slip and the answer.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from makers.meetings import a_hall

from ballot.domain.errors import SlipSpent
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Token
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot

THREADS = 8
OPTIONS = 4


def main(url: str, folder: str, number: str) -> None:
    """Cast until there is nothing left, or until killed."""
    hall = a_hall(Database.connect(url), Path(folder))
    slips = [json.loads(line) for line in sys.stdin]
    tries = [(index, token, turn) for turn in range(2) for index, token in slips]

    def attempt(one: tuple[int, str, int]) -> None:
        index, token, turn = one
        answer = (index + turn) % OPTIONS
        try:
            cast_ballot(hall, number, Token(token), Ballot((answer,)))
        except SlipSpent:
            return
        os.write(1, f"{index} {answer}\n".encode())

    os.write(1, b"begun\n")
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(attempt, tries))


if __name__ == "__main__":
    main(*sys.argv[1:])
