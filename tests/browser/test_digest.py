"""The digest in a real browser: no barrier on its pages, no width a mail does not fit, and plans without JavaScript."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from members.digest.delivering import told_of
from members.digest.letters import letter_for
from members.digest.models import Digest, DigestNote
from members.digest.opening import reading_token
from members.digest.planning import preview_of, write_note
from members.installation.sending import sender
from members.profiles.models import Member
from tests.browser.looking import a_tab, barriers
from tests.factories import a_post, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def row(ben: Member, nia: Member, mia: Member) -> Digest:
    """A digest of ben, with a word at its head."""
    title = "How do you keep a rota fair in a käyttäjäyhteisö with many közreműködők?"
    a_post(a_thread(by=ben, title=title, kind="question"), by=nia, source="Rotate the host, and write down the list.")
    a_thread(by=nia, title="What I learned this summer")
    now = timezone.now()
    write_note("Doors open at **seven**.", now + timedelta(days=3), by=mia)
    made: Digest = Digest.objects.create(
        key="d1", member=ben, week=now.date(), since=now - timedelta(weeks=1), chosen=preview_of(ben), chosen_at=now
    )
    return made


def test_no_page_of_the_digest_has_a_barrier(
    browser: Browser, live_server: Any, enter: Callable[[Page, Member], None], row: Digest, ben: Member, mia: Member
) -> None:
    footer = [
        f"/digest/{reading_token(row, row.member)}/",
        f"/unsubscribe/~{row.token}/",
        f"/unsubscribe/~{row.token}/?done=less",
    ]
    for who, addresses in ((None, footer), (ben, ["/settings/digest/"]), (mia, ["/manage/digest/"])):
        with a_tab(browser, live_server.url) as page:
            if who is not None:
                enter(page, who)
            found = barriers(page, addresses)
            assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [390, 680])
def test_the_letter_fits_and_has_no_words_cut_off(page: Page, row: Digest, ben: Member, width: int) -> None:
    words = told_of([row], {ben.pk: ben})[row.pk]
    letter = letter_for(row, ben, words, sender())
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(str(letter.alternatives[0][0]))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 person answered you, Ben")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.get_by_role("link", name="Accept it or reply").bounding_box()
    assert box is not None and box["height"] >= 44


def test_a_manager_says_a_word_and_previews_without_javascript(
    browser: Browser, live_server: Any, enter: Callable[[Page, Member], None], row: Digest, mia: Member
) -> None:
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        enter(page, mia)
        page.goto("/manage/digest/")
        page.get_by_role("button", name="Take it away").click()
        page.get_by_label("What you want to say").fill("Bring what is broken.")
        page.get_by_role("button", name="Put it there").click()
        note = DigestNote.current()
        assert note is not None and note.source == "Bring what is broken."
        page.get_by_label("Handle of a member").fill("ben")
        page.get_by_role("button", name="Preview").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("1 person answered you, Ben")
        expect(page.get_by_text("Bring what is broken.")).to_be_visible()
