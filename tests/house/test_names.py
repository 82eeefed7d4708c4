"""One word a thing (docs/words.md): what a public name may say, and where."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

SAYS_NOTHING = re.compile(
    "common|core|data|entry|extras|facts|find|frame|helpers|here|impl|later|lib|manager|misc|names"
    "|objects|parts|plain|quiet|room|services?|sight|standing|stuff|telling|things|told|tools"
    "|typed|types|typing|utils?"
)
"""Names that a module had, or might have, and that tell nobody what is in it."""

DOORS = {
    "notice": (
        "ballot/cli/assessment/review.py",
        "ballot/domain/errors/review.py",
        "ballot/domain/scheme/",
        "ballot/schemes/",
        "ballot/storage/assessment/",
        "ballot/storage/tables/",
        "ballot/usecases/forms/print_assessment_form.py",
        "ballot/usecases/forms/print_review_form.py",
        "ballot/usecases/review/",
        "ballot/usecases/verified/posted_notices.py",
        "ballot/web/notice.py",
        "ballot/web/organizer/assessment/review/",
    ),
    "paper": (
        "ballot/bundle/verify_ledger.py",
        "ballot/cli/",
        "ballot/demo/",
        "ballot/domain/",
        "ballot/intake/",
        "ballot/printing/forms/result_report.py",
        "ballot/storage/",
        "ballot/usecases/casting/",
        "ballot/usecases/forms/ledger_remarks.py",
        "ballot/usecases/forms/print_meeting_form.py",
        "ballot/usecases/ledger/",
        "ballot/usecases/opening/",
        "ballot/usecases/result/",
        "ballot/usecases/verified/",
        "ballot/web/",
    ),
    "sheet": (
        "ballot/demo/assessments.py",
        "ballot/domain/errors/",
        "ballot/domain/ledger/paper_count.py",
        "ballot/domain/scheme/",
        "ballot/domain/scoring/",
        "ballot/intake/paper_file.py",
        "ballot/printing/forms/score_sheet.py",
        "ballot/schemes/",
        "ballot/usecases/assessment/",
        "ballot/usecases/forms/print_assessment_form.py",
        "ballot/web/organizer/assessment/people/",
    ),
    "chain": (
        "ballot/domain/journal_line.py",
        "ballot/keyring/marks.py",
        "ballot/usecases/acts.py",
        "ballot/usecases/backup/restore_backup.py",
        "ballot/usecases/verified/chain.py",
        "ballot/words/terms.py",
    ),
    "credential": ("ballot/storage/tables/meeting.py",),
}
"""A word → where its thing lives: 公示, a paper ballot or what it asks, a score sheet, the journal
as it is kept; a phone of the hall holds a badge, and only the table is called otherwise."""

ALLOWED_ALIASES = {("gettext", "_"), ("lazy_gettext", "_")}


@cache
def sources(*tops: str) -> dict[str, str]:
    """Path → text of every module below these folders; a migration is history."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for top in tops or ("ballot",)
        for path in sorted((ROOT / top).rglob("*.py"))
        if "versions" not in path.parts
    }


def defined(path: str, text: str) -> Iterator[str]:
    """The module's own name, and every class, function, field and constant in it."""
    yield PurePosixPath(path).stem
    tree = ast.parse(text)
    bodies = [tree.body, *(each.body for each in ast.walk(tree) if isinstance(each, ast.ClassDef))]
    for node in (node for body in bodies for node in body):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Assign):
            targets = [each for target in node.targets for each in ast.walk(target)]
            yield from (each.id for each in targets if isinstance(each, ast.Name))


def astray(texts: Mapping[str, str]) -> set[str]:
    """``path: name`` of every name with a word whose thing lives elsewhere."""
    return {
        f"{path}: {name}"
        for path, text in texts.items()
        for name in defined(path, text)
        for word in (each.lower().removesuffix("s") for each in WORD.findall(name))
        if word in DOORS and not path.startswith(DOORS[word])
    }


