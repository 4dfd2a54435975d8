"""A call for contributions, a newsletter and a spotlight in a real browser: each from beginning to end, no scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.relay import deliver_all
from members.profiles.models import Member
from programs.contributions.addresses import desk_of, page_of
from programs.contributions.deciding import send_back
from programs.newsletters.models import NewsletterIssue
from programs.newsletters.writing import stop_address
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.spotlights.agreeing import edit
from programs.spotlights.models import Spotlight
from tests.browser.looking import a_tab, barriers, press
from tests.factories import a_thread
from tests.programs.called import TEXT, a_call, sent
from tests.programs.newslettered import a_newsletter, agreed, run, written
from tests.programs.planned import a_program
from tests.programs.spotlights.shown import a_date, its_day_comes, published
from tests.programs.spotlights.shown import agreed as agreed_to
from tests.programs.surveyed import SCORE, a_round, a_survey, asked_too

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]


def test_a_contribution_is_sent_changed_and_published(
    plain: Page, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    call = a_call(mia, space)
    enter(plain, ben)
    plain.goto(page_of(call))
    plain.get_by_role("link", name="Write a contribution").click()
    plain.get_by_label("Title").fill("The list by the door")
    plain.get_by_label("Text", exact=True).fill(TEXT)
    press(plain, "Send to the editors")
    expect(plain.locator("main [role=alert]").first).to_be_visible()
    expect(plain.get_by_label("Text", exact=True)).to_have_value(TEXT)
    plain.get_by_label("I wrote this myself").check()
    press(plain, "Send to the editors")
    expect(plain.get_by_text("With the editors").first).to_be_visible()

    enter(plain, mia)
    plain.goto(desk_of(call))
    plain.get_by_role("link", name="The list by the door").click()
    plain.get_by_label("Words to its author").fill("How long is the list?")
    press(plain, "Ask for changes")
    enter(plain, ben)
    plain.goto("/contribute/mine/")
    plain.get_by_role("link", name="The list by the door").click()
    expect(plain.get_by_text("How long is the list?")).to_be_visible()
    plain.get_by_label("Text", exact=True).fill(f"{TEXT} It has nine lines.")
    press(plain, "Send to the editors")

    enter(plain, mia)
    plain.goto(desk_of(call))
    plain.get_by_role("link", name="The list by the door").click()
    expect(plain.locator("#text")).to_contain_text("nine lines")
    expect(plain.locator(".diff ins").first).to_contain_text("It has nine lines")
    press(plain, "Accept")
    press(plain, "Publish")
    thread = Thread.objects.get()
    assert thread.author == ben
    enter(plain, nia)
    plain.goto(page_of(call))
    plain.get_by_role("link", name="The list by the door").click()
    expect(plain.locator("main")).to_contain_text("It has nine lines.")


def test_a_newsletter_is_written_agreed_to_by_another_and_read(
    plain: Page, enter: Enter, mia: Member, ben: Member, olli: Member, space: Space
) -> None:
    thread = a_thread(space, by=ben, title="How do you keep a rota fair?", source="Ours falls apart.")
    date = a_newsletter(mia)
    desk = f"/manage/newsletters/{date.pk}/"
    enter(plain, mia)
    plain.goto(desk)
    plain.get_by_label("Subject").fill("News of November")
    plain.get_by_label("Address of a thread").first.fill("/t/999999/nothing/")
    plain.get_by_label("Words, in Markdown").first.fill("It holds **since spring**.")
    press(plain, "Save")
    expect(plain.locator("main")).to_contain_text("There is no thread, guide or event at this address.")
    expect(plain.get_by_label("Subject")).to_have_value("News of November")
    plain.get_by_label("Address of a thread").first.fill(thread.get_absolute_url())
    press(plain, "Save and ask somebody to agree")
    expect(plain.get_by_text("You wrote it last, so somebody else has to agree.")).to_be_visible()
    expect(plain.get_by_role("button", name="Agree to it")).to_have_count(0)
    plain.get_by_role("link", name="Preview").click()
    letter = plain.frame_locator("iframe.letter-frame")
    expect(letter.get_by_text("since spring")).to_be_visible()
    plain.goto(desk)
    press(plain, "Send it to me")
    assert [one.to for one in run()] == [[mia.email]]

    enter(plain, olli)
    plain.goto(desk)
    press(plain, "Agree to it")
    assert NewsletterIssue.objects.get().is_agreed
    letters = {one.to[0]: one for one in run()}
    assert {mia.email, ben.email, olli.email} <= letters.keys()
    body = str(letters[ben.email].body)
    assert "How do you keep a rota fair?" in body
    assert "**" not in body
    assert stop_address(ben) in body

    enter(plain, ben)
    plain.goto("/newsletters/")
    plain.get_by_role("link", name="News of November").click()
    expect(plain.get_by_role("link", name="How do you keep a rota fair?")).to_be_visible()
    plain.context.clear_cookies()
    plain.goto("/" + stop_address(ben).split("/", 3)[3])
    press(plain, "Stop newsletters")
    expect(plain.get_by_text("No more newsletters.")).to_be_visible()


def test_a_member_is_asked_agrees_to_the_words_and_is_shown(
    plain: Page, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    date = a_date(mia, space)
    manage, mine = f"/manage/spotlights/{date.pk}/", f"/spotlights/{date.pk}/mine/"
    enter(plain, mia)
    plain.goto(manage)
    plain.get_by_label("Or somebody else").fill("@nobody-at-all")
    press(plain, "Ask them")
    expect(plain.locator("main")).to_contain_text("Nobody here has the handle")
    plain.get_by_label("Or somebody else").fill(f"@{ben.handle}")
    plain.get_by_label("Questions, one a line").fill("What brought you here?\nWhat do you mend?")
    press(plain, "Ask them")
    deliver_all()
    enter(plain, nia)
    assert plain.goto(mine).status == 404  # type: ignore[union-attr]

    enter(plain, ben)
    plain.goto("/inbox/")
    plain.locator(f"a[href*='/spotlights/{date.pk}/mine/'], a[href*='/inbox/']", has_text="spotlight").first.click()
    expect(plain).to_have_url(re.compile(f"{mine}$"))
    press(plain, "Yes, gladly")
    plain.get_by_label("What brought you here?").fill("The zinc bucket.")
    press(plain, "Hand over")
    enter(plain, mia)
    plain.goto(manage)
    plain.get_by_label("What brought you here?").fill("The **zinc** bucket, of course.")
    press(plain, "Save")
    its_day_comes(date)
    assert not Thread.objects.exists()

    enter(plain, ben)
    plain.goto(mine)
    plain.get_by_text("What was changed").click()
    expect(plain.locator(".diff ins").first).to_be_visible()
    press(plain, "Yes, show exactly these words")
    its_day_comes(date)
    enter(plain, nia)
    plain.goto("/spotlights/")
    plain.get_by_role("link", name="Ben").last.click()
    expect(plain.locator("main")).to_contain_text("The zinc bucket, of course.")
    plain.get_by_role("link", name="Talk about it").click()
    expect(plain.get_by_role("heading", name="In the spotlight: Ben")).to_be_visible()

    enter(plain, ben)
    plain.goto(mine)
    plain.get_by_text("Take your words back").click()
    press(plain, "Take my words back")
    assert Spotlight.objects.get().ending == "withdrawn"
    enter(plain, nia)
    plain.goto("/spotlights/")
    expect(plain.get_by_text("Nobody yet")).to_be_visible()


def _of_members_and_managers(mia: Member, ben: Member, nia: Member, space: Space) -> dict[str, list[str]]:
    """Pages of calls, newsletters, spotlights and celebrations, for ben who takes part, and for mia who plans."""
    call = a_call(mia, space)
    back = sent(call, ben, title="A list by the door, with a title that goes on for longer than one line does")
    send_back(back, "How long is it?", edition=back.edition, by=mia)
    here = sent(call, nia)
    issue = written(a_newsletter(mia), mia, {"thread": a_thread(space, by=ben, title="A rota that holds")})
    agreed(issue.occurrence)
    run()
    draft = written(a_newsletter(mia, hours=-48), mia)
    shown = published(mia, space, nia)
    asked_now = a_date(mia, space)
    its_words = agreed_to(asked_now, ben, by=mia)
    edit(its_words, ["Another bucket.", "Nets."], edition=its_words.edition, by=mia)
    deliver_all()
    letters, spots = "/manage/newsletters", "/manage/spotlights"
    return {
        "ben": [
            page_of(call), f"/contribute/{call.pk}/write/", "/contribute/mine/", f"/contribute/mine/{back.pk}/",
            "/newsletters/", f"/newsletters/{issue.occurrence_id}/", "/settings/notifications/newsletters/",
            "/spotlights/", f"/spotlights/{shown.occurrence_id}/", f"/spotlights/{asked_now.pk}/mine/",
            "/celebrations/",
        ],
        "mia": [
            desk_of(call), f"/manage/contributions/{call.pk}/{here.pk}/", f"/manage/contributions/{call.pk}/{back.pk}/",
            f"{letters}/{draft.occurrence_id}/", f"{letters}/{issue.occurrence_id}/",
            f"{letters}/{draft.occurrence_id}/preview/", f"{spots}/{asked_now.pk}/", f"{spots}/{shown.occurrence_id}/",
            f"{spots}/{a_date(mia, space).pk}/", "/manage/celebrations/",
            *(f"/manage/programs/plan/?kind={kind}" for kind in ("call", "newsletter", "spotlight")),
        ],
    }  # fmt: skip


def test_no_page_of_them_has_a_barrier(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    pages = _of_members_and_managers(mia, ben, nia, space)
    for who in (ben, mia):
        with a_tab(browser, live_server.url) as page:
            enter(page, who)
            found = barriers(page, pages[who.handle])
            assert not found, "\n".join(found)


def test_home_tells_of_a_survey_a_question_and_what_to_celebrate(
    browser: Browser, live_server: Any, enter: Enter, mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    asked_too(a_round(a_survey(mia, SCORE)), nia)
    prompt = a_program(mia, space=space, texts=1, minutes=7 * 24 * 60).occurrences.earliest("day")
    Occurrence.objects.filter(pk=prompt.pk).update(starts_at=timezone.now())
    Step.objects.filter(occurrence=prompt, key="open").update(at=timezone.now())
    run_due()
    a_thread(space, by=ben, title="A first word of mine")
    deliver_all()
    with a_tab(browser, live_server.url) as page:
        enter(page, nia)
        page.goto("/")
        around = page.locator("#around")
        expect(around.get_by_role("heading", name="What do you think?")).to_be_visible()
        expect(around.get_by_role("link", name="What did you learn in week 0?")).to_be_visible()
        expect(around.get_by_text("Ben wrote a first post")).to_be_visible()
        assert not barriers(page, ["/"])
        page.goto("/celebrations/")
        page.get_by_role("button", name="Thank Ben").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("You said thanks")).to_be_visible()
        page.goto("/")
        around.get_by_role("button", name="Not now").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Not now, then. Nobody reminds you.")).to_be_visible()
        expect(around).to_be_visible()
        expect(around.get_by_role("heading", name="What do you think?")).to_have_count(0)
