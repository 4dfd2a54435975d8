"""Posts, lines and guides as screening looks at them: one function for each, for what is new and for an edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from community.screened.records import Live
from moderation.screening.postings import Posting, Written

if TYPE_CHECKING:
    from community.chat.models import ChatLine, ChatRoom
    from community.guides.models import Guide
    from community.polls.models import Poll
    from community.polls.opening import Wanted
    from community.posts.models import Post
    from community.spaces.models import Space
    from community.threads.models import Thread
    from members.profiles.models import Member


def _is_private(space: Space | None) -> bool:
    return space is not None and space.visibility == "private"


def new_thread(
    space: Space, title: str, source: str, tags: Sequence[str], *, by: Member, sender: str = "",
    poll: Wanted | None = None,
) -> Posting:  # fmt: skip
    """A thread that is not started yet, with the words of its poll."""
    return Posting(
        Written.THREAD, by, source, title=title, tags=tuple(tags), space_id=space.pk, is_private=_is_private(space),
        place="new", record=Live(by), sender=sender, beside=poll_words(poll),
    )  # fmt: skip


def new_reply(thread: Thread, source: str, *, by: Member, sender: str = "", poll: Wanted | None = None) -> Posting:
    """A reply that is not written yet, with the words of its poll."""
    return Posting(
        Written.REPLY, by, source, space_id=thread.space_id, is_private=_is_private(thread.space),
        place=f"t{thread.pk}", record=Live(by), sender=sender, beside=poll_words(poll),
    )  # fmt: skip


def poll_words(poll: Wanted | None) -> str:
    """The words of a poll: its question and its options."""
    return "\n".join([poll.question, *poll.options]) if poll is not None else ""


def asked_poll(post: Post, poll: Wanted, *, by: Member, old: Poll | None = None) -> Posting:
    """A post with a poll that is put under it, or (`old`) that asks in other words."""
    before = "\n".join([old.question, *(option.text for option in old.options.all())]) if old is not None else ""
    found = edited_post(post, post.source, by=by)
    assert found.before is not None
    return replace(found, beside=poll_words(poll), before=replace(found.before, beside=before))


def edited_post(post: Post, source: str, *, by: Member, title: str = "", tags: Sequence[str] | None = None) -> Posting:
    """A post as it would read after an edit; of a first post also its title and the tags."""
    thread, is_first = post.thread, post.number == 1
    where: dict[str, Any] = {
        "space_id": thread.space_id,
        "is_private": _is_private(thread.space),
        "place": f"t{thread.pk}",
    }
    kind = Written.THREAD if is_first else Written.REPLY
    old_title, old_tags = (thread.known_title, tuple(thread.known_tags)) if is_first else ("", ())
    before = Posting(kind, by, post.source, title=old_title, tags=old_tags, **where)
    return Posting(
        kind, by, source, title=(title or old_title) if is_first else "",
        tags=tuple(tags) if tags is not None and is_first else old_tags, record=Live(by), before=before,
        is_mended=bool(post.hidden_at or post.edit_asked_at), **where,
    )  # fmt: skip


def new_line(room: ChatRoom, source: str, *, by: Member, sender: str = "") -> Posting:
    """A line that is not said yet."""
    return Posting(
        Written.LINE, by, source, space_id=room.space_id, is_private=_is_private(room.space), place=f"r{room.pk}",
        record=Live(by), sender=sender,
    )  # fmt: skip


def edited_line(line: ChatLine, source: str, *, by: Member) -> Posting:
    """A line in other words."""
    room = line.room
    where: dict[str, Any] = {"space_id": room.space_id, "is_private": _is_private(room.space), "place": f"r{room.pk}"}
    before = Posting(Written.LINE, by, line.source, **where)
    is_mended = bool(line.hidden_at or line.edit_asked_at)
    return Posting(Written.LINE, by, source, record=Live(by), before=before, is_mended=is_mended, **where)


def a_guide(
    space: Space | None, title: str, summary: str, source: str, *, by: Member, old: Guide | None = None
) -> Posting:
    """A guide that is begun, or (`old`) as it would read after an edit."""
    where: dict[str, Any] = {
        "space_id": space.pk if space else None,
        "is_private": _is_private(space),
        "place": "guide",
    }
    before = None
    if old is not None:
        before = Posting(Written.GUIDE, by, f"{old.summary}\n{old.source}", title=old.title, **where)
    return Posting(
        Written.GUIDE, by, f"{summary}\n{source}", title=title, record=Live(by), before=before,
        is_mended=old is not None and bool(old.hidden_at or old.edit_asked_at), **where,
    )  # fmt: skip
