"""What the people of the demo community keep for themselves: saved posts with notes and reminders, tags and people."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.bookmarks.models import Bookmark, Reminder
from community.following.models import Follow, Level
from community.posts.models import Post
from config.demo.parsing import DemoFault
from members.profiles.models import Member

# Who keeps which post of which thread, with what note, and after how many days they want to be reminded.
KEPT: list[tuple[str, str, int, str, int]] = [
    ("nia", "How do I build a fair rota when half the people can only do mornings", 3,
     "Points for unpleasantness: try this with the Tuesday group.", 3),
    ("nia", "How do you keep a weekly prompt alive after month three?", 1, "", 0),
    ("nia", "Small rituals that survived: add yours here", 1, "Read out at the next meeting. The lamp!", 0),
    ("ben", "How do I build a fair rota when half the people can only do mornings", 1, "Did it hold?", 20),
    ("ben", "Do you take attendance, and what do you do with it?", 1, "", 0),
    ("mia", "Small rituals that survived: add yours here", 1, "Ask three of them for the newsletter.", 5),
    ("mo", "Do you take attendance, and what do you do with it?", 1, "Look again: names of children?", 1),
]  # fmt: skip
TAGS = {"nia": ("rota", "rituals"), "ben": ("fairness",), "mia": ("rituals", "hosts"), "mo": ("rota",)}
PEOPLE = {"nia": ("sam", "tomasz"), "ben": ("tomasz",), "mia": ("sam",)}


def keep(members: dict[str, Member], now: datetime) -> None:
    """Bookmarks, the latest kept last, and what they follow beside the threads they wrote in."""
    for place, (handle, title, number, note, days) in enumerate(KEPT):
        post = Post.objects.filter(thread__title=title, number=number).first()
        if post is None:
            raise DemoFault(f"keeping: there is no post {number} in {title!r}")
        kept_at = max(post.created_at, now - timedelta(days=9 - place))
        bookmark = Bookmark.objects.create(member=members[handle], post=post, note=note, kept_at=kept_at)
        if days:
            at = (now + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0)
            Reminder.objects.create(bookmark=bookmark, at=at, if_unanswered=handle == "ben", asked_at=kept_at)
    follows = [Follow(member=members[who], tag=tag, level=Level.EVERYTHING) for who in TAGS for tag in TAGS[who]]
    follows += [
        Follow(member=members[who], person=members[other], level=Level.EVERYTHING)
        for who in PEOPLE
        for other in PEOPLE[who]
    ]
    Follow.objects.bulk_create(follows)
