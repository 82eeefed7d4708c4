"""A paper of a rehearsal: 「演练」 across every page of it, and nothing that anybody would sign."""

from dataclasses import replace

from ballot.printing.leaf import Block, Code, Leaf, Line, Role, Table

ACROSS = "演练"
INSTEAD = "演练用纸：不签字，不作数。"
SIGNER = "监票人"
"""Begins the first row of a table in which people sign."""
OF_A_RESULT = "BALLOT:"
"""Begins the code by which a result is compared with its file."""


def of(leaf: Leaf) -> Leaf:
    """The same paper, for a rehearsal."""
    blocks = (_plain(each) for each in leaf.blocks)
    kept = tuple(each for each in blocks if each is not None)
    return replace(leaf, blocks=kept, check=ACROSS, across=ACROSS)


def _plain(block: Block) -> Block | None:
    match block:
        case Line(role=Role.TITLE):
            return replace(block, text=f"{block.text}（{ACROSS}）")
        case Table() if not block.ruled or block.rows[0].cells[0].text == SIGNER:
            return Line(INSTEAD, Role.NOTE)
        case Code() if block.text.startswith(OF_A_RESULT):
            return None
    return block
