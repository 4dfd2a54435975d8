"""A passkey is made and signs in, in a real browser with a virtual authenticator."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from members.profiles.models import Member

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def with_key(page: "Page") -> "Page":
    """A tab on a device that keeps passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    return page


def test_a_passkey_signs_in_without_a_word_typed(
    with_key: "Page", enter: "Callable[[Page, Member], None]", ben: Member
) -> None:
    page, said = with_key, []
    # A picture of the page left behind that the browser gives up is nobody's error.
    page.on("pageerror", lambda error: None if "Transition was" in str(error) else said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if "Security Policy" in message.text else None)
    enter(page, ben)
    page.goto("/settings/security/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("Pocket phone")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(lambda url: "/passkeys/add/" not in url)
    page.goto("/settings/security/")
    assert page.get_by_text("Pocket phone").count()

    page.context.clear_cookies()
    page.goto("/signin/?next=/people/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: url.endswith("/people/") and "next" not in url)
    page.goto("/settings/profile/")
    assert page.get_by_label("Handle").input_value() == "ben"
    assert said == []


def test_a_device_without_passkeys_says_so(page: "Page") -> None:
    page.context.new_cdp_session(page).send("WebAuthn.enable")
    page.goto("/signin/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('none')) }")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("The passkey was not used.").first.wait_for()
    assert page.url.endswith("/signin/")
