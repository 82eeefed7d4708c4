"""Reading printed files back: the text of a PDF, and office files through LibreOffice."""

import io
import re
import subprocess
from pathlib import Path

from docx import Document

from ballot.printing import pdf
from ballot.printing.leaf import Leaf


def squeezed(text: str) -> str:
    """Without any white space, for lines break where they must."""
    return re.sub(r"\s", "", text)


def words(file: Path) -> str:
    """The text of a PDF file, without white space."""
    out = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return squeezed(out.stdout.decode())


def in_word(content: bytes) -> str:
    """The text of a Word file: its lines, then the cells of its tables."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def pages(file: Path) -> int:
    """How many pages a PDF file has."""
    out = subprocess.run(["pdfinfo", file], check=True, capture_output=True)
    return int(re.search(r"Pages:\s+(\d+)", out.stdout.decode())[1])


def printed(folder: Path, leaf: Leaf, made: object) -> Path:
    """A leaf as a PDF file."""
    file = folder / "leaf.pdf"
    file.write_bytes(pdf.render(leaf, made))
    return file


def through_office(folder: Path, *files: Path) -> None:
    """Open office files in LibreOffice and print them as PDF beside themselves."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files],
        check=True,
        capture_output=True,
        timeout=300,
    )


def picture(file: Path) -> Path:
    """The first page as a picture."""
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-singlefile", "-png", file, file.with_suffix("")],
        check=True,
    )
    return file.with_suffix(".png")


def pictures(file: Path) -> list[Path]:
    """Every page as a picture, in their order."""
    for old in file.parent.glob(f"{file.stem}-*.png"):
        old.unlink()
    subprocess.run(
        ["pdftoppm", "-r", "110", "-gray", "-png", file, file.with_suffix("")], check=True
    )
    return sorted(file.parent.glob(f"{file.stem}-*.png"))


def page(file: Path, number: int) -> str:
    """The text of one page of a PDF file, line by line."""
    only = ["-f", str(number), "-l", str(number)]
    out = subprocess.run(
        ["pdftotext", "-layout", *only, file, "-"], check=True, capture_output=True
    )
    return out.stdout.decode()


MIDDLE = 297 / 2 / 25.4 * 72
"""The fold of an upright sheet of A4, in points from its upper edge."""


def heights(file: Path, number: int) -> list[tuple[float, str]]:
    """The words of a page of a PDF file, each with how far its foot is from the upper edge in
    points."""
    only = ["-bbox", "-f", str(number), "-l", str(number)]
    out = subprocess.run(["pdftotext", *only, file, "-"], check=True, capture_output=True)
    found = re.findall(r'yMax="([\d.]+)">([^<]*)</word>', out.stdout.decode())
    return [(float(at), word) for at, word in found]


def size(file: Path) -> tuple[int, int]:
    """Width and height of the pages of a PDF file, in whole millimetres."""
    out = subprocess.run(["pdfinfo", file], check=True, capture_output=True)
    wide, high = re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", out.stdout.decode())[0]
    return int(float(wide) * 25.4 / 72), int(float(high) * 25.4 / 72)
