"""Beginning a guide, from a thread or from a blank page; and writing its text out as HTML."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from community.guides.checking import MONTHS
from community.guides.citing import Cited, keep_sources
from community.guides.models import Guide, GuideLink
from community.guides.naming import take_number
from community.posts.resolving import ThreadResolver
from community.posts.writing import PostEmpty
from community.spaces.models import Space
from community.threads.models import Thread
from config.lib.languages import detect
from config.lib.markup import MARKUP_VERSION, render
from members.activity.log import record
from members.profiles.models import Member

TOLD_BY = 600
"""So many characters tell its language."""


@transaction.atomic
def begin_guide(
    *, by: Member, title: str, source: str, summary: str = "", space: Space | None = None, months: int = MONTHS,
    cited: Sequence[Cited] = (), thread: Thread | None = None, key: str = "",
) -> Guide:  # fmt: skip
    """Begin a guide as a draft, from a thread or from a blank page.

    Sent twice with the same `key` it is one guide. Raises PostEmpty, PostTooLong.
    """
    again = earlier(by, key)
    if again is not None:
        return again
    guide = Guide(
        title=title,
        summary=summary,
        space=space,
        check_months=months,
        thread=thread,
        owner=by,
        created_by=by,
        submission=key,
    )
    resolver = rendered_into(guide, source)
    take_number(guide)
    guide.save(force_insert=True)
    keep_links(guide, resolver.pointed)
    keep_sources(guide, cited)
    record("guide.begun", actor=by, subject=guide, thread=thread.pk if thread else None)
    return guide


def earlier(member: Member, key: str) -> Guide | None:
    """The guide an earlier copy of this submission began."""
    if not key:
        return None
    # Two copies at the same moment: the second waits here until the first is committed, and then finds its guide.
    Member.objects.one_at_a_time(member)
    return Guide.objects.filter(created_by=member, submission=key).first()


def rendered_into(guide: Guide, source: str) -> ThreadResolver:
    """Render `source` and put text and HTML on the guide (not saved); what it points at is returned.

    Titles of other threads are written in only where every reader of the guide may know them.
    Raises PostEmpty, PostTooLong.
    """
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source:
        raise PostEmpty
    resolver = resolver_in(guide.space)
    rendered = render(source, resolver, prefix="guide-")
    guide.source, guide.html, guide.text = source, rendered.html, rendered.text
    guide.language = detect(f"{guide.title}\n{rendered.text}"[:TOLD_BY]) or ""
    guide.markup_version = MARKUP_VERSION
    return resolver


def resolver_in(space: Space | None) -> ThreadResolver:
    """What a guide's text may name: as a post in a thread of its space; one for all names what everybody sees."""
    return ThreadResolver(Thread(space=space or Space()))


def keep_links(guide: Guide, pointed: Collection[tuple[int, int, bool]]) -> None:
    """Remember which threads its text points at."""
    guide.links.all().delete()
    threads = sorted({thread for thread, _number, _quote in pointed})
    GuideLink.objects.bulk_create([GuideLink(guide=guide, thread_id=thread) for thread in threads])
