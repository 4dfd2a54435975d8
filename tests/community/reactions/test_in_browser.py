"""Reactions in a real browser: at once, put back when not saved, and without JavaScript."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from community.posts.models import Post
from community.reactions.models import Reaction
from tests.factories import a_member, a_thread

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

    from members.profiles.models import Member

    Enter = Callable[[Page, Member], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reaction_is_shown_at_once_and_kept(page: "Page", enter: "Enter") -> None:
    post = Post.objects.get(thread=a_thread(), number=1)
    enter(page, a_member("Nia"))
    page.goto(post.thread.get_absolute_url())
    page.get_by_role("button", name="Add a reaction to post 1").click()
    page.get_by_role("button", name="Celebrate").click()
    page.get_by_role("button", name="Celebrate, 1 person, post 1", pressed=True).wait_for()
    assert Reaction.objects.get().emoji == "🎉"
    page.get_by_role("button", name="Celebrate, 1 person, post 1").click()
    page.locator(".react[value]").wait_for(state="detached")
    page.get_by_role("link", name="Who").wait_for(state="detached")
    assert not Reaction.objects.exists()


def test_what_is_not_saved_goes_back_and_says_so(page: "Page", enter: "Enter") -> None:
    post = Post.objects.get(thread=a_thread(), number=1)
    enter(page, a_member("Nia"))
    page.goto(post.thread.get_absolute_url())
    page.route("**/react/", lambda route: route.abort())
    page.get_by_role("button", name="Add a reaction to post 1").click()
    page.get_by_role("button", name="Celebrate").click()
    page.get_by_text("Not saved, try again").first.wait_for()
    assert page.locator(".react[value]").count() == 0
    page.unroute("**/react/")
    page.get_by_role("button", name="Add a reaction to post 1").click()
    page.get_by_role("button", name="Celebrate").click()
    page.get_by_role("button", name="Celebrate, 1 person, post 1").wait_for()


def test_it_works_without_javascript(browser: "Browser", live_server: "LiveServer", enter: "Enter") -> None:
    post = Post.objects.get(thread=a_thread(), number=1)
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        enter(page, a_member("Nia"))
        page.goto(post.thread.get_absolute_url())
        page.get_by_role("button", name="Add a reaction to post 1").click()
        page.get_by_role("button", name="Celebrate").click()
        page.get_by_role("button", name="Celebrate, 1 person, post 1").wait_for()
    assert Reaction.objects.get().emoji == "🎉"


def test_data_for_search_engines_breaks_no_rule_of_the_page(page: "Page") -> None:
    thread = a_thread(title="Does </script> harm anybody?")
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('CSP ' + e.violatedDirective))"
    )
    page.goto(thread.get_absolute_url())
    data = page.locator('script[type="application/ld+json"]').text_content()
    assert data
    assert "DiscussionForumPosting" in data
    assert not [problem for problem in problems if "CSP" in problem or "Content Security" in problem]