def twins(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """``layer.Class`` → the modules of the layer that have a public class of this name."""
    homes: dict[str, list[str]] = {}
    for path, text in texts.items():
        layer = PurePosixPath(path).parts[1].removesuffix(".py")
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(f"{layer}.{node.name}", []).append(path)
    return {name: paths for name, paths in homes.items() if len(paths) > 1}


def disguises(texts: Mapping[str, str]) -> set[str]:
    """``path: name as alias`` of what comes from the program under another name."""
    return {
        f"{path}: {alias.name} as {alias.asname}"
        for path, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if _module(node, alias).split(".")[0] == "ballot"
        and alias.asname not in (None, alias.name)
        and (alias.name, alias.asname) not in ALLOWED_ALIASES
    }


def _module(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> str:
    return alias.name if isinstance(node, ast.Import) else node.module or ""


def empty_names(paths: Iterable[str]) -> set[str]:
    """Modules whose names say nothing of their content."""
    return {path for path in paths if SAYS_NOTHING.fullmatch(PurePosixPath(path).stem)}


def test_a_word_is_used_for_one_thing() -> None:
    assert astray(sources()) == set()


def test_a_word_for_another_thing_is_found() -> None:
    planted = {
        "ballot/usecases/meeting/freezing.py": "class NoticeText: ...\ndef frozen_notices(): ...\n",
        "ballot/printing/forms/hall.py": "class Ledger:\n    sheet: str = ''\n",
        "ballot/domain/review/steps.py": "CHAIN = ()\n",
        "ballot/storage/credentials.py": "",
        "ballot/web/notice.py": "def notice(): ...\n",
        "ballot/web/stylesheets.py": "def noticed(): ...\n",
    }
    assert astray(planted) == {
        "ballot/usecases/meeting/freezing.py: NoticeText",
        "ballot/usecases/meeting/freezing.py: frozen_notices",
        "ballot/printing/forms/hall.py: sheet",
        "ballot/domain/review/steps.py: CHAIN",
        "ballot/storage/credentials.py: credentials",
    }


def test_no_word_is_looked_after_where_it_does_not_occur() -> None:
    """A door that nobody goes through any more hides the next one who should not."""
    used = {
        (word, door)
        for path, text in sources().items()
        for name in defined(path, text)
        for word in (each.lower().removesuffix("s") for each in WORD.findall(name))
        for door in DOORS.get(word, ())
        if path.startswith(door)
    }
    assert {(word, door) for word, doors in DOORS.items() for door in doors} == used


def test_no_two_public_classes_of_a_layer_share_a_name() -> None:
    assert twins(sources()) == {}


def test_two_classes_of_one_name_are_found() -> None:
    planted = {
        "ballot/domain/ledger/told.py": "class Entry: ...\nclass _Row: ...\n",
        "ballot/domain/review/steps.py": "class Entry: ...\nclass _Row: ...\n",
        "ballot/web/forms.py": "class Entry: ...\n",
    }
    assert twins(planted) == {
        "domain.Entry": ["ballot/domain/ledger/told.py", "ballot/domain/review/steps.py"]
    }


def test_nothing_of_the_program_goes_under_another_name() -> None:
    assert disguises(sources("ballot", "scripts", "tests")) == set()


def test_another_name_is_found() -> None:
    planted = {
        "ballot/web/acts.py": (
            "from ballot.usecases.meeting import freeze as freezing\n"
            "import ballot.domain.errors as e\n"
            "from ballot.words.language import gettext as _\n"
            "from ballot.domain.errors.base import Fault as Fault\n"
            "from flask import Response as Page\n"
        )
    }
    assert disguises(planted) == {
        "ballot/web/acts.py: freeze as freezing",
        "ballot/web/acts.py: ballot.domain.errors as e",
    }


def test_every_module_says_what_it_holds() -> None:
    assert empty_names(sources()) == set()


def test_a_module_that_says_nothing_is_found() -> None:
    planted = {
        "ballot/web/helpers.py": "",
        "ballot/domain/told.py": "",
        "ballot/words/terms.py": "",
    }
    assert empty_names(planted) == {"ballot/web/helpers.py", "ballot/domain/told.py"}
