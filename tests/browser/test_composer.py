"""The composer in a real browser: typing, drafts, completion, quoting, pictures, sending, taking back."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from community.drafts.models import Draft
from community.posts.models import Post
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db(transaction=True)
Enter = Callable[[Page, Member], None]
PICTURE = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 20, height: 10 });
  canvas.getContext("2d").fillRect(2, 2, 9, 5);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const data = new DataTransfer();
  data.items.add(new File([blob], "rota.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector("#composer-body").dispatchEvent(event);
}"""
PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
  document.querySelector("#composer-body").dispatchEvent(event);
}"""


@pytest.fixture
def ben(transactional_db: None) -> Member:
    """A regular of some years."""
    return a_member("Ben", joined_at=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.fixture
def thread(ben: Member) -> Thread:
    """A thread with a question and one reply by Réka."""
    thread = a_thread(a_space("Workshop"), by=ben, title="How do you keep a rota fair?", source="Ours falls apart.")
    a_post(thread, by=a_member("Réka Szabó", handle="reka"), source="Let people swap with one word.")
    return Thread.objects.get(pk=thread.pk)


@pytest.fixture
def desk(page: Page, ben: Member, thread: Thread, enter: Enter) -> Iterator[Page]:
    """Ben's tab with the thread open; what the console complains about fails the test."""
    enter(page, ben)
    page.goto(f"{thread.get_absolute_url()}?page=1")
    page.locator("#composer-body").focus()
    expect(page.locator("#composer.is-ready")).to_be_visible()
    yield page
    # What leaves with the page is answered before the tables are emptied.
    if not page.is_closed():
        page.goto("about:blank")
    time.sleep(0.5)


def _body(page: Page) -> Any:
    return page.locator("#composer-body")


def test_typing_is_kept_on_the_server_and_comes_back(desk: Page, thread: Thread, ben: Member) -> None:
    _body(desk).fill("Half a thought")
    expect(desk.locator("#composer-status")).to_contain_text("Draft saved", timeout=8000)
    assert Draft.objects.get(member=ben).body == "Half a thought"
    desk.reload()
    expect(_body(desk)).to_have_value("Half a thought")


def test_offline_the_text_stays_on_the_device_and_goes_up_later(desk: Page, ben: Member) -> None:
    _body(desk).click()
    desk.context.set_offline(True)
    _body(desk).fill("Written in a tunnel")
    expect(desk.locator("#composer-status")).to_have_text("Saved on this device, not yet online", timeout=8000)
    desk.context.set_offline(False)
    expect(desk.locator("#composer-status")).to_contain_text("Draft saved", timeout=8000)
    assert Draft.objects.get(member=ben).body == "Written in a tunnel"


def test_a_tab_that_dies_loses_nothing(desk: Page, thread: Thread) -> None:
    _body(desk).press_sequentially("Gone in a second", delay=5)
    desk.wait_for_timeout(600)
    other = desk.context.new_page()
    desk.close()
    other.goto(f"{thread.get_absolute_url()}?page=1")
    expect(_body(other)).to_have_value("Gone in a second")


def test_keys_and_buttons_write_the_marks(desk: Page) -> None:
    area = _body(desk)
    area.fill("swap")
    area.press("Control+a")
    area.press("Control+b")
    expect(area).to_have_value("**swap**")
    area.press("Control+b")
    expect(area).to_have_value("swap")
    desk.get_by_role("button", name="List").click()
    area.press("End")
    area.press("Enter")
    area.press_sequentially("share")
    expect(area).to_have_value("- swap\n- share")
    area.press("Enter")
    area.press("Enter")
    area.press_sequentially("done")
    expect(area).to_have_value("- swap\n- share\ndone")
    area.press("Control+z")
    assert "done" not in area.input_value()
    area.press("Tab")
    assert desk.evaluate("document.activeElement.id") != "composer-body"


