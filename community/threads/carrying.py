"""Carrying posts from one thread into another: all that belongs to a post goes with it, and nothing is counted twice.

Posts keep their ids, so whatever hangs on them (reactions, revisions, pictures, polls, who was told) goes along by
itself. What names a thread or a number is changed here, in one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from community.posts.excerpting import excerpt_of
from community.posts.models import Post, PostLink
from community.posts.rerendering import rerender
from community.questions.models import AnswerCheck
from community.search.moving import move_documents
from community.spaces.alone import NotPossible
from community.threads.answering import carry_answer
from community.threads.former import FormerPlace
from community.threads.locking import locked
from community.threads.models import Thread
from config.lib.live import access_changed, publish
from members.notifications.moving import move_notices

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

AT_ONCE = 500


@dataclass(frozen=True)
class Carried:
    """What went where: the numbers the posts had, in order, and the first and last they have now."""

    numbers: list[int]
    first: int
    last: int
    answer: str = ""
    """What became of the accepted answer, if it was among them: "along" or "withdrawn"."""

    @property
    def count(self) -> int:
        """How many posts."""
        return len(self.numbers)


def locked_threads(*threads: Thread, with_posts: QuerySet[Post] | None = None) -> dict[int, Thread]:
    """These threads as they stand, under their row locks; before them, `with_posts` are locked too.

    Who edits a post, or decides about it, has the post and then wants its thread; so does this, or the two would wait
    for each other. Raises NotPossible if one of them was merged into another in the meantime.
    """
    if with_posts is not None:
        list(with_posts.select_for_update(no_key=True, of=("self",)).order_by("pk").values_list("pk"))
    found = locked(thread.pk for thread in threads)
    if len(found) < len({thread.pk for thread in threads}) or any(thread.merged_at for thread in found.values()):
        raise NotPossible(gone_words())
    return found


def carry(numbers: Sequence[int], source: Thread, target: Thread, *, by: Member) -> Carried:
    """Put these posts of `source` behind the last one of `target`; both are locked. Raises NotPossible."""
    rows = Post.objects.select_for_update(no_key=True, of=("self",)).filter(thread=source, number__in=numbers)
    posts: list[Post] = list(rows.only("number", "author", "thread").order_by("number"))
    if len(posts) < len(set(numbers)):
        raise NotPossible(_("Some of these posts were moved a moment ago, so nothing was changed. Choose again."))
    old, base = [post.number for post in posts], target.posts_count
    _place(posts, source, target)
    carried = Carried(old, base + 1, base + len(posts), carry_answer(posts, source, target, by=by))
    source.moved_out += len(posts)
    target.moved_in += len(posts)
    target.posts_count = carried.last
    recount(source)
    recount(target)
    _carry_readings(source, target, old, base)
    ids = [post.pk for post in posts]
    move_notices(source.pk, ids, thread_id=target.pk, place_id=target.space_id)
    move_documents(ids)
    AnswerCheck.objects.filter(post__in=ids).update(thread=target)
    write_for_new_readers(Post.objects.filter(pk__in=ids), source.space, target.space)
    _tell_open_pages(source, target, posts[-1])
    return carried


# One statement however many they are; their new numbers are free, so no two are alike at any moment.
_PLACE = """
UPDATE community_post SET thread_id = %(target)s, number = %(base)s + moved.place, moved_at = %(now)s
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS moved (id, place) WHERE community_post.id = moved.id
"""


def _place(posts: list[Post], source: Thread, target: Thread) -> None:
    """New numbers at the end, the old ones kept for ever, and what points at the posts points there."""
    now, base = timezone.now(), target.posts_count
    places = [FormerPlace(thread=source, number=post.number, post_id=post.pk, left_at=now) for post in posts]
    FormerPlace.objects.bulk_create(places, batch_size=AT_ONCE)
    with connection.cursor() as cursor:
        given: dict[str, Any] = {"target": target.pk, "base": base, "now": now, "ids": [post.pk for post in posts]}
        cursor.execute(_PLACE, given)
    relink(source, target, {post.number: number for number, post in enumerate(posts, base + 1)})
    for number, post in enumerate(posts, base + 1):
        post.thread, post.number, post.moved_at = target, number, now


def relink(source: Thread, target: Thread, moved: dict[int, int]) -> None:
    """Links that pointed at these places of `source` (old number: new one) point into `target`."""
    links = list(PostLink.objects.filter(thread=source, number__in=moved))
    fresh = [PostLink(post_id=x.post_id, thread=target, number=moved[x.number], is_quote=x.is_quote) for x in links]
    PostLink.objects.bulk_create(fresh, ignore_conflicts=True)
    PostLink.objects.filter(pk__in=[link.pk for link in links]).delete()


def recount(thread: Thread) -> None:
    """Write anew what lists show of a thread: its people, when it was last written in, and its first words."""
    here = Post.objects.filter(thread=thread)
    counted: dict[str, Any] = here.aggregate(
        people=Count("author", distinct=True), last=Max("created_at"), n=Count("pk", filter=Q(number=1))
    )
    recent = here.filter(number__gt=1).exclude(author=None).order_by("-number").values_list("author_id", flat=True)
    thread.people_count = max(1, counted["people"])
    thread.repliers = list(dict.fromkeys(recent[:50]))[:3]
    thread.last_post_at = counted["last"] or thread.last_post_at
    first = here.filter(number=1).first()
    gone = first is None or first.deleted_at or first.hidden_at or first.held_at
    thread.excerpt = "" if first is None or gone else excerpt_of(first.text)
    thread.save(update_fields=["posts_count", "moved_out", "moved_in", "people_count", "repliers", "last_post_at",
                               "excerpt"])  # fmt: skip


# Who had read the end of the target, and of what came the first so many, has read those; nobody has read more.
_READ_ALONG = """
INSERT INTO community_reading (member_id, thread_id, last_number, read_at)
SELECT r.member_id, %(target)s,
    %(base)s + (SELECT count(*) FROM unnest(%(old)s::int[]) n WHERE n <= r.last_number), now()
