"""A module that nothing imports is dead, or a page that nobody hung in: it is found here.

Imported by name, at run time: the modules of the commands (``ballot.cli.groups``), and the
places where a process begins.
"""

import grimp

from ballot.cli import groups

BEGIN = {"ballot.__main__", "ballot.app", "ballot.runner"}


def unused(graph: grimp.ImportGraph) -> set[str]:
    """The modules, not packages, that no other module imports."""
    return {
        module
        for module in graph.modules
        if not graph.find_children(module) and not graph.find_modules_that_directly_import(module)
    }


def by_name() -> set[str]:
    """What is imported by a name that stands in a table."""
    return BEGIN | {f"ballot.cli.{group.module}" for group in groups.GROUPS.values()}


def test_every_module_is_imported_or_named_by_its_command() -> None:
    assert unused(grimp.build_graph("ballot")) - by_name() == set()


def test_the_control_a_page_that_nobody_hung_in_is_found() -> None:
    graph = grimp.build_graph("ballot")
    graph.add_module("ballot.web.organizer.forgotten")
    graph.add_import(
        importer="ballot.web.organizer.forgotten", imported="ballot.web.organizer.pages"
    )
    assert unused(graph) - by_name() == {"ballot.web.organizer.forgotten"}