def test_members_are_completed_without_regard_to_accents(desk: Page) -> None:
    area = _body(desk)
    area.click()
    area.press_sequentially("Ask @re", delay=30)
    option = desk.get_by_role("option").first
    expect(option).to_contain_text("Réka Szabó")
    expect(option).to_contain_text("in this thread")
    expect(area).to_have_attribute("aria-activedescendant", "suggestion-0")
    area.press("Enter")
    expect(area).to_have_value("Ask @reka ")
    area.press_sequentially(":tad", delay=30)
    expect(desk.get_by_role("option").first).to_contain_text("tada")
    area.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(area).to_be_focused()


def test_selected_words_are_quoted_with_their_source(desk: Page) -> None:
    words = desk.locator("#p-2 .prose p")
    words.click(click_count=3)
    desk.get_by_role("button", name="Quote", exact=True).first.click()
    expect(_body(desk)).to_have_value("> @reka in #2:\n> Let people swap with one word.\n\n")


def test_answering_somebody_can_be_taken_off_again(desk: Page) -> None:
    desk.locator("#p-2 [data-reply]").click()
    expect(desk.locator("#answering")).to_contain_text("Answering Réka Szabó")
    expect(desk.get_by_role("link", name="Back to #2")).to_have_attribute("href", "#p-2")
    expect(_body(desk)).to_be_focused()
    desk.get_by_role("button", name="Answer nobody in particular").click()
    expect(desk.locator("#answering")).to_be_hidden()


def test_pasted_text_becomes_markdown_and_an_address_a_link(desk: Page) -> None:
    area = _body(desk)
    area.click()
    html = "<h2>Rules</h2><p>Be <b>kind</b> and <a href='https://example.com/x'>read this</a></p>"
    html += "<ol><li>one</li><li>two</li></ol>"
    desk.evaluate(PASTE, [html, "Rules"])
    expect(area).to_have_value("## Rules\n\nBe **kind** and [read this](https://example.com/x)\n\n1. one\n2. two")
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>{}&nbsp; </span>{}</p>"
    )
    html = item.format("·", "chairs") + item.format("·", "<span style='font-weight:700'>soup</span>")
    html += "<table><tr><th>Day</th><th>Who</th></tr><tr><td>Mon</td><td>Ben | Mo</td></tr></table>"
    area.fill("")
    desk.evaluate(PASTE, [html, "chairs soup"])
    expect(area).to_have_value("- chairs\n- **soup**\n\n| Day | Who |\n| --- | --- |\n| Mon | Ben \\| Mo |")
    area.fill("the notes")
    area.press("Control+a")
    desk.evaluate(PASTE, ["", "https://example.com/notes"])
    expect(area).to_have_value("[the notes](https://example.com/notes)")


