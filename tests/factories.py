"""Small makers of things for tests; each asks only for what matters to the test."""

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from community.guides.models import Guide
from community.guides.writing import begin_guide
from community.polls.models import Poll
from community.polls.opening import Wanted, open_poll
from community.posts.models import Post
from community.posts.writing import rendered_into
from community.spaces.models import Space, SpaceHost
from community.threads.models import Thread
from members.groups.models import Group, GroupMembership
from members.notifications.models import QuietHours
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.test import Client

PASSWORD = "talkoot-demo"
_numbers = count(1)


def a_member(name: str = "", *, password: str | None = None, **fields: Any) -> Member:
    """A member with a proven address, and no quiet hours, so that the hour of a test run changes nothing.

    Without `password` nobody can sign in by password, which saves a slow hash.
    """
    number = next(_numbers)
    name = name or f"Member {number}"
    fields.setdefault("handle", slugify(name) if not fields.get("handle") else fields["handle"])
    email = fields.pop("email", f"{fields['handle']}@example.org")
    member = Member.objects.create_user(email, password, name=name, **fields)
    EmailAddress.objects.create(user=member, email=email, verified=True, primary=True)
    QuietHours.objects.create(member=member)
    return member


def let_in(client: "Client", member: Member) -> None:
    """Give a client a session of this member: one statement in place of the fourteen of `client.force_login`."""
    within = {
        SESSION_KEY: str(member.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: member.get_session_auth_hash(),
    }
    session = Session(
        session_key=get_random_string(32),
        session_data=Session.objects.encode(within),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    session.save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key


def a_group(*members: Member, name: str = "", **fields: Any) -> Group:
    """A group with these members; private and by invitation unless it gets other `fields`."""
    name = name or f"Group {next(_numbers)}"
    group: Group = Group.objects.create(name=name, slug=slugify(name), **fields)
    join(group, *members)
    return group


def join(group: Group, *members: Member) -> None:
    """Put members into a group."""
    GroupMembership.objects.bulk_create([GroupMembership(group=group, member=member) for member in members])


def a_space(name: str = "", *, hosts: tuple[Member, ...] = (), **fields: Any) -> Space:
    """A space; open to everyone unless it gets a group (then private) or another `visibility`."""
    name = name or f"Space {next(_numbers)}"
    fields.setdefault("slug", slugify(name))
    if fields.get("group"):
        fields.setdefault("visibility", "private")
    fields.setdefault("kinds", ["discussion", "question", "idea"])
    space = Space.objects.create(name=name, **fields)
    for host in hosts:
        SpaceHost.objects.create(space=space, member=host)
    return space


def a_thread(
    space: Space | None = None, *, by: Member | None = None, title: str = "", source: str = "", **fields: Any
) -> Thread:
    """A thread with its first post, opened the way a member opens one."""
    number = next(_numbers)
    thread: Thread = (space or a_space()).start_thread(
        by=by or a_member(),
        title=title or f"A thread about subject {number}",
        source=source or f"The first words about subject {number}.",
        **fields,
    )
    return thread


def a_post(thread: Thread | None = None, *, by: Member | None = None, source: str = "", **fields: Any) -> Post:
    """A reply."""
    thread = thread or a_thread()
    return thread.reply(by=by or a_member(), source=source or f"Reply number {next(_numbers)}.", **fields)


@transaction.atomic
def a_long_thread(posts: int, *, space: Space | None = None, by: Member | None = None) -> Thread:
    """A thread of `posts` posts by one author. Of replies between the first and the last nobody is told."""
    thread = a_thread(space, by=by)
    author = by or a_member()
    if posts > 1:
        thread.reply(by=author, source=f"Reply number {next(_numbers)}.")
    between = [Post(thread=thread, author=author, number=number) for number in range(3, posts)]
    for post in between:
        rendered_into(post, f"Reply number {next(_numbers)}.", by=author)
    Post.objects.bulk_create(between)
    if posts > 2:
        Thread.objects.filter(pk=thread.pk).update(posts_count=posts - 1)
        thread.reply(by=author, source=f"Reply number {next(_numbers)}.")
    thread.refresh_from_db()
    return thread


def copy[T: Model](one: T, **changed: Any) -> T:
    """The same thing once more, not saved yet: for many that need only to be there, saved by `bulk_create`."""
    return type(one)(**{field.attname: getattr(one, field.attname) for field in one._meta.concrete_fields
                        if not field.primary_key and field.name not in changed} | changed)  # fmt: skip


def a_poll(post: Post | None = None, *options: str, question: str = "Which day suits you?", **fields: Any) -> Poll:
    """A poll of the post's author, with three options if none are named."""
    post = post or a_post()
    assert post.author is not None
    wanted = Wanted(question=question, options=options or ("Monday", "Tuesday", "Friday"), **fields)
    return open_poll(post, by=post.author, wanted=wanted)


def a_guide(
    space: Space | None = None, *, by: Member | None = None, title: str = "", source: str = "", published: bool = True,
    **fields: Any,
) -> Guide:  # fmt: skip
    """A guide; published unless it is to stay a draft. Without a space it belongs to all."""
    number = next(_numbers)
    by = by or a_member()
    guide = begin_guide(
        by=by,
        space=space,
        title=title or f"How to do thing {number}",
        source=source or f"First do thing {number}.",
        **fields,
    )
    if published:
        guide.publish(by=by)
    return guide
