"""The READMEs are true: their pictures, their map, their links."""

import re
from pathlib import Path

import pytest
from house import pictures

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
PICTURE = re.compile(r"<img [^>]*src=\"([^\"]+)\"|!\[[^\]]*\]\(([^)]+)\)")
ALT = re.compile(r"<img (?![^>]*alt=\"[^\"]{10,}\")[^>]*>|!\[[^\]]{0,9}\]\([^)]+\)")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
ROOM = re.compile(r"`(ballot/[\w/]+)`")
ONE, ALL = 60 * 1024, 600 * 1024
"""Bytes of a picture, and of all of them."""


def text_of(name: str) -> str:
    """A page of this repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def shown(text: str) -> set[str]:
    """The pictures of a page, by their paths."""
    return {one or other for one, other in PICTURE.findall(text)}


def unmade(text: str) -> set[str]:
    """The pictures of a page that scripts/pictures does not take."""
    return shown(text) - {f"docs/pictures/{name}.png" for name in pictures.module("album").names()}


def unnamed_rooms(text: str) -> set[str]:
    """The folders of ballot/ that a map leaves out."""
    rooms = {f"ballot/{path.name}" for path in (ROOT / "ballot").iterdir() if any(path.glob("*.*"))}
    return rooms - {"ballot/__pycache__"} - set(ROOM.findall(text))


def dead_links(text: str, folder: Path) -> set[str]:
    """The files that a page of this folder links to and that are not there."""
    files = {link for link in LINK.findall(text) if "://" not in link}
    return {link for link in files if not (folder / link).exists()}


@pytest.mark.parametrize("name", READMES)
def test_every_picture_is_there_and_taken_by_the_script(name: str) -> None:
    page = text_of(name)
    assert shown(page)
    assert unmade(page) == set()
    assert {path for path in shown(page) if not (ROOT / path).is_file()} == set()
    assert ALT.findall(page) == [], "whoever does not see a picture is told what it shows"


def test_the_control_a_picture_from_elsewhere_is_found() -> None:
    assert unmade("![a hall](docs/pictures/hall.png)") == {"docs/pictures/hall.png"}
    assert unmade('<img src="https://example.org/x.png" alt="">') == {"https://example.org/x.png"}
    assert ALT.findall('<img src="docs/pictures/why.en.png" width="9">')


def test_every_picture_that_is_taken_is_shown_and_small() -> None:
    files = {path.relative_to(ROOT).as_posix(): path for path in ROOT.glob("docs/pictures/*")}
    assert set(files) == {path for name in READMES for path in shown(text_of(name))}
    sizes = {name: path.stat().st_size for name, path in files.items()}
    assert {name: size for name, size in sizes.items() if size > ONE} == {}
    assert sum(sizes.values()) <= ALL


def test_the_map_names_every_room_and_no_other() -> None:
    page = text_of("README.md")
    assert unnamed_rooms(page) == set()
    assert {room for room in ROOM.findall(page) if not (ROOT / room).is_dir()} == set()


def test_the_control_a_room_that_the_map_leaves_out_is_found() -> None:
    assert unnamed_rooms(text_of("README.md").replace("`ballot/box`", "")) == {"ballot/box"}


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_link_leads_somewhere(path: Path) -> None:
    assert dead_links(path.read_text(encoding="utf-8"), path.parent) == set()


def test_the_control_a_dead_link_is_found() -> None:
    assert dead_links("[there](docs/secrecy.md#how) [gone](docs/gone.md)", ROOT) == {"docs/gone.md"}


def test_every_page_of_the_documents_can_be_reached_from_a_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / name for name in READMES]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        links = LINK.findall(page.read_text(encoding="utf-8"))
        found = {(page.parent / link).resolve() for link in links if link.endswith(".md")}
        waiting += [each for each in found if each not in reached and each.is_file()]
    assert set(ROOT.glob("docs/**/*.md")) - reached == set()
