"""Posts as cases are about them: a reply, or the first post with the thread it opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.posts.models import Post
from community.posts.pictures import linked
from community.spaces.models import Space
from community.spaces.permissions import leads
from community.spaces.seeing import Visibility, visible_space_ids
from community.threads.models import Thread
from community.threads.moving import move
from community.threads.rows import post_url
from community.uploads.models import FILE, Upload
from members.profiles.models import Member
from moderation.review.subjects import Item, Kind, Said

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

FIRST_WORDS = 80


class Posts(Kind):
    """Posts. Their words are the real ones, also where a thread is covered."""

    key = "post"
    noun = gettext_lazy("Post")
    icon = "message-square"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove", "move")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Two queries for all: the posts with what they stand in, and their pictures and files."""
        posts = list(_rows().filter(pk__in=pks))
        shown = _files([post.pk for post in posts])
        return {post.pk: _item(post, shown[post.pk]) for post in posts}

    def one(self, pk: int) -> Item | None:
        """With the nearest readable post before it and after it."""
        post = _rows().filter(pk=pk).first()
        if post is None:
            return None
        beside = Post.objects.filter(thread=post.thread_id, deleted_at=None, hidden_at=None, held_at=None)
        beside = beside.select_related("author", "thread")
        before = beside.filter(number__lt=post.number).order_by("-number")[:1]
        after = beside.filter(number__gt=post.number).order_by("number")[:1]
        return _item(post, _files([pk])[pk], before=_said(before), after=_said(after))

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What can be read and is somebody else's; visitors only find what stands in the open."""
        found = Post.objects.readable_by(viewer).filter(pk=pk, held_at=None)
        found = found.filter(thread__deleted_at=None, thread__held_at=None)
        if viewer.is_authenticated:
            found = found.exclude(author=viewer)
        return self.many([pk]).get(pk) if found.exists() else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Of the threads the viewer sees."""
        return self.many([pk]).get(pk) if Post.objects.visible_to(viewer).filter(pk=pk).exists() else None

    def thing(self, pk: int) -> Any:
        """The post, locked."""
        return Post.objects.select_for_update(of=("self",)).select_related("thread__space").filter(pk=pk).first()

    @transaction.atomic
    def move(self, pk: int, *, to: int, by: Member | None) -> int | None:
        """Move the thread of a first post. Where it stood; None if it stands there, or cannot move: it is deleted."""
        post = self.thing(pk)
        space = Space.objects.filter(pk=to).first()
        if post is None or space is None or by is None or post.number > 1:
            return None
        thread: Thread = post.thread
        left = thread.space_id
        if left == to or thread.deleted_at:
            return None
        move(thread, to=space, by=by)
        return left

    def spaces(self, pk: int, viewer: Viewer) -> list[tuple[int, str]]:
        """Of a first post: the spaces the viewer looks after that take such threads, but not the one it stands in."""
        post = _rows().filter(pk=pk, number=1).first()
        if post is None or post.thread.deleted_at:
            return []
        open_ones = Space.objects.filter(pk__in=visible_space_ids(viewer), archived_at=None, deleted_at=None)
        return [
            (space.pk, space.name)
            for space in open_ones.exclude(pk=post.thread.space_id).order_by("name")
            if leads(viewer, space) and (post.thread.kind in space.kinds or post.thread.kind == "announcement")
        ]


def _rows() -> QuerySet[Post]:
    found: QuerySet[Post] = Post.objects.select_related("author", "thread__space", "poll").prefetch_related(
        "poll__options"
    )
    return found


def _files(pks: list[int]) -> dict[int, list[Upload]]:
    found: dict[int, list[Upload]] = defaultdict(list)
    for upload in Upload.objects.filter(post__in=pks).order_by("pk"):
        found[upload.post_id or 0].append(upload)
    return found


def _said(posts: Iterable[Post]) -> tuple[Said, ...]:
    return tuple(
        Said(post.author, post.created_at, linked(post.html, {}), post_url(post.thread, post.number)) for post in posts
    )


def _item(post: Post, files: list[Upload], *, before: tuple[Said, ...] = (), after: tuple[Said, ...] = ()) -> Item:
    thread, space, is_first = post.thread, post.thread.space, post.number == 1
    sizes = {one.pk: (one.width, one.height, one.thumbs or ()) for one in files}
    return Item(
        key=Posts.key,
        pk=post.pk,
        author=post.author,
        title=thread.known_title if is_first else Truncator(" ".join(post.text.split())).chars(FIRST_WORDS),
        text=post.text,
        html=linked(post.html, sizes),
        at=post.created_at,
        version=_version(post, files),
        url=post_url(thread, post.number),
        place=space.name if is_first else thread.known_title,
        place_url=space.get_absolute_url() if is_first else thread.get_absolute_url(),
        space_id=space.pk,
        space_name=space.name,
        hue=space.hue,
        is_private=space.visibility == Visibility.PRIVATE,
        language=thread.language or space.language,
        state=state_of(post, is_gone=bool(post.deleted_at or thread.deleted_at)),
        edit_asked=post.edit_asked_at is not None,
        notes=_notes(post, files),
        before=before,
        after=after,
        facts={**marks_of(post), "number": post.number, "thread": thread.pk, "is_first": is_first},
    )


def state_of(thing: Any, *, is_gone: bool) -> str:
    """What became of a thing, in one word; that its author deleted it comes first."""
    if is_gone:
        return "deleted"
    if thing.removed_at:
        return "removed"
    return "hidden" if thing.hidden_at else "held" if thing.held_at else ""


def marks_of(thing: Any) -> dict[str, bool]:
    """All that became of it, each by itself: what is deleted may be hidden as well."""
    return {
        "hidden": thing.hidden_at is not None,
        "removed": thing.removed_at is not None,
        "held": thing.held_at is not None,
    }


def signed(*words: Any) -> str:
    """A short word that is another one as soon as one of these is."""
    return sha256("\x00".join(str(word) for word in words).encode()).hexdigest()[:24]


def _poll(post: Post) -> tuple[str, list[str]]:
    poll = getattr(post, "poll", None)
    return (poll.question, [option.text for option in poll.options.all()]) if poll is not None else ("", [])


def _version(post: Post, files: list[Upload]) -> str:
    named = (post.thread.known_title, post.thread.known_tags, post.thread.kind) if post.number == 1 else ()
    pictures = [(one.pk, one.file_name, one.alt) for one in files]
    return f"{post.version}-{signed(post.source, *named, _poll(post), pictures)}"


def _notes(post: Post, files: list[Upload]) -> tuple[tuple[str, str], ...]:
    thread, notes = post.thread, []
    if post.number == 1:
        notes.append((_("Kind"), thread.get_kind_display()))
        if thread.known_tags:
            notes.append((_("Tags"), ", ".join(thread.known_tags)))
    question, options = _poll(post)
    if question or options:
        notes.append((_("Poll"), " · ".join(filter(None, [question, *options]))))
    return (*notes, *notes_of_files(files))


def notes_of_files(files: Iterable[Upload]) -> list[tuple[str, str]]:
    """Pictures and files by name; of a picture, what it is said to show."""
    return [
        (
            _("File") if one.kind == FILE else _("Picture"),
            " · ".join(filter(None, [one.file_name or f"{one.pk}", one.alt])),
        )
        for one in files
    ]
