"""The title of a slip in pieces, for a browser, which breaks lines itself and knows no names."""

from ballot.printing import column_widths, wrap

ACROSS = 17
"""So many Chinese characters stand beside each other over a slip."""


def pieces(title: str, names: wrap.Names) -> list[tuple[str, bool]]:
    """(text, whether it stays in one line): names do; of one wider than a slip its parts do."""
    found: list[tuple[str, bool]] = []
    for text, is_name in wrap.pieces(title, names):
        if is_name and column_widths.wide(text) > ACROSS:
            found += [
                (part, True) for part in wrap.JOINT.sub(lambda at: f"{at[0]}\n", text).split("\n")
            ]
        else:
            found.append((text, is_name))
    return found
