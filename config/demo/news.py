"""What waits for the six who can sign in: news of the last days in their inboxes, and when they last came by."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from community.home.models import Visit
from community.posts.models import Post
from config.demo.people import SIGN_IN
from members.activity.models import Activity
from members.notifications.models import MailItem, Notification
from members.notifications.telling import tell
from members.profiles.models import Member

FRESH, SEEN = timedelta(days=4), timedelta(hours=26)


def leave(members: dict[str, Member], now: datetime) -> None:
    """Tell of the last days' posts and answers through the real notices; older ones count as seen; no mail."""
    recent = Activity.objects.filter(at__gt=now - FRESH, verb__in=["post.created", "answer.accepted"])
    for activity in recent.order_by("at", "id"):
        tell(activity)
    MailItem.objects.all().delete()
    Notification.objects.filter(updated_at__lt=now - SEEN).update(seen_at=now - SEEN, read_at=now - SEEN)
    Notification.objects.exclude(member__handle__in=SIGN_IN).update(seen_at=now)
    wrote = Post.objects.filter(author=OuterRef("pk")).order_by("-created_at").values("created_at")[:1]
    Member.objects.get_queryset().update(last_seen_at=Coalesce(Subquery(wrote), F("joined_at")))
    Visit.objects.bulk_create([Visit(member=members[handle], seen_at=now - SEEN) for handle in SIGN_IN])
