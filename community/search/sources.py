"""Posts can be searched; the title of a thread belongs to its first post."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from community.polls.wording import words_of
from community.posts.models import Post
from community.search.models import POST
from community.search.registry import Words, register
from config.lib.markup import MARKUP_VERSION


class Posts:
    """Posts that are neither deleted nor hidden nor held, of threads that are not deleted."""

    kind = POST
    version = MARKUP_VERSION

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that may be read, locked, so that of two writers the later one sees the newer text."""
        posts = Post.objects.filter(pk__in=object_ids, **_OPEN, thread__deleted_at=None, thread__held_at=None).order_by(
            "pk"
        )
        locked = posts.select_related("thread__space", "poll").only(*_READ).select_for_update(of=("self",), no_key=True)
        shown = ExpressionWrapper(Q(html__regex=r'<img src="/media/(?!l/)'), output_field=BooleanField())
        return [_words(post) for post in locked.annotate(has_image=shown).prefetch_related("poll__options")]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Ids from one to another, deleted posts included."""
        return list(Post.objects.filter(pk__range=(first, last)).order_by("pk").values_list("pk", flat=True))

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last post."""
        ids = Post.objects.order_by("pk").values_list("pk", flat=True)
        return ids.first(), ids.last()

    def readable(self) -> Q:
        """Documents whose post may be read."""
        return Q(Exists(Post.objects.filter(pk=OuterRef("object_id"), **_OPEN)))


_OPEN = {"deleted_at": None, "hidden_at": None, "held_at": None}
_READ = ("number", "author", "created_at", "text", "thread__title", "thread__space__language", "thread__space__slug",
         "poll__question")  # fmt: skip


def _words(post: Any) -> Words:
    thread = post.thread
    return Words(
        object_id=post.pk,
        thread_id=thread.pk,
        number=post.number,
        space_id=thread.space_id,
        author_id=post.author_id,
        created_at=post.created_at,
        title=thread.title if post.number == 1 else "",
        text="\n".join(filter(None, [post.text, words_of(post)])),
        has_image=post.has_image,
        language=thread.space.language,
    )


register(Posts())
