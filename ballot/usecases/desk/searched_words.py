"""What somebody typed to look for something, as the words that a statement looks for."""

MOST_WORDS = 8


def searched(typed: str) -> tuple[str, ...]:
    """At most eight words; what no database takes, a sign of control, parts them."""
    said = "".join(each if each.isprintable() else " " for each in typed)
    return tuple(said.split()[:MOST_WORDS])
