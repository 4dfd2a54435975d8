"""Opening cases about many threads: about the first post of each, which a thread goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from community.posts.models import Post
from members.profiles.refusing import NotNow
from moderation.review.direct import found_by, open_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from community.threads.models import Thread
    from members.profiles.models import Member
    from moderation.review.cases import Case


def open_cases(
    threads: Iterable[Thread], *, by: Member
) -> tuple[list[tuple[Case, str]], list[tuple[Thread, str]]]:  # fmt: skip
    """A case about each, with the version of the words as they are now; and which have none, with why."""
    threads = list(threads)
    firsts = dict(Post.objects.filter(thread__in=threads, number=1).values_list("thread", "pk"))
    opened, left = [], []
    for thread in threads:
        item = found_by(by, "post", firsts.get(thread.pk, 0))
        if item is None:
            left.append((thread, _("Somebody of a higher role decides about this.")))
            continue
        try:
            case = open_by_hand(item, by=by)
        except NotNow as refused:
            left.append((thread, refused.refusal.sentence))
            continue
        if case.is_claimed_against(by):
            left.append((thread, _("Somebody else has it open now.")))
        else:
            opened.append((case, item.version))
    return opened, left
