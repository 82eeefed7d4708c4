"""What may stand in an address: a number that a row of the database can have, and no longer one."""

from werkzeug.routing import IntegerConverter, ValidationError

from ballot.domain.written_number import whole

HIGHEST = 2**31 - 1
DIGITS = len(str(HIGHEST))


class RowNumber(IntegerConverter):
    """``<int:id>``. A longer one is no address of ours: no database is asked, the page is a 404."""

    def to_python(self, value: str) -> int:
        """The number. Raises ValidationError."""
        if len(value) > DIGITS or int(value) > HIGHEST:
            raise ValidationError
        return int(value)


def asked_number(text: str) -> int:
    """A number that an address asks for behind its ``?``, as the ``type`` of ``args.get``.

    Raises ValueError where the text is none that a row can have, so that the default stands.
    """
    number = whole(text)
    if number is None:
        raise ValueError(text[:DIGITS])
    return number
