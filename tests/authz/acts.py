"""The acts of the table that exist: where each is sent, what with, and which row tells whether it was done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.previews.asking import ask_due
from community.previews.models import Preview
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.models import Upload
from members.groups.models import GroupMembership
from members.installation.models import Installation
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_thread
from tests.visibility.village import Village, picture


@dataclass
class Attempt:
    """One act by one person: the request, and what the database says about it."""

    path: str
    data: dict[str, Any]
    state: Callable[[], Any]


Prepare = Callable[[Village, str], Attempt]
ACTS: dict[str, Prepare] = {}
ONLY: dict[str, frozenset[str]] = {}
"""Who may do what the table does not know."""

MORE = {
    "role": "owner", "is_staff": "1", "is_superuser": "1", "author": "1", "author_id": "1", "owner_id": "1", "by": "1",
    "pinned_at": "2020-01-01", "created_at": "2020-01-01", "number": "1", "held_at": "", "visibility": "open",
}  # fmt: skip
"""Fields nobody offered."""


def act(name: str, *, only: frozenset[str] | None = None) -> Callable[[Prepare], Prepare]:
    """Register how an act is sent; `only` these roles may do one that stands in no table."""

    def keep(prepare: Prepare) -> Prepare:
        ACTS[name] = prepare
        if only is not None:
            ONLY[name] = only
        return prepare

    return keep


def own_post(village: Village, role: str, thread: Thread | None = None) -> Post:
    """A post by whoever acts; a visitor tries somebody else's."""
    person = village.people[role]
    by = person if isinstance(person, Member) else village.member("another_member")
    return a_post(thread or village.public, by=by, source="My own words, as they were")


def other_post(thread: Thread) -> Post:
    """A post by somebody who plays no other part; in a private space it could not be."""
    return a_post(thread, by=a_member(), source="Words of somebody else")


def _start(space: Space) -> Attempt:
    data = {"space": space.pk, "kind": "discussion", "title": "Something to talk about", "body": "First words of it."}
    return Attempt(reverse("thread_new"), data, lambda: Thread.objects.filter(space=space).count())


@act("create_thread_public")
def _(village: Village, role: str) -> Attempt:
    return _start(village.open_space)


@act("create_thread_private_P")
def _(village: Village, role: str) -> Attempt:
    return _start(village.space)


def _reply(thread: Thread) -> Attempt:
    return Attempt(
        reverse("thread_reply", args=[thread.pk]),
        {"body": "A reply to it."},
        lambda: Post.objects.filter(thread=thread).count(),
    )


@act("reply_public")
def _(village: Village, role: str) -> Attempt:
    return _reply(village.public)


@act("reply_locked_thread")
def _(village: Village, role: str) -> Attempt:
    thread = Thread.objects.get(pk=village.public.pk)  # the village's own would stay closed when this is taken back
    thread.close(by=village.member("admin"))
    return _reply(thread)


@act("reply_removed_first_post_thread")
def _(village: Village, role: str) -> Attempt:
    thread = a_thread(village.open_space, by=a_member())
    thread.posts.get(number=1).delete_softly(by=village.member("admin"))
    return _reply(thread)


def _edit(post: Post) -> Attempt:
    return Attempt(
        reverse("post_edit", args=[post.pk]),
        {"body": "Other words than before", "version": post.version},
        lambda: Post.objects.values_list("source", "version", "author_id", "number").get(pk=post.pk),
    )


@act("edit_own_in_window")
def _(village: Village, role: str) -> Attempt:
    return _edit(own_post(village, role))


@act("edit_own_after_window")
def _(village: Village, role: str) -> Attempt:
    post = own_post(village, role)
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(days=300))
    return _edit(post)


@act("edit_others_post_public")
def _(village: Village, role: str) -> Attempt:
    return _edit(other_post(village.public))


@act("edit_others_post_in_P")
def _(village: Village, role: str) -> Attempt:
    return _edit(other_post(village.private))


def _delete(post: Post) -> Attempt:
    return Attempt(
        reverse("post_delete", args=[post.pk]),
        {},
        lambda: Post.objects.values_list("deleted_at", flat=True).get(pk=post.pk),
    )


@act("delete_own")
def _(village: Village, role: str) -> Attempt:
    return _delete(own_post(village, role))


@act("delete_others", only=frozenset())
def _(village: Village, role: str) -> Attempt:
    """Nobody: the team and hosts decide about it."""
    return _delete(other_post(village.public))


@act("delete_others_in_P", only=frozenset())
def _(village: Village, role: str) -> Attempt:
    return _delete(other_post(village.private))


@act("restore_what_its_author_deleted", only=frozenset())
def _(village: Village, role: str) -> Attempt:
    author = a_member()
    post = a_post(village.public, by=author)
    post.delete_softly(by=author)
    found = Post.objects.values_list("deleted_at", flat=True)
    return Attempt(reverse("post_restore", args=[post.pk]), {}, lambda: found.get(pk=post.pk))


@act("pin_close_feature_public")
def _(village: Village, role: str) -> Attempt:
    found = Thread.objects.values_list("closed_at", "pinned_at")
    return Attempt(reverse("thread_close", args=[village.public.pk]), {}, lambda: found.get(pk=village.public.pk))


@act("create_space")
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("space_create"), {"name": "A new corner"}, Space.objects.count)


@act("change_space_privacy")
def _(village: Village, role: str) -> Attempt:
    found = Space.objects.values_list("visibility", "group_id")
    path = reverse("space_open_to", args=[village.space.slug])
    return Attempt(path, {"visibility": "members"}, lambda: found.get(pk=village.space.pk))


@act("add_member_to_P")
def _(village: Village, role: str) -> Attempt:
    guest = a_member("A Guest", handle="a-guest")
    path = reverse("space_add_member", args=[village.space.slug])
    return Attempt(path, {"handle": guest.handle}, GroupMembership.objects.filter(member=guest).count)


@act("change_site_settings")
def _(village: Village, role: str) -> Attempt:
    found = Installation.objects.values_list("name", "purpose", "sign_up")
    return Attempt(reverse("settings_rename"), {"name": "Another name"}, found.first)


@act("grant_role_equal_or_higher")
def _(village: Village, role: str) -> Attempt:
    guest = a_member("A Guest", handle="a-guest")
    found = Member.objects.get_queryset().values_list("role", flat=True)
    path = reverse("settings_give_role")
    return Attempt(
        path, {"handle": guest.handle, "role": "owner", "typed": guest.handle}, lambda: found.get(pk=guest.pk)
    )


@act("upload_image")
def _(village: Village, role: str) -> Attempt:
    file = SimpleUploadedFile("picture.png", picture(), "image/png")
    return Attempt(reverse("uploads"), {"picture": file}, Upload.objects.count)


@act("fetch_preview_internal_url")
def _(village: Village, role: str) -> Attempt:
    path, body = reverse("thread_reply", args=[village.public.pk]), "Look at this\n\nhttp://127.0.0.1/server-status"
    asked = Preview.objects.exclude(fetched_at=None)
    return Attempt(path, {"body": body, "key": "look"}, lambda: (ask_due(1), asked.count())[1])


@act("upload_svg_html")
def _(village: Village, role: str) -> Attempt:
    file = SimpleUploadedFile("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png")
    return Attempt(reverse("uploads"), {"picture": file}, Upload.objects.count)
