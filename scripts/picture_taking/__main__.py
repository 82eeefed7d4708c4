"""Takes the pictures of the READMEs: scripts/pictures."""

import argparse
from pathlib import Path

import album
import browsing
import example as examples

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"


def main() -> None:
    """Take the pictures of these names, or all."""
    known = album.names()
    parser = argparse.ArgumentParser(prog="scripts/pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--into", type=Path, default=FOLDER, metavar="FOLDER")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(known)
    if unknown:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    chosen.into.mkdir(parents=True, exist_ok=True)
    with examples.demo() as example, browsing.chromium() as browser:
        for name in chosen.names or known:
            what, language = name.split(".")
            picture = album.ALBUM[what]
            with browsing.a_page(browser, picture.size, language) as page:
                file = browsing.small(picture.take(page, example))
            (chosen.into / f"{name}.png").write_bytes(file)
            print(f"{name} {len(file) // 1024} KB")  # noqa: T201


if __name__ == "__main__":
    main()
