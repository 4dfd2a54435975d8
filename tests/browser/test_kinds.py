"""Kinds in a real browser: what a thread begins with follows space and kind, and news of an idea arrive."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from community.composing.prompts import prompt
from community.drafts.models import Draft
from community.ideas.steering import steer
from members.profiles.models import Member
from tests.browser.test_arriving import STREAMS, publish
from tests.factories import a_member, a_space, a_thread

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Enter = Callable[[Page, Member], None]
OWN = "Which feed?\n\nWhat does it say?"


def test_what_a_thread_begins_with_follows_space_and_kind_until_something_is_typed(page: Page, enter: Enter) -> None:
    member = a_member("Ben")
    a_space("Bugs", kinds=["question", "idea"], kind_templates={"question": OWN})
    a_space("Talk", kinds=["discussion", "question"])
    enter(page, member)
    page.goto("/t/new/?space=talk&kind=question")
    body, space, kind = (page.locator(f"#composer-{name}") for name in ("body", "space", "kind"))
    expect(page.locator("#composer.is-ready")).to_be_attached()
    expect(body).to_have_value(prompt("question"))
    kind.select_option("discussion")
    expect(body).to_have_value("")
    kind.select_option("question")
    expect(body).to_have_value(prompt("question"))
    space.select_option(label="Bugs")
    expect(body).to_have_value(OWN)
    with page.expect_response("**/drafts/save/"):
        kind.select_option("idea")
    expect(body).to_have_value(prompt("idea"))
    expect(page.locator("#composer-title")).to_have_attribute("placeholder", "Your wish in one sentence")
    expect(page.locator("#composer-kind-hint")).to_contain_text("Others vote for it")
    assert not Draft.objects.exists(), "nobody has typed anything"
    body.press("End")
    body.press_sequentially(" Mine")
    typed = body.input_value()
    with page.expect_response("**/drafts/save/"):
        kind.select_option("question")
    expect(body).to_have_value(typed)
    page.reload()
    expect(body).to_have_value(typed)
    expect(kind).to_have_value("question")


def test_what_becomes_of_an_idea_arrives_while_it_is_read(page: Page, enter: Enter) -> None:
    reader, team = a_member("Nia"), a_member("Mo", role="moderator")
    idea = a_thread(a_space("Wishes"), by=reader, kind="idea")
    enter(page, reader)
    page.add_init_script(STREAMS)
    page.goto(idea.get_absolute_url())
    expect(page.locator("#idea-now")).to_have_text("Open")
    publish(page)
    steer(idea, "planned", by=team, reason="For the spring.")
    publish(page)
    expect(page.locator("#idea-now")).to_have_text("Planned")
    expect(page.locator("#p-1 ~ [id^=change-]")).to_contain_text("For the spring.")
    expect(page.locator("#new-replies")).to_be_hidden()
    page.locator("#composer-body").fill("I am writing")
    steer(idea, "shipped", by=team, reason="There it is.")
    publish(page)
    pill = page.locator("#new-replies")
    expect(pill).to_have_text("This idea has another status")
    expect(page.locator("#idea-now")).to_have_text("Shipped")
    pill.click()
    expect(page.get_by_text("There it is.")).to_be_visible()
    expect(page.locator("[id^=change-]")).to_have_count(2)
    expect(pill).to_be_hidden()
