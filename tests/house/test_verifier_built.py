"""static/verify.html is what scripts/build-verifier makes of its sources, and all that it needs."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "static" / "verify.html"


def test_the_page_is_what_the_script_builds() -> None:
    script = ROOT / "scripts" / "build-verifier"
    subprocess.run([sys.executable, str(script), "--check"], check=True)


def outside(text: str) -> list[str]:
    """What a page asks of other files or of the network."""
    return re.findall(
        r"""(?:src|href|action)=["'][^"']+|\bimport\b[^;\n]*from|fetch\(|url\(""", text
    )


def test_the_page_asks_for_no_other_file() -> None:
    text = BUILT.read_text(encoding="utf-8")
    assert outside(text) == []
    assert "default-src 'none'" in text
    assert "unsafe" not in re.findall(r'content="(default-src[^"]+)"', text)[0]


def test_a_page_that_asks_would_be_seen() -> None:
    """The control."""
    for text in ('<script src="a.js">', 'import { a } from "./a.js";', "fetch('/a')"):
        assert outside(text) != [], text
