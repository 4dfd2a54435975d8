"""Pushes in a real browser: asked for only by a press, and shown as the server wrote them."""

import json

import pytest
from playwright.sync_api import Page, expect

from members.profiles.models import Member

# The worker, or an error where it does not come.
SOON = "Promise.race([navigator.serviceWorker.ready, new Promise((_, no) => setTimeout(() => no('no worker'), 20000))])"
pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_asks_before_the_press_and_a_push_is_shown_as_it_was_written(
    page: Page, enter: object, ben: Member
) -> None:
    assert callable(enter)
    enter(page, ben)
    page.context.grant_permissions(["notifications"])
    page.goto("/settings/notifications/")
    expect(page.get_by_role("button", name="Tell me on this device")).to_be_visible()
    expect(page.get_by_text("This browser cannot be told anything")).to_be_hidden()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.evaluate(f"navigator.serviceWorker.register('/sw.js').then(() => {SOON}).then((w) => !!w.active)")
    tools = page.context.new_cdp_session(page)
    seen: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda it: seen.extend(r["registrationId"] for r in it["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    said = {
        "title": "Nia replied to you", "body": "How do you keep a rota fair?", "url": "/inbox/", "tag": "thread-1",
        "less": "Less like this", "less_url": "/settings/notifications/?less=reply#less",
    }  # fmt: skip
    origin = page.evaluate("location.origin")
    tools.send(
        "ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": seen[-1], "data": json.dumps(said)}
    )
    page.wait_for_timeout(500)
    shown = page.evaluate(
        f"{SOON}.then((w) => w.getNotifications())"
        ".then((all) => all.map((one) => [one.title, one.body, one.tag, one.data.url, one.actions[0].title]))"
    )
    assert shown == [["Nia replied to you", said["body"], "thread-1", "/inbox/", "Less like this"]]
