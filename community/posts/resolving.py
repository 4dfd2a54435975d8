"""What a post's mentions, tags and links lead to, asked in a fixed number of queries.

A title is written into a post only if everybody who can read the post can read the other thread too:
it stands in the same space, or in one that is open to everyone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from community.posts.calling import callable_groups, groups_shown_in, names_in
from community.posts.places import home_of, left_from, posts_behind
from community.posts.showing_media import ShowsMedia
from community.spaces.seeing import Visibility
from community.tags.names import synonyms
from config.lib.markup import OUT_OF_SIGHT, Linked, Mentioned, QuoteSource, Wanted
from members.groups.models import Group
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread
    from config.lib.audience import Viewer


class ThreadResolver(ShowsMedia):
    """Answers the markup's questions for a post in one thread, and remembers what the post points at.

    `by` is who writes and may call groups. What stood in `earlier`, the post as it was, stays a call or plain text.
    """

    own_host: str = settings.PUBLIC_HOST

    def __init__(self, thread: Thread, *, by: Viewer | None = None, earlier: Post | None = None) -> None:
        self.own_thread = thread
        self.written_before = names_in(earlier.source) if earlier else []
        """Names that stood in the post before."""
        self.groups: dict[str, Group] = {}
        """Name -> group of every group that is called."""
        self.facts: dict[str, list[int]] = {}
        """What the log should know: `groups`, the ids of those that are called anew."""
        self.pointed: set[tuple[int, int, bool]] = set()
        """(thread id, post number or 0, is a quote) of everything that resolved."""
        self.mentioned: dict[str, int] = {}
        """Handle -> member id of everybody who was looked up."""
        self._by = by
        self._called = groups_shown_in(earlier.html) if earlier else frozenset()
        self._members: dict[str, Member] = {}
        self._threads: dict[int, Thread] = {}
        self._posts: dict[int, Post] = {}
        self._here: dict[int, Post] = {}
        self._former: dict[tuple[int, int | None], int] = {}
        self._earlier = earlier
        self._tags: dict[str, str] = {}

    def prepare(self, wanted: Wanted) -> None:
        """Fetch everything the post points at: at most six queries, three more where posts have moved."""
        from community.threads.models import Thread

        if wanted.handles:
            found = Member.objects.present().filter(handle__in=wanted.handles).only("handle", "name")
            self._members = {member.handle: member for member in found}
            self.mentioned = {member.handle: member.pk for member in found}
            self.groups = self._find_groups({*wanted.handles} - {*self._members})
        self.find_media(wanted, self._earlier, by=self._by)
        self._tags = synonyms(wanted.tags)
        threads = {thread_id for thread_id, _number in wanted.threads}
        if threads:
            found_threads = Thread.objects.filter(pk__in=threads).select_related("space", "merged_into__space")
            self._threads = {t.pk: t for t in found_threads}
            self._former = posts_behind(self._threads.values(), wanted.threads)
        ids = {*wanted.permalinks, *(quote.post_id for quote in wanted.quotes if quote.post_id), *self._former.values()}
        numbers = {*wanted.numbers, *(quote.number for quote in wanted.quotes if quote.number)}
        if ids or numbers:
            self._find_posts(ids, numbers)

    def _find_posts(self, ids: set[int], numbers: set[int]) -> None:
        """A number means the place it had where the post was written, wherever both went since."""
        from community.posts.models import Post

        own = self.own_thread.pk
        home = home_of(self._earlier, self.own_thread) if numbers else own
        left = left_from(home, numbers) if numbers and (home != own or self.own_thread.moved_out) else {}
        posts = Post.objects.filter(Q(pk__in={*ids, *left}) | Q(thread__in={home, own}, number__in=numbers))
        for post in posts.select_related("thread__space", "author").defer("source", "html", "text"):
            self._posts[post.pk] = post
            if post.pk in left:
                self._here[left[post.pk]] = post
            elif post.thread_id == home:
                self._here[post.number] = post
            elif post.thread_id == own:
                self._here.setdefault(post.number, post)

    def mention(self, handle: str) -> Mentioned | None:
        """The member behind a handle; if there is none, the group that goes by it."""
        if member := self._members.get(handle):
            return Mentioned(member.handle, member.name, member.get_absolute_url())
        group = self.groups.get(handle)
        if group is None:
            return None
        # Readers learn of a closed group in its own space only; elsewhere its name stays as it was typed.
        silent = handle not in self._called and vars(group)["is_closed"] and group.pk != self.own_thread.space.group_id
        return Mentioned(handle, f"@{handle}", "", silent=silent)

    def _find_groups(self, names: set[str]) -> dict[str, Group]:
        """The groups behind names that no member has: those the writer may call, and those that are called already."""
        kept, new = names & self._called, names - {*self.written_before}
        known = Group.objects.filter(slug__in=kept) if kept else Group.objects.none()
        groups = {group.slug: group for group in known}
        if new and self._by is not None:
            found = callable_groups(self._by, self.own_thread.space).filter(slug__in=new)
            groups |= {group.slug: group for group in found}
        return groups

    def thread(self, thread_id: int, number: int | None) -> Linked | None:
        """Another thread's address, with its title where every reader of this post may know it."""
        if (moved := self._former.get((thread_id, number))) is not None:
            return self.permalink(moved)
        other = self._threads.get(thread_id)
        if other is not None and other.merged_into is not None:
            other, number = other.merged_into, None
        if other is None or not self._readers_see(other):
            return None
        self.pointed.add((other.pk, number or 0, False))
        if number:
            return Linked(reverse("thread_post", args=[other.pk, other.slug, number]), other.title)
        return Linked(other.get_absolute_url(), other.title)

    def permalink(self, post_id: int) -> Linked | None:
        """The post behind /p/9/, with its thread's title."""
        post = self._posts.get(post_id)
        if post is None or not self._readers_see(post.thread):
            return None
        self.pointed.add((post.thread_id, post.number, False))
        return Linked(post.get_absolute_url(), post.thread.title)

    def post(self, number: int) -> str | None:
        """The address of a post of this thread."""
        post = self._here.get(number)
        return self._address(post, is_quote=False) if post and self._readers_see(post.thread) else None

    def tag(self, name: str) -> str | None:
        """The page of a tag, whatever other name of it was written."""
        return reverse("tag", args=[self._tags.get(name, name)])

    def quoted(self, source: QuoteSource) -> str | None:
        """The address of the post that is quoted, if that member wrote it and every reader may see it.

        While it is hidden or held, its words are out of sight in quotes too.
        """
        post = self._posts.get(source.post_id) if source.post_id else self._here.get(source.number or 0)
        if post is None or post.author is None or post.author.handle != source.handle:
            return None
        if post.hidden_at is not None or post.held_at is not None:
            self._address(post, is_quote=True)
            # Whoever may not look into its space is not told what became of it there.
            return OUT_OF_SIGHT if self._space_is_open(post.thread) else None
        return self._address(post, is_quote=True) if self._readers_see(post.thread) else None

    def _address(self, post: Post, *, is_quote: bool) -> str:
        self.pointed.add((post.thread_id, post.number, is_quote))
        return reverse("thread_post", args=[post.thread_id, post.thread.slug, post.number])

    def _readers_see(self, other: Thread) -> bool:
        if other.deleted_at is not None or other.held_at is not None:
            return False
        return self._space_is_open(other)

    def _space_is_open(self, other: Thread) -> bool:
        """To every reader of the post."""
        return other.space_id == self.own_thread.space_id or other.space.visibility == Visibility.OPEN
