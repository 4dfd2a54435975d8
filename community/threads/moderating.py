"""Deciding about many threads: about the first post of each, which a thread goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.posts.models import Post
from moderation.review.cases import Case
from moderation.review.direct import may_open
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from community.threads.models import Thread
    from members.profiles.models import Member
    from moderation.review.subjects import Item


def decidable(threads: Iterable[Thread], by: Member) -> tuple[list[Item], list[tuple[Thread, str]]]:
    """What they begin with, as it stands now; and which of these threads this moderator leaves alone, with why.

    The threads are seen by this moderator. Nothing is opened by asking.
    """
    threads = list(threads)
    firsts = dict(Post.objects.filter(thread__in=threads, number=1).values_list("thread", "pk"))
    items = KINDS["post"].many(firsts.values())
    cases = Case.objects.open().filter(subject_type="post", subject_id__in=items).select_related("claimed_by")
    taken = {case.subject_id for case in cases if case.is_claimed_against(by)}
    found, left = [], []
    for thread in threads:
        item = items.get(firsts.get(thread.pk, 0))
        if item is None or not may_open(by, item.author):
            left.append((thread, _("Somebody of a higher role decides about this.")))
        elif item.pk in taken:
            left.append((thread, _("Somebody else has it open now.")))
        else:
            found.append(item)
    return found, left
