"""What stands in the feeds: what a visitor could read, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from community.feeds.atom import MOST_ENTRIES, Entry
from community.feeds.identity import permanent_id
from community.polls.wording import poll_html
from community.posts.models import Post
from community.threads.models import Thread
from members.profiles.preferences import may_see_profile

if TYPE_CHECKING:
    from members.profiles.models import Member


def public_threads() -> Any:
    """Threads visitors find in lists."""
    return Thread.objects.visible_to(AnonymousUser()).listed()


def thread_entries(threads: Any) -> list[Entry]:
    """The newest threads with their first posts; those whose first words are gone are left out. Two queries at most."""
    newest = threads.order_by("-id").values("pk")[:MOST_ENTRIES]
    firsts = Post.objects.filter(thread__in=newest, number=1)
    return _entries(firsts)


def member_entries(member: Member) -> list[Entry]:
    """The newest posts of a member that visitors can read."""
    visitor = AnonymousUser()
    posts = Post.objects.of_visible_spaces(visitor).filter(author=member, thread__archived_at=None)
    return _entries(posts.order_by("-created_at", "-id")[:MOST_ENTRIES])


def _entries(posts: Any) -> list[Entry]:
    wanted = posts.select_related("thread__author", "author", "poll").defer("source", "text")
    found = wanted.prefetch_related("poll__options")
    return [_entry(post) for post in found if not (post.deleted_at or post.hidden_at or post.held_at)]


def _entry(post: Post) -> Entry:
    thread, author = post.thread, post.author
    first = post.number == 1
    known = author is not None and author.is_active and may_see_profile(AnonymousUser(), author)
    return Entry(
        id=permanent_id(thread) if first else permanent_id(post),
        title=thread.title if first else _("Reply: %(title)s") % {"title": thread.title},
        address=thread.get_absolute_url() if first else f"{post.get_absolute_url()}#p-{post.number}",
        author=author.name if author is not None and author.is_active else _("Former member"),
        author_address=author.get_absolute_url() if author is not None and known else "",
        published=post.created_at,
        updated=post.edited_at or post.created_at,
        html=post.html + poll_html(post, f"{post.get_absolute_url()}#p-{post.number}"),
        tags=thread.tags if first else (),
        language=thread.language,
    )
