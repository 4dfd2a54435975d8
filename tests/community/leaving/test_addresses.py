"""Addresses that others wrote out say the titles of today; what only looks like one of ours stays."""

from typing import Any, cast

import pytest
from django.conf import settings

from community.bookmarks.models import Bookmark
from community.leaving.addresses import Addresses
from community.spaces.models import Space
from members.profiles.models import Member
from tests.factories import a_guide, a_thread

pytestmark = pytest.mark.django_db


def test_old_titles_go_out_of_addresses_however_they_were_copied(space: Space, ben: Member) -> None:
    thread = a_thread(space, by=ben, title="Пила Анны")
    guide, gone = (a_guide(space, by=ben, title=title) for title in ("Sägen mit Anna", "Annas secret"))
    number, kept, lost = thread.pk, guide.pk, gone.pk
    before = (thread.get_absolute_url(), guide.get_absolute_url(), gone.get_absolute_url())
    assert "%D0" in before[0], "As a browser copies it."
    thread.retitle("Saws")
    type(guide).objects.filter(pk=kept).update(title="Saws for all")
    gone.delete()
    here = settings.PUBLIC_URL
    cases = [
        (before[0], f"/t/{number}/saws/"),
        (f"{here}/t/{number}/пила-анны/?page=2", f"{here}/t/{number}/saws/?page=2"),
        (f"/t/{number}/vote/ /t/{number}/", f"/t/{number}/vote/ /t/{number}/"),
        (f"({here}{before[1]})", f"({here}/guides/saws-for-all-{kept}/)"),
        (f"{before[1]}edit/", f"/guides/saws-for-all-{kept}/edit/"),
        (f"See /guides/sägen-mit-anna-{kept}.", f"See /guides/saws-for-all-{kept}."),
        (f"[it]({before[2]}#top)", f"[it](/guides/guide-{lost}/#top)"),
        (f"https://elsewhere.example{before[2]}", f"https://elsewhere.example{before[2]}"),
        (f"/old{before[2]} /guides/new/ /guides/", f"/old{before[2]} /guides/new/ /guides/"),
    ]  # fmt: skip
    post = thread.posts.get()
    note = Bookmark.objects.create(member=ben, post=post, note="")
    for said, today in cases:
        Bookmark.objects.update(note=said)
        assert Addresses(Bookmark, "note").step(cast(Any, None), 0) is None
        note.refresh_from_db()
        assert note.note == today
        assert Addresses(Bookmark, "note").step(cast(Any, None), 0) is None
        note.refresh_from_db()
        assert note.note == today, "Once is enough."
