"""Hostile texts from outside in every place that shows what members write: in a real browser none of them runs."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image

from community.drafts.models import Draft
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import store
from members.activity.relay import deliver_all
from members.groups.models import Group
from members.installation.models import Installation
from members.invitations.models import Application, Invitation
from members.notifications.models import Notification
from members.profiles.models import Member
from moderation.guidelines.adopting import adopt
from tests.factories import a_group, a_member, a_post, a_space, a_thread

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


@transaction.atomic
def settle_the_rest(ben: Member, olli: Member) -> list[str]:
    """The same texts where they stand in small print: tags, files, groups, applications, notices, staff pages."""
    short = payloads(SHORT, longest=60)
    space = a_space("Among hostile names", hosts=(ben,))
    thread = a_thread(space, by=ben, title="Pictures and tags", tags=[text for text in short if "/" not in text][:3])
    for number, text in enumerate(short[:8]):
        png = BytesIO()
        Image.new("RGB", (20, 20 + number)).save(png, "PNG")
        # Not by the form: what a form would refuse may have come by an import.
        upload = store(SimpleUploadedFile("a.png", png.getvalue(), "image/png"), by=ben, alt=text)
        Upload.objects.filter(pk=upload.pk).update(file_name=text, alt=text)
        upload.refresh_from_db()
        a_post(thread, by=olli, source=f"@ben {text}\n\n{upload.markdown}\n\n> @ben in #1:\n> {text}", reply_to=1)
        Application.objects.create(name=text[:80], email=f"h{number}@example.org", answer=text)
        Invitation.objects.create(inviter=olli, email=f"i{number}@example.org", note=text, landing="/latest/")
        Draft.objects.create(member=ben, key=f"thread:{thread.pk + number}" if number else "new", title=text, body=text)
        a_group(ben, name=text[:80])
        Group.objects.filter(name=text[:80]).update(slug=f"hostile-group-{number}", purpose=text)
    a_space(short[3], slug="hostile-private", group=Group.objects.get(slug="hostile-group-1"), description=short[4])
    everything = "\n\n".join(payloads(60, longest=120))
    Installation.objects.update_or_create(
        id=1,
        defaults={
            "name": short[5][:40], "purpose": short[6], "about": everything,
            "privacy": everything, "sign_up": "application",
        },
    )  # fmt: skip
    adopt(f"{everything}\n\n" + "\n".join(f"1. {text}" for text in payloads(61, longest=120)), by=olli)
    posts = [f"/p/{post.pk}/{end}/" for post in thread.posts.all()[:3] for end in ("history", "reactions")]
    pages = [thread.get_absolute_url(), *posts, "/tags/", "/uploads/", "/drafts/", "/t/new/", "/inbox/", "/about/"]
    pages += [
        "/inbox/everything/",
        "/guidelines/",
        "/moderate/policies/",
        "/privacy/",
        "/s/hostile-private/",
        "/s/hostile-private/about/",
    ]
    pages += ["/manage/groups/", "/manage/groups/hostile-group-0/", "/manage/applications/", "/manage/invitations/"]
    pages += [f"/manage/settings/{name}/" for name in ("name", "pages", "look", "spaces", "roles")]
    return pages + [f"/invite/{row.code}/" for row in Invitation.objects.all()[:3]]


TEAM = ("/manage/", "/moderate/")


def hostile(page: "Page", addresses: list[str]) -> list[str]:
    """Whatever ran, wanted to run or asked another host on these pages."""
    wrong: list[str] = []
    page.add_init_script(SPY)

    def opened(dialog: Any) -> None:
        wrong.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def asked(url: str) -> None:
        if not url.startswith(("http://localhost:", "data:")):
            wrong.append(f"asked {url}")

    page.on("dialog", opened)
    page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
    page.on("pageerror", lambda error: wrong.append(f"error {error}"))
    page.on("request", lambda request: asked(request.url))
    for address in addresses:
        answer = page.goto(address, wait_until="load")
        assert answer is not None, address
        assert answer.status == 200, address
        wrong += [f"{address}: {ran}" for ran in page.evaluate("window.ran")]
    return wrong


def test_no_stored_text_runs_or_even_tries(ben: Member, page: "Page", enter: Callable[[Any, Member], None]) -> None:
    thread, places = settle(ben)
    assert thread.posts_count > 300
    enter(page, ben)
    pages = [f"{thread.get_absolute_url()}?page={number}" for number in range(1, thread.pages_count + 1)]
    assert not hostile(page, [*pages, *places])


def test_no_text_in_small_print_runs_either(
    olli: Member, ben: Member, page: "Page", enter: Callable[[Any, Member], None], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    pages = settle_the_rest(ben, olli)
    deliver_all()
    assert Notification.objects.filter(member=ben).exists()
    # What is for ben stands in his own lists, what is for the team is read by the owner.
    enter(page, ben)
    found = hostile(page, [path for path in pages if not path.startswith(TEAM)])
    page.context.clear_cookies()
    enter(page, olli)
    assert not found + hostile(page, [path for path in pages if path.startswith(TEAM)])
