"""Galleries, cards and files in a real browser: by keyboard, without a shift, and without a script."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from community.previews.asking import write_owed
from community.previews.models import Preview
from community.previews.understanding import Understood
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import store
from community.uploads.thumbs import draw_due
from members.profiles.models import Member
from tests.browser.looking import a_tab, barriers_here, listen
from tests.browser.test_weight import session
from tests.factories import a_member, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""


@pytest.fixture
def ben(transactional_db: None, settings: Any, tmp_path: Path) -> Member:
    """Who wrote it, and reads it."""
    settings.MEDIA_ROOT = tmp_path
    return a_member("Ben", joined_at=timezone.now() - timedelta(days=90))


@pytest.fixture
def talk(ben: Member) -> Thread:
    """Three pictures in a row, a file and a link with a card."""
    lines = []
    for number, alt in enumerate(("The board", "The week", "The bars")):
        file = io.BytesIO()
        Image.new("RGB", (1200, 700 + number), "teal").save(file, "PNG")
        lines.append(store(SimpleUploadedFile(f"{number}.png", file.getvalue()), by=ben, alt=alt).markdown)
    lines += ["", store(SimpleUploadedFile("plan.txt", b"Tuesday"), by=ben).markdown, "", "https://example.org/rota"]
    thread = a_thread(a_space("Workshop"), by=ben, title="Three views of one rota", source="\n".join(lines))
    Upload.objects.update(post=thread.posts.get(), used_at=timezone.now())
    Preview.objects.get().keep(Understood("How we share a rota", "Six clubs.", "example.org", ""), "")
    draw_due(20)
    write_owed()
    return thread


@pytest.fixture
def tab(browser: Browser, live_server: Any, ben: Member) -> Iterator[Page]:
    """Ben's tab; what the browser complains about fails the test."""
    with a_tab(browser, live_server.url, session(ben)) as page:
        said = listen(page)
        yield page
        assert said == []


def test_a_gallery_is_gone_through_by_the_arrow_keys(tab: Page, talk: Thread) -> None:
    tab.goto(f"{talk.get_absolute_url()}?page=1", wait_until="networkidle")
    assert tab.evaluate(SHIFT) < 0.02
    gallery, dialog = tab.get_by_role("group", name="3 pictures"), tab.locator("#picture")
    used = gallery.locator("img").first.evaluate("(img) => img.currentSrc")
    assert used.endswith(("-320.avif", "-640.avif"))
    gallery.get_by_role("link", name="The board").focus()
    tab.keyboard.press("Enter")
    expect(dialog.get_by_role("img", name="The board")).to_be_visible()
    steps = [("Right", "The week", 2), ("Right", "The bars", 3), ("Right", "The board", 1), ("Left", "The bars", 3)]
    for side, alt, place in steps:
        tab.keyboard.press(f"Arrow{side}")
        expect(dialog.get_by_role("img", name=alt)).to_be_visible()
        expect(dialog.get_by_role("status")).to_have_text(f"{place} of 3")
    assert barriers_here(tab, "gallery") == []
    dialog.get_by_role("button", name="Previous picture").click()
    expect(dialog.get_by_role("img", name="The week")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(gallery.get_by_role("link", name="The week")).to_be_focused()


def test_cards_are_taken_off_and_put_back_from_the_menu(tab: Page, talk: Thread) -> None:
    tab.goto(f"{talk.get_absolute_url()}?page=1")
    card = tab.get_by_role("link", name="How we share a rota Six clubs. example.org")
    expect(card).to_be_visible()
    for entry in ("Remove link previews", "Show link previews"):
        tab.goto(f"/p/{talk.posts.get().pk}/more/")
        tab.get_by_role("button", name=entry).click()
        tab.wait_for_url(f"**{talk.get_absolute_url()}**")
        expect(card).to_have_count(0 if entry.startswith("Remove") else 1)


def test_without_a_script_pictures_and_files_are_links(
    browser: Browser, live_server: Any, talk: Thread, ben: Member
) -> None:
    with a_tab(browser, live_server.url, session(ben), java_script_enabled=False) as page:
        page.goto(f"{talk.get_absolute_url()}?page=1")
        with page.expect_download() as download:
            page.get_by_role("link", name="plan.txt").click()
        assert download.value.suggested_filename == "plan.txt"
        page.get_by_role("link", name="The week").click()
        page.wait_for_url("**/media/u/**")
