"""Every colour is a token with a light and a dark value, and text has 7:1 on its ground."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOKENS = "static/colours.css"
VERIFIER = "static/verify/page/page.css"
"""It is built into one file and brings its tokens along."""
OF_ITS_OWN = ("static/voter/", "static/print/slips.css", "static/verify.html")
"""A voter's inlined page; paper; what is built out of others."""
LEAST = 7.0
TEXTS = ("ink", "soft", "accent", "accent-deep", "good", "warn", "seal")
GROUNDS = ("paper", "card", "neutral", "accent-tint", "good-tint", "warn-tint", "seal-tint")
FILLED = ("accent", "accent-deep", "good", "warn", "seal")
PAIRS = [
    *((text, ground) for text in TEXTS for ground in GROUNDS),
    *(("on", ground) for ground in FILLED),
    *((text, "kiosk-ground") for text in ("kiosk-ink", "kiosk-soft", "kiosk-deep", "kiosk-wrong")),
    *((f"screen-{text}", "screen") for text in ("ink", "soft", "warn", "good")),
    ("on-brand", "brand"),
    ("on-marked", "marked"),
]
SEEN = [("edge", "card"), ("edge", "paper"), ("accent", "ground"), ("kiosk-edge", "kiosk-ground")]
"""A line around what is filled in and a bar on its ground: three to one is seen."""
NAMED = "white|black|red|green|blue|gray|grey|silver|orange|yellow|navy|maroon|purple|teal"
RAW = re.compile(
    rf"#[0-9a-f]{{3,8}}\b|\b(?:rgba?|hsla?|hwb|lab|oklch)\(|(?<![-\w])(?:{NAMED})(?![-\w])"
)


def sources() -> Iterator[tuple[str, str]]:
    """(name, text) of every template, style and script that has no colours of its own."""
    for folder in ("templates", "static"):
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            has_none = "vendor" not in path.parts and not name.startswith(OF_ITS_OWN)
            if has_none and path.suffix in {".html", ".css", ".js"}:
                yield name, path.read_text(encoding="utf-8")


def raw(name: str, text: str) -> list[str]:
    """The colours that a file names itself."""
    if name.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        said = re.findall(r"([\w-]+)\s*:([^;{}]*)(?=[;}])", text)
        has_tokens = name in {TOKENS, VERIFIER}
        values = [value for key, value in said if not (has_tokens and key.startswith("--"))]
    else:
        values = re.findall(r"""(?:style|fill|stroke|color)["']?\s*[=:,]\s*["']([^"']*)""", text)
    return [found for value in values for found in RAW.findall(value)]


def schemes(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """The tokens in the light, and those that the dark changes."""
    by_day, at_night = text.split("@media screen and (prefers-color-scheme: dark)")
    pair = re.compile(r"--([\w-]+): ([^;]+);")
    return dict(pair.findall(by_day)), dict(pair.findall(at_night))


def contrast(one: str, other: str) -> float:
    """How far two colours are apart (WCAG 2.2), from 1 to 21."""
    darker, lighter = sorted((brightness(one), brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def brightness(colour: str) -> float:
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(each * 2 for each in digits)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


LIGHT, CHANGED = schemes((ROOT / TOKENS).read_text(encoding="utf-8"))


def test_no_page_names_a_colour_itself() -> None:
    assert {name: found for name, text in sources() if (found := raw(name, text))} == {}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (
            "a.css",
            "#add { color: #16202c; border: 1px solid rgb(1 2 3 / 4%) }",
            ["#16202c", "rgb("],
        ),
        ("a.css", "b { background: white; white-space: nowrap; color: var(--red) }", ["white"]),
        ("a.css", "/* not #fff: */ a:hover { color: currentColor }", []),
        ("a.html", '<a href="#face"><rect fill="#a8241c"/></a>', ["#a8241c"]),
        ("a.js", 'path.setAttribute("fill", "red")', ["red"]),
    ],
)
def test_a_colour_would_be_found(name: str, text: str, found: list[str]) -> None:
    """The control."""
    assert raw(name, text) == found


def test_every_token_that_is_used_stands_somewhere() -> None:
    styles = [text for name, text in sources() if name.endswith(".css")]
    there = set(LIGHT) | {each for text in styles for each in re.findall(r"--([\w-]+):", text)}
    used = {each for text in styles for each in re.findall(r"var\(--([\w-]+)", text)}
    assert {each for each in used if not each.startswith("pico-")} <= there
    assert set(LIGHT) <= used


def test_the_dark_changes_every_token_that_is_not_the_same_in_both() -> None:
    text = (ROOT / TOKENS).read_text(encoding="utf-8")
    same = set(
        re.findall(r"--([\w-]+):", text.split("the same in light and dark")[1].split("}")[0])
    )
    assert same | set(CHANGED) == set(LIGHT)
    assert same & set(CHANGED) == set()


@pytest.mark.parametrize("tokens", [LIGHT, LIGHT | CHANGED], ids=["light", "dark"])
def test_text_stands_at_seven_to_one(tokens: dict[str, str]) -> None:
    found = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in PAIRS}
    assert {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < LEAST} == {}
    edges = {pair: contrast(tokens[pair[0]], tokens[pair[1]]) for pair in SEEN}
    assert {pair: round(ratio, 2) for pair, ratio in edges.items() if ratio < 3} == {}


def test_contrast_is_measured_as_the_standard_has_it() -> None:
    """The control."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777", "#fff") == pytest.approx(4.48, abs=0.01)
