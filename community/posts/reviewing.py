"""Posts as cases are about them: a reply, or the first post with the thread it opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.db.models.functions import JSONObject
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
from config.lib.written_once import written_once
from members.profiles.models import Member
from moderation.review.asking import asked_once
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
        """One query for all: the posts with what they stand in, and their pictures and files."""
        return {post.pk: _item(post) for post in _those(*sorted(pks))}

    def one(self, pk: int) -> Item | None:
        """With the nearest readable post before it and after it."""
        post = next(iter(_those(pk)), None)
        if post is None:
            return None
        there = Post.objects.filter(thread=post.thread_id, deleted_at=None, hidden_at=None, held_at=None)
        before = there.filter(number__lt=post.number).order_by("-number").values("pk")[:1]
        after = there.filter(number__gt=post.number).order_by("number").values("pk")[:1]
        beside = Post.objects.filter(Q(pk=Subquery(before)) | Q(pk=Subquery(after)))
        found = list(beside.select_related("author", "thread").order_by("number"))
        return _item(
            post,
            before=_said(one for one in found if one.number < post.number),
            after=_said(one for one in found if one.number > post.number),
        )  # fmt: skip

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
        post = self.held_thing(pk)
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
        post = next(iter(_those(pk)), None)
        if post is None or post.number > 1 or post.thread.deleted_at:
            return []
        open_ones = Space.objects.filter(pk__in=visible_space_ids(viewer), archived_at=None, deleted_at=None)
        return [
            (space.pk, space.name)
            for space in open_ones.exclude(pk=post.thread.space_id).order_by("name")
            if leads(viewer, space) and (post.thread.kind in space.kinds or post.thread.kind == "announcement")
        ]


@asked_once
def _those(*pks: int) -> list[Post]:
    found = _rows(pks)
    prefetch_related_objects([post for post in found if getattr(post, "poll", None)], "poll__options")
    return found


@written_once
def _rows(pks: Iterable[int]) -> QuerySet[Post]:
    files = Upload.objects.filter(post=OuterRef("pk")).order_by("pk")
    told = {field.name: field.name for field in fields(File)}
    found: QuerySet[Post] = Post.objects.filter(pk__in=pks).select_related("author", "thread__space", "poll")
    return found.annotate(files=ArraySubquery(files.values(told=JSONObject(**told))))


@dataclass(frozen=True)
class File:
    """What a case tells of a picture or a file; it comes in one query with its post."""

    pk: Any
    kind: str
    file_name: str
    alt: str
    width: int
    height: int
    thumbs: list[int] | None


def _said(posts: Iterable[Post]) -> tuple[Said, ...]:
    return tuple(
        Said(post.author, post.created_at, linked(post.html, {}), post_url(post.thread, post.number)) for post in posts
    )


def _item(post: Any, *, before: tuple[Said, ...] = (), after: tuple[Said, ...] = ()) -> Item:
    thread, space, is_first = post.thread, post.thread.space, post.number == 1
    files = [File(**told) for told in post.files]
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


def _version(post: Post, files: Iterable[File]) -> str:
    named = (post.thread.known_title, post.thread.known_tags, post.thread.kind) if post.number == 1 else ()
    pictures = [(one.pk, one.file_name, one.alt) for one in files]
    return f"{post.version}-{signed(post.source, *named, _poll(post), pictures)}"


def _notes(post: Post, files: Iterable[File]) -> tuple[tuple[str, str], ...]:
    thread, notes = post.thread, []
    if post.number == 1:
        notes.append((_("Kind"), thread.get_kind_display()))
        if thread.known_tags:
            notes.append((_("Tags"), ", ".join(thread.known_tags)))
    question, options = _poll(post)
    if question or options:
        notes.append((_("Poll"), " · ".join(filter(None, [question, *options]))))
    return (*notes, *notes_of_files(files))


def notes_of_files(files: Iterable[Upload | File]) -> list[tuple[str, str]]:
    """Pictures and files by name; of a picture, what it is said to show."""
    return [
        (
            _("File") if one.kind == FILE else _("Picture"),
            " · ".join(filter(None, [one.file_name or f"{one.pk}", one.alt])),
        )
        for one in files
    ]
