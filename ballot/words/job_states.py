"""How far long work has come, in the reader's language."""

from ballot.storage.long_work.jobs import JobState
from ballot.words.language import lazy_gettext as _

STATES = {
    JobState.WAITING: _("等待"),
    JobState.WORKING: _("正在办理"),
    JobState.DONE: _("已做好"),
    JobState.REFUSED: _("没有做成"),
    JobState.FAILED: _("中途断了"),
}


def job_state(value: JobState) -> str:
    """The name of a state."""
    return str(STATES[value])
