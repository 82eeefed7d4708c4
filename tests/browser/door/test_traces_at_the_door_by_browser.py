"""Three people in a row at one tablet: nothing of the one before is left, wherever one looks."""

import pytest
from browser.door.at_door import ask, here
from playwright.sync_api import Page, expect

PEOPLE = ("王伟", "李芳", "何娜")
KEPT = """async () => {
  const told = {
    dom: document.documentElement.outerHTML,
    text: document.body.innerText,
    fields: [...document.querySelectorAll("input")].map((one) => one.value).join(" "),
    title: document.title,
    address: location.href,
    state: JSON.stringify(history.state),
    cookies: document.cookie,
    local: JSON.stringify({ ...localStorage }),
    session: JSON.stringify({ ...sessionStorage }),
    window: JSON.stringify(window.name),
  };
  told.databases = JSON.stringify(await indexedDB.databases());
  if (window.caches) told.caches = JSON.stringify(await caches.keys());
  return told;
}"""
"""Every place of a page in which a name could stay."""
OFFERS = """() => [...document.querySelectorAll("form, input:not([type=hidden])")]
  .filter((each) => each.id === "asked" || each.id === "find")
  .map((each) => each.getAttribute("autocomplete"))"""


def traces(page: Page, name: str) -> list[str]:
    """Where a name is still found."""
    kept: dict[str, str] = page.evaluate(KEPT)
    return sorted(place for place, text in kept.items() if name in text)


def is_here(page: Page, name: str) -> None:
    """Somebody is checked in, and whoever comes next stands before an empty field."""
    ask(page, name)
    here(page)
    expect(page.locator(".done")).to_contain_text(f"{name} 已到")
    expect(page.locator("#asked")).to_have_value("")


def test_the_next_one_finds_nothing_of_the_one_before(
    tablets: tuple[Page, Page], number: str, house: str
) -> None:
    page, _ = tablets
    stage, length = f"{house}/d/{number}/", page.evaluate("history.length")
    assert set(page.evaluate(OFFERS)) == {"off"}, "the browser remembers no name for the next one"
    for at, name in enumerate(PEOPLE):
        is_here(page, name)
        for before in PEOPLE[:at]:
            assert traces(page, before) == [], before
    page.locator("#asked").press("a")
    assert [each for name in PEOPLE for each in traces(page, name)] == [], "gone with the next key"
    assert (page.url, page.evaluate("history.length")) == (stage, length)


@pytest.mark.parametrize("way", ["back", "reload"])
def test_back_and_a_new_start_bring_nobody_back(
    tablets: tuple[Page, Page], number: str, house: str, way: str
) -> None:
    page, _ = tablets
    for name in PEOPLE:
        is_here(page, name)
    ask(page, "王伟")
    if way == "back":
        page.goto(f"{house}/help")
        page.go_back()
    else:
        page.reload()
    expect(page.locator("#asked")).to_have_value("")
    expect(page).to_have_url(f"{house}/d/{number}/")
    assert [each for name in PEOPLE for each in traces(page, name)] == []
    page.go_back()
    assert [each for name in PEOPLE for each in traces(page, name)] == []


PLANTS: dict[str, str] = {
    "dom": "(name) => document.body.setAttribute('data-last', name)",
    "fields": "(name) => { document.getElementById('asked').value = name; }",
    "title": "(name) => { document.title = name; }",
    "state": "(name) => history.replaceState({ name }, '')",
    "cookies": "(name) => { document.cookie = 'last=' + name; }",
    "local": "(name) => localStorage.setItem('last', name)",
    "session": "(name) => sessionStorage.setItem('last', name)",
    "databases": "(name) => new Promise((done) => { indexedDB.open(name).onsuccess = done; })",
}


@pytest.mark.parametrize("place", PLANTS)
def test_the_control_a_name_that_was_left_is_found(tablets: tuple[Page, Page], place: str) -> None:
    page, _ = tablets
    assert traces(page, "王伟") == []
    page.evaluate(f"async (name) => {{ await ({PLANTS[place]})(name); }}", "王伟")
    assert place in traces(page, "王伟")
