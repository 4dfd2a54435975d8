"""Hostile texts from outside in every place that shows what members write: in a real browser none of them runs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_member, a_space, a_thread

if TYPE_CHECKING:
    from playwright.sync_api import Page

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "xss" / "xss_payloads.json"
SAMPLE, SHORT = 320, 24
SPY = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...words) => { window.ran.push(name + " " + words.join(" ").slice(0, 60)); return null; };
addEventListener("securitypolicyviolation", (e) => window.ran.push("CSP " + e.violatedDirective + " " + e.sample));
"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def payloads(most: int = SAMPLE, longest: int = 1500) -> list[str]:
    """An even choice from the whole list."""
    if not CASES.exists():
        pytest.skip(f"THE HOSTILE TEXTS FROM OUTSIDE ARE MISSING: {CASES} does not exist")
    every = [case["input_markdown_or_html"].replace("\0", "") for case in json.loads(CASES.read_text())]
    fitting = [text for text in every if text.strip() and len(text) <= longest]
    return fitting[:: max(1, len(fitting) // most)][:most]


@transaction.atomic
def settle(ben: Member) -> tuple[Thread, list[str]]:
    """A thread with a hostile text in each post; people, spaces and titles named like them; pages that show them."""
    thread = a_thread(by=ben, title="A thread full of hostile texts", kind="question")
    for text in payloads():
        thread.reply(by=ben, source=text)
    short = payloads(SHORT, longest=60)
    for number, text in enumerate(short):
        member = a_member(text, handle=f"hostile-{number}", confirmed_at=timezone.now(), line=text, place=text)
        space = a_space(text, slug=f"hostile-{number}", purpose=text, description=text) if number < 8 else thread.space
        a_thread(space, by=member, title=f"{text} {text}"[:200], source=text)
    everything = "\n\n".join(payloads(60, longest=120))
    Member.objects.get_queryset().filter(pk=ben.pk).update(about=everything, line=short[0], interests=short[:3])
    Space.objects.filter(pk=thread.space_id).update(description=everything, purpose=short[1])
    places = ["/latest/", "/people/", "/spaces/", "/search/?q=hostile", "/s/hostile-0/", "/people/hostile-3/"]
    places += [f"/people/{ben.handle}/{end}" for end in ("", "replies/", "threads/")]
    places.append(f"{thread.space.get_absolute_url()}about/")
    thread.refresh_from_db()
    return thread, places


def test_no_stored_text_runs_or_even_tries(ben: Member, page: "Page", enter: Callable[[Any, Member], None]) -> None:
    thread, places = settle(ben)
    assert thread.posts_count > 300
    enter(page, ben)
    wrong: list[str] = []
    asked: list[str] = []
    page.add_init_script(SPY)

    def opened(dialog: Any) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def said(message: Any) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    page.on("dialog", opened)
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("request", lambda request: asked.append(request.url))
    pages = [f"{thread.get_absolute_url()}?page={number}" for number in range(1, thread.pages_count + 1)]
    for address in [*pages, *places]:
        answer = page.goto(address, wait_until="load")
        assert answer is not None and answer.status == 200, address
        wrong += [f"{address}: {ran}" for ran in page.evaluate("window.ran")]
    assert not wrong
    assert not [url for url in asked if not url.startswith(("http://localhost:", "data:"))]
