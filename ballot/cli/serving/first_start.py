"""What is made before the first worker starts, where it is not there yet.

The parent of the workers never loads this: it runs in a child that ends when it is done.
"""

from ballot.cli import admin
from ballot.cli.console import command_hall
from ballot.cli.console.output import give, say
from ballot.storage import people
from ballot.usecases.hall import Hall
from ballot.words.language import gettext as _


def prepare(*, demo: bool) -> int:
    """Keys, data, tables, the first administrator's link, the demo; the exit code."""
    command_hall.make_tables(command_hall.config())
    with command_hall.hall() as hall:
        if demo:
            _make_demo(hall)
        if hall.database.read(people.count_accounts) == 0:
            say(_("第一位管理员请打开下面的链接（只能用一次）："))
            give(admin.link(hall))
    return 0


def _make_demo(hall: Hall) -> None:
    from ballot.cli import demo
    from ballot.demo.folder import Folder

    folder = Folder.of(command_hall.config().data)
    demo.make(hall, folder)
    demo.offer(hall, folder)
