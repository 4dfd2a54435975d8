"""Posts can be searched; the title of a thread belongs to its first post."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from community.posts.models import Post
from community.search.models import POST
from community.search.registry import Words, register


class Posts:
    """Posts that are neither deleted nor hidden nor held, of threads that are not deleted."""

    kind = POST

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that may be read, locked, so that of two writers the later one sees the newer text."""
        posts = Post.objects.filter(pk__in=object_ids, **_OPEN, thread__deleted_at=None).order_by("pk")
        locked = posts.select_related("thread__space").select_for_update(of=("self",), no_key=True)
        return [_words(post) for post in locked]

    def ids_after(self, last: int, most: int) -> list[int]:
        """The next ids, deleted posts included."""
        return list(Post.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:most])

    def readable(self) -> Q:
        """Documents whose post may be read."""
        return Q(Exists(Post.objects.filter(pk=OuterRef("object_id"), **_OPEN)))


_OPEN = {"deleted_at": None, "hidden_at": None, "held_at": None}


def _words(post: Post) -> Words:
    thread = post.thread
    return Words(
        object_id=post.pk,
        thread_id=thread.pk,
        number=post.number,
        space_id=thread.space_id,
        author_id=post.author_id,
        created_at=post.created_at,
        title=thread.title if post.number == 1 else "",
        text=post.text,
        has_image="<img " in post.html,
        language=thread.space.language,
    )


register(Posts())
