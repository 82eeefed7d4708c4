"""Whoever has no mouse: steps on with Tab, and sees where he is."""

from playwright.sync_api import Page

FAR = 90
"""So many steps of Tab are enough on any of these pages."""
NAMED = """() => {
  const at = document.activeElement;
  const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
  return (label || at.innerText || "").trim().split("\\n")[0];
}"""
IS_SEEN = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return box.width > 0 && (style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


def reach(page: Page, name: str, skip: int = 0) -> None:
    """Step on with Tab until this is in focus, which is to be seen."""
    for _step in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate(NAMED) == name:
            if not skip:
                assert page.evaluate(IS_SEEN), f"{name}: the focus is not to be seen"
                return
            skip -= 1
    raise LookupError(f"{name} at {page.url}")
