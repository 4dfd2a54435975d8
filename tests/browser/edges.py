"""Pages at the end of a way: refusals, codes, keys, safety that is set up. How a tab gets there."""

import re
from functools import partial
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from playwright.sync_api import Page, Route, expect

from config import errors
from config.lib import limits
from members.profiles.models import Member
from tests.browser.looking import barriers_here
from tests.factories import PASSWORD

SAFE = "/settings/security/"


def with_every_key(member: Member) -> list[str]:
    """Give somebody an authenticator app, recovery codes and a passkey; the pages they have then."""
    TOTP.activate(member, generate_totp_secret())
    RecoveryCodes.activate(member)
    credential = {"name": "Pocket phone", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    key = Authenticator.objects.create(user=member, type=Authenticator.Type.WEBAUTHN, data=credential)
    ends = ["", "app/remove/", "recovery-codes/", "recovery-codes/new/", "passkeys/"]
    ends += [f"passkeys/{key.pk}/edit/", f"passkeys/{key.pk}/remove/", "sessions/"]
    return [SAFE + end for end in ends]


def without_passkeys(member: Member) -> None:
    """Take the passkeys away again."""
    Authenticator.objects.filter(user=member, type=Authenticator.Type.WEBAUTHN).delete()


def broken(page: Page) -> list[str]:
    """What is shown when a request makes no sense, and when the server failed."""
    request: Any = RequestFactory().get("/broken/")
    request.user, request.htmx = AnonymousUser(), False
    found = []
    for answer in (errors.bad_request(request), errors.server_error(request)):
        fill = partial(_fill, answer.content)
        page.route("**/broken/", fill)
        page.goto("/broken/")
        found += barriers_here(page, f"error {answer.status_code}")
        page.unroute("**/broken/")
    return found


def _fill(content: bytes, route: Route) -> None:
    route.fulfill(body=content, content_type="text/html; charset=utf-8")


def codes(page: Page, member: Member) -> list[str]:
    """Where a code is asked for: signing in by mail, joining, and beside a password."""
    page.goto("/signin/code/")
    page.locator("main [type=email]").fill(member.email)
    page.locator("main form .btn.primary").click()
    expect(page).to_have_url(re.compile("/signin/code/confirm/$"))
    found = barriers_here(page, "code to sign in")
    page.context.clear_cookies()
    page.goto("/join/")
    page.locator("[name=name]").fill("Aino")
    page.locator("[name=email]").fill("aino@example.org")
    for field in page.locator("main [type=password]").all():
        field.fill("seven quiet herons")
    for box in page.locator("main form [type=checkbox]").all():
        box.check()
    page.locator("main form .btn.primary").click()
    expect(page).to_have_url(re.compile("/join/confirm/$"))
    found += barriers_here(page, "code to join")
    page.context.clear_cookies()
    sign_in(page, member)
    expect(page).to_have_url(re.compile("/signin/check/"))
    expect(page.locator("main form [name=code]").first).to_be_visible()
    return found + barriers_here(page, "second step")


def sign_in(page: Page, member: Member) -> None:
    """Name and password, as on any day."""
    page.goto("/signin/")
    page.locator("[name=login]").fill(member.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_load_state()


def new_password(page: Page, member: Member) -> list[str]:
    """Where the link in a letter about a forgotten password leads."""
    page.goto(f"/reset/{user_pk_to_url_str(member)}-{default_token_generator.make_token(member)}/")
    expect(page.locator("main [type=password]").first).to_be_visible()
    return barriers_here(page, "another password")


def too_many(page: Page, member: Member) -> list[str]:
    """Signing in once more than may be."""
    while not limits.hit(limits.SIGN_IN_ACCOUNT, member.email):
        pass
    sign_in(page, member)
    expect(page.locator("main [data-problem]").first).to_be_visible()
    return barriers_here(page, "too many tries")