FROM community_reading r LEFT JOIN community_reading t ON t.thread_id = %(target)s AND t.member_id = r.member_id
WHERE r.thread_id = %(source)s AND r.last_number >= %(first)s AND (%(base)s = 0 OR t.last_number >= %(base)s)
ORDER BY r.member_id
ON CONFLICT (member_id, thread_id) DO UPDATE
    SET last_number = greatest(community_reading.last_number, EXCLUDED.last_number)
"""
# Behind the last post that is left there is nothing to read.
_READ_TO_THE_END = """
UPDATE community_reading SET last_number = %(end)s
WHERE thread_id = %(source)s AND last_number < %(end)s
  AND last_number >= coalesce((SELECT max(number) FROM community_post WHERE thread_id = %(source)s), 0)
"""


def _carry_readings(source: Thread, target: Thread, old: list[int], base: int) -> None:
    given: dict[str, Any] = {"source": source.pk, "target": target.pk, "old": old, "base": base, "first": old[0]}
    with connection.cursor() as cursor:
        cursor.execute(_READ_ALONG, given)
        cursor.execute(_READ_TO_THE_END, {"source": source.pk, "end": source.posts_count})


def write_for_new_readers(posts: Any, left: Space, to: Space) -> None:
    """Other people read these posts now: names of threads and groups they may not know leave the texts at once."""
    if left.pk == to.pk:
        return
    naming = posts.filter(Q(links__isnull=False) | Q(html__contains='class="group"')).values_list("pk", flat=True)
    ids = sorted(set(naming))
    for start in range(0, len(ids), AT_ONCE):
        rerender(ids[start : start + AT_ONCE])


def _tell_open_pages(source: Thread, target: Thread, last: Post) -> None:
    publish(f"thread:{target.pk}", "post.created", post=last.pk, number=last.number, author=last.author_id)
    publish(f"space:{target.space_id}", "thread.moved", thread=target.pk, number=last.number)
    if is_read_by_others(source.space, target.space):
        access_changed(None)


def is_read_by_others(left: Space, to: Space) -> bool:
    """Whether other people see the one space than the other, hosts aside."""
    return (left.visibility, left.group_id) != (to.visibility, to.group_id)


def gone_words() -> str:
    """What the second of two people reads who act on the same thread."""
    return _("This thread was merged into another one a moment ago, so nothing was changed.")
