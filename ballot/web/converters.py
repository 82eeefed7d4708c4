"""What may stand in an address: a number that a row of the database can have, and no longer one."""

from werkzeug.routing import IntegerConverter, ValidationError

HIGHEST = 2**31 - 1
DIGITS = len(str(HIGHEST))


class RowNumber(IntegerConverter):
    """``<int:id>``. A longer one is no address of ours: no database is asked, the page is a 404."""

    def to_python(self, value: str) -> int:
        """The number. Raises ValidationError."""
        if len(value) > DIGITS or int(value) > HIGHEST:
            raise ValidationError
        return int(value)
