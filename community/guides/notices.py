"""Who is told of what about guides; the front hall's notices load them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.guides.announcing import Guides
from community.guides.models import Guide
from community.guides.reading import notice_number
from community.posts.models import Post
from community.spaces.models import SpaceHost
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Notice, register
from members.notifications.telling import take_back_thread, tell
from members.profiles.models import Member
from members.profiles.roles import Role

if TYPE_CHECKING:
    from members.notifications.notices import Happening

GUIDES = Guides()


def keepers(guide: Guide) -> set[int]:
    """Who looks after its place: the hosts of its space; without any, and for guides of all, the managers."""
    hosts = SpaceHost.objects.filter(space=guide.space_id or 0, member__is_active=True)
    found = set(hosts.values_list("member_id", flat=True))
    managers = Member.objects.present().filter(role__in=[Role.MANAGER, Role.OWNER])
    return found or set(managers.values_list("pk", flat=True))


def writers(guide: Guide) -> set[int]:
    """Its owner and its editors."""
    return {*([guide.owner_id] if guide.owner_id else []), *(one.pk for one in guide.editors.all())}


class AboutGuide(Notice):
    """A notice about one step of a guide."""

    surface = GUIDES
    setting = "guide"
    label = _("Guides I write or look after")
    icon = "book-open"
    by_mail = True


class ReviewAsked(AboutGuide):
    """A guide waits for a second look."""

    key = "guide_review"
    words = ngettext_lazy(
        "%(who)s asks for a second look at a guide", "%(who)s ask for a second look at a guide", "people"
    )
    why = _("You look after the place this guide belongs to.")
    verbs = ("guide.review_asked",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who may publish it."""
        return keepers(happening.thing)


class SentBack(AboutGuide):
    """A guide of mine needs something before it is published."""

    key = "guide_sent_back"
    words = ngettext_lazy("%(who)s sent your guide back", "%(who)s sent your guide back", "people")
    why = _("You write this guide.")
    verbs = ("guide.sent_back",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who writes it."""
        return writers(happening.thing)


class GuidePublished(AboutGuide):
    """A guide of mine is published."""

    key = "guide_published"
    words = ngettext_lazy("%(who)s published your guide", "%(who)s published your guide", "people")
    why = _("You write this guide.")
    verbs = ("guide.published",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who writes it."""
        return writers(happening.thing)


class GuideCites(AboutGuide):
    """What I wrote is a source of a guide."""

    key = "guide_cites"
    words = ngettext_lazy(
        "%(who)s published a guide that builds on your words", "%(who)s published a guide that builds on your words",
        "people",
    )  # fmt: skip
    why = _("One of your posts is named as a source.")
    by_mail = False
    verbs = ("guide.published",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """The authors of its sources here."""
        posts = Post.objects.filter(pk__in=happening.thing.sources.values("post"), deleted_at=None, hidden_at=None)
        return set(posts.exclude(author=None).values_list("author_id", flat=True))


class WentStale(AboutGuide):
    """The review date of a guide of mine has passed. The clock says it, once for each date."""

    key = "guide_stale"
    words = ngettext_lazy("Look whether your guide still holds", "Look whether your guide still holds", "people")
    why = _("You answer for this guide, and its review date has passed.")
    icon = "hourglass"
    verbs = ("guide.went_stale",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its owner; who looks after its place, if the owner has left."""
        guide: Guide = happening.thing
        present = Member.objects.present().filter(pk=guide.owner_id or 0).exists()
        return [guide.owner_id] if present and guide.owner_id else keepers(guide)


class HandedOver(AboutGuide):
    """A guide is mine from now on."""

    key = "guide_handed_over"
    words = ngettext_lazy("%(who)s handed a guide over to you", "%(who)s handed a guide over to you", "people")
    why = _("You answer for this guide from now on.")
    verbs = ("guide.handed_over",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Its new owner, unless it has gone on to somebody else since."""
        return [pk for pk in [activity.facts["member"]] if pk == happening.thing.owner_id]


KINDS: list[type[AboutGuide]] = [ReviewAsked, SentBack, GuidePublished, GuideCites, WentStale, HandedOver]
for kind in KINDS:
    register(kind())


@subscribe(
    "guide.review_asked", "guide.sent_back", "guide.published", "guide.went_stale", "guide.handed_over",
    name="community.guide_notices",
)  # fmt: skip
def tell_who_is_concerned(activity: Activity) -> None:
    """Tells members of what happens to guides they write or look after, in the inbox and by mail."""
    tell(activity)


@subscribe("guide.retired", "guide.checked", "item.hidden", "item.held", name="community.guide_notices_settled")
def forget_what_is_settled(activity: Activity) -> None:
    """Takes notices nobody has seen yet back when a guide is gone, or what they ask for has been done."""
    if activity.subject_type != "community.guide":
        return
    guide = Guide.objects.filter(pk=activity.subject_id or 0).first()
    if guide is not None:
        take_back_thread(notice_number(guide))
