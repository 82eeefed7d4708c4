"""A TOML file as a table, numbers exact, a broken file refused with its line."""

import re
import tomllib
from decimal import Decimal

from ballot.domain.errors import Fault, NotAFile, Refused
from ballot.domain.table import Table


def read(text: str, file: str) -> Table:
    """Raises Refused with the row of the first break."""
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        row = int(found.group(1)) if found else len(text.splitlines())
        raise Refused(
            faults=[Fault(NotAFile(path=file, reason=str(error)), file=file, row=row)]
        ) from None
    except (RecursionError, ValueError) as error:
        # Brackets without end, or a whole number of thousands of digits: no TOML that was meant.
        reason = type(error).__name__
        raise Refused(faults=[Fault(NotAFile(path=file, reason=reason), file=file)]) from None
    return Table(data, file)
