"""What a line of the journal says was done: an act on an assessment is none on a meeting."""

from collections.abc import Mapping

from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.words import terms
from ballot.words.language import Sentence, lazy_gettext

OF_ASSESSMENT: Mapping[str, Sentence] = {
    Act.CREATE: lazy_gettext("新建考核"),
    Act.EDIT: lazy_gettext("修改考核"),
}


def done(line: JournalLine) -> str:
    """The name of the act of a line; a word that is none stays as it is."""
    own = OF_ASSESSMENT.get(line.act) if line.assessment is not None else None
    return terms.act(line.act) if own is None else str(own)
