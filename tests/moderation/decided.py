"""Decisions about posts, as tests of appeals and of the log need them."""

from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.utils import timezone

from community.posts.models import Post
from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item, Kind
from tests.factories import a_post


class Posts(Kind):
    """Posts, where no other room has registered them."""

    key: ClassVar[str] = "post"
    noun: ClassVar[Any] = "Post"
    icon: ClassVar[str] = "message-square"

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        rows = Post.objects.filter(pk__in=pks).select_related("author", "thread__space")
        return {post.pk: self._item(post) for post in rows}

    def one(self, pk: int) -> Item | None:
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Any, pk: int) -> Item | None:
        return self.one(pk)

    def thing(self, pk: int) -> Any:
        return Post.objects.select_for_update(of=("self",)).filter(pk=pk).first()

    def _item(self, post: Post) -> Item:
        space = post.thread.space
        return Item(
            key="post", pk=post.pk, author=post.author, title=post.thread.title, text=post.text, html=post.html,
            at=post.created_at, version=sha256(post.source.encode()).hexdigest(),
            space_id=space.pk, is_private=space.visibility == "private",
        )  # fmt: skip


def a_case(post: Post) -> Case:
    """A case about a post."""
    KINDS.setdefault("post", Posts())
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return open_case(item, Source.REPORT)


def a_decision(about: Member, *, by: Member, post: Post | None = None, later: bool = True, **wanted: Any) -> Decision:
    """A decision about a post of somebody, made a minute ago (`later`), when the 30 seconds are over."""
    case = a_case(post or a_post(by=about))
    item = KINDS["post"].one(case.subject_id)
    assert item is not None
    given = {"person": "warn", "facts": "Called somebody names."} | wanted
    decision = decide(case, Wanted(version=item.version, **given), by=by)
    if later:
        a_minute_ago(decision)
    return decision


def a_minute_ago(decision: Decision) -> None:
    """The time to undo it is over."""
    Decision.objects.filter(pk=decision.pk, in_force_at__isnull=False).update(
        in_force_at=timezone.now() - timedelta(minutes=1)
    )
    decision.refresh_from_db()
