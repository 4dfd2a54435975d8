"""Profiles as cases are about them: what a member says about themself, and their picture."""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.utils.html import format_html, linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.icebreakers.models import IceBreakerAnswer
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from members.profiles.showing import keeps_away
from moderation.review.mending import mended
from moderation.review.subjects import Item, Kind

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity

KEY = "member"


class Profiles(Kind):
    """Profiles. Hidden, the handle stands where the name was, and the words are there for its owner and the team."""

    key = KEY
    noun = gettext_lazy("Profile")
    icon = "user"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Two queries for all: the members, and what they answered to ice-breakers."""
        members = list(Member.objects.get_queryset().filter(pk__in=pks, is_active=True))
        said: dict[int, list[IceBreakerAnswer]] = {member.pk: [] for member in members}
        answers = IceBreakerAnswer.objects.filter(member__in=said, breaker__removed_at=None).select_related("breaker")
        for answer in answers.order_by("breaker__position"):
            said[answer.member_id].append(answer)
        return {member.pk: _item(member, said[member.pk]) for member in members}

    def one(self, pk: int) -> Item | None:
        """A profile stands by itself."""
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """Somebody else's, that the viewer may open, and that is not hidden."""
        member = Member.objects.present().filter(pk=pk, profile_hidden_at=None).first()
        if member is None or member.pk == viewer.pk or not may_see_profile(viewer, member):
            return None
        return None if keeps_away(member, viewer) else self.many([pk]).get(pk)

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """The team finds everybody who has an account."""
        return self.many([pk]).get(pk) if viewer.is_authenticated and viewer.is_moderator else None

    def thing(self, pk: int) -> Any:
        """The member, locked."""
        return Member.objects.get_queryset().select_for_update(no_key=True).filter(pk=pk).first()

    def hide(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """Put the words aside; whether this changed anything."""
        return self._act(pk, "profile_hidden_at", lambda member: member.hide_profile(by=by))

    def show(self, pk: int, *, by: Member | None) -> bool:
        """Show them again as they are; whether this changed anything."""
        return self._act(pk, "profile_hidden_at", lambda member: member.show_profile(by=by))

    def remove(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """A profile goes with its member alone; this hides it."""
        return self.hide(pk, by=by, reason=reason)

    def hold(self, pk: int, *, by: Member | None) -> bool:
        """A profile is not held."""
        return False

    def approve(self, pk: int, *, by: Member | None) -> bool:
        """A profile is not held."""
        return False

    def ask_for_edit(self, pk: int, *, by: Member | None) -> bool:
        """Ask its owner to change it; whether this changed anything."""
        return self._act(pk, "profile_edit_asked_at", lambda member: member.ask_to_edit_profile(by=by))

    def forget_edit(self, pk: int, *, by: Member | None) -> bool:
        """Ask no more; whether this changed anything."""
        return self._act(pk, "profile_edit_asked_at", lambda member: member.forget_profile_edit(by=by))


def _item(member: Member, answers: list[IceBreakerAnswer]) -> Item:
    known = member.as_they_are()
    words = [("", known.line), ("", known.about)]
    text = "\n\n".join(said for _label, said in words if said)
    notes = [
        (_("Handle"), f"@{member.handle}"),
        (_("Place"), known.place),
        (_("Interests"), ", ".join(known.interests)),
        (_("Ask me about"), ", ".join(known.expertise)),
        (_("Picture"), _("A photo") if known.photo else ""),
        *((answer.breaker.said, answer.words) for answer in answers),
    ]
    signed = [known.name, member.handle, known.photo, text, *(f"{label}\x00{said}" for label, said in notes)]
    hidden = member.profile_hidden_at is not None
    return Item(
        key=KEY,
        pk=member.pk,
        author=member,
        title=known.name,
        text=text,
        html=format_html("<p><b>{}</b></p>", known.name) + linebreaks(text, autoescape=True),
        at=member.joined_at,
        version=sha256("\x01".join(signed).encode()).hexdigest()[:24],
        url=member.get_absolute_url(),
        place=_("Members"),
        language=member.language,
        state="hidden" if hidden else "",
        edit_asked=member.profile_edit_asked_at is not None,
        notes=tuple((label, said) for label, said in notes if said),
        facts={"hidden": hidden, "removed": False, "held": False, "photo": known.photo},
    )


@transaction.atomic
def look_at_what_was_changed(activity: Activity) -> None:
    """After its owner changed a profile as was asked: nothing is asked any more, and a hidden one is looked at."""
    member = Member.objects.get_queryset().select_for_update(no_key=True).filter(pk=activity.subject_id or 0).first()
    if member is None or activity.actor_id != member.pk or member.profile_edit_asked_at is None:
        return
    if activity.at <= member.profile_edit_asked_at:
        return  # it was changed before anybody asked
    mended(KEY, member.pk, by=member, was_asked=True, is_hidden=member.profile_hidden_at is not None)