def test_a_pasted_picture_is_uploaded_described_and_shown(
    desk: Page, thread: Thread, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    _body(desk).click()
    desk.evaluate(PICTURE)
    field = desk.get_by_placeholder("What does it show?")
    expect(field).to_be_focused()
    field.fill("Our rota")
    desk.get_by_role("button", name="Done").click()
    assert "![Our rota](/media/u/" in _body(desk).input_value()
    _body(desk).press("Control+Enter")
    picture = desk.locator("#p-3 .prose img")
    expect(picture).to_have_attribute("alt", "Our rota")
    assert picture.evaluate("async (img) => (await img.decode(), img.naturalWidth)") == 20


def test_sending_appends_focuses_and_can_be_taken_back(desk: Page, thread: Thread, ben: Member) -> None:
    _body(desk).fill("Swapping works for us.")
    _body(desk).press("Control+Enter")
    post = desk.locator("#p-3")
    expect(post).to_contain_text("Swapping works for us.")
    expect(post).to_be_focused()
    expect(_body(desk)).to_have_value("")
    assert desk.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length") == 0
    assert not Draft.objects.exists()
    desk.get_by_role("button", name="Undo").click()
    expect(_body(desk)).to_have_value("Swapping works for us.")
    assert not Post.objects.filter(author=ben, number=3).exists()


def test_two_replies_in_a_row_come_each_once(desk: Page, thread: Thread) -> None:
    for number, words in ((3, "The first of two."), (4, "The second of two.")):
        _body(desk).fill(words)
        _body(desk).press("Control+Enter")
        expect(desk.locator(f"#p-{number}")).to_contain_text(words)
    assert desk.locator("article.post").count() == 4


def test_replies_that_arrived_are_said_before_posting(desk: Page, thread: Thread) -> None:
    _body(desk).fill("I did not see that.")
    a_post(thread, by=a_member("Anna"), source="News.")
    desk.locator("#composer [data-send]").click()
    expect(desk.locator("#composer-answer")).to_contain_text("1 reply arrived while you wrote")
    expect(_body(desk)).to_have_value("I did not see that.")
    desk.get_by_role("button", name="Post reply").click()
    expect(desk.locator("#p-4")).to_contain_text("I did not see that.")
    expect(desk.locator("#p-3")).to_contain_text("News.")


def test_a_server_that_does_not_answer_keeps_the_text(desk: Page, thread: Thread) -> None:
    def fail(route: Route) -> None:
        route.abort()

    desk.route("**/reply/", fail)
    _body(desk).fill("Patience.")
    _body(desk).press("Control+Enter")
    expect(desk.locator("#composer-answer")).to_contain_text("Not sent.")
    expect(_body(desk)).to_have_value("Patience.")
    desk.unroute("**/reply/", fail)
    desk.get_by_role("button", name="Try again").click()
    expect(desk.locator("#p-3")).to_contain_text("Patience.")


def test_who_was_signed_out_finds_the_text_again(desk: Page, thread: Thread, ben: Member, enter: Enter) -> None:
    _body(desk).fill("Still here.")
    desk.wait_for_timeout(600)
    desk.context.clear_cookies(name="sessionid")
    _body(desk).press("Control+Enter")
    expect(desk.locator("#composer-answer")).to_contain_text("You are signed out")
    enter(desk, ben)
    desk.goto(f"/t/{thread.pk}/reply/")
    expect(_body(desk)).to_have_value("Still here.")


def test_the_preview_is_a_tab_by_the_keyboard(desk: Page) -> None:
    _body(desk).fill("**Bold** words")
    desk.get_by_role("tab", name="Write").focus()
    desk.keyboard.press("ArrowRight")
    expect(desk.locator("#composer-preview")).to_be_hidden()
    desk.keyboard.press("Enter")
    expect(desk.locator("#composer-preview strong")).to_have_text("Bold")
    desk.get_by_role("tab", name="Write").click()
    expect(_body(desk)).to_be_focused()


def test_a_new_thread_shows_what_is_answered_already(page: Page, thread: Thread, ben: Member, enter: Enter) -> None:
    deliver_all()
    enter(page, ben)
    page.goto("/t/new/")
    expect(page.locator("#composer.is-ready")).to_be_visible()
    page.get_by_label("Title").press_sequentially("How do I keep the rota fair", delay=10)
    expect(page.locator("#lookalikes")).to_contain_text("How do you keep a rota fair?")
    page.get_by_role("button", name="Mine is different because").click()
    assert f"/t/{thread.pk}/" in _body(page).input_value()
    page.get_by_label("Kind").select_option("question")
    page.locator("#composer [data-send]").click()
    expect(page.locator("h1")).to_have_text("How do I keep the rota fair")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light"), (320, "light")])
def test_nobody_is_shut_out(page: Page, thread: Thread, ben: Member, enter: Enter, width: int, scheme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    enter(page, ben)
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    post = Post.objects.get(thread=thread, number=1)
    for address in (
        "/t/new/",
        f"/t/{thread.pk}/reply/?to=2",
        f"/p/{post.pk}/edit/",
        f"/p/{post.pk}/history/",
        "/drafts/",
        "/uploads/",
    ):
        page.goto(address)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
