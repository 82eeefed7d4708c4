"""Takes the pictures of the READMEs: scripts/pictures."""

import sys
from pathlib import Path

import album
import browsing
import house as houses

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def main(wanted: list[str]) -> int:
    """Take the pictures of these names, or all."""
    unknown = set(wanted) - set(album.names())
    if unknown:
        print(f"no such picture: {', '.join(unknown)}; {', '.join(album.names())}")  # noqa: T201
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with houses.demo() as house, browsing.chromium() as browser:
        for name in wanted or album.names():
            what, language = name.split(".")
            picture = album.ALBUM[what]
            with browsing.a_page(browser, picture.size, language) as page:
                file = browsing.small(picture.take(page, house))
            (FOLDER / f"{name}.png").write_bytes(file)
            print(f"{name} {len(file) // 1024} KB")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
