"""The letters of somebody who leaves: the way back, and that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from config.lib.tokens import sign
from config.lib.zones import zone_name
from members.installation.models import Installation
from members.letters.writing import Words, write
from members.privacy.models import WAY_BACK

if TYPE_CHECKING:
    from members.privacy.models import Leaving
    from members.profiles.models import Member

PURPOSE = "way-back"


def tell_the_way_back(leaving: Leaving, member: Member) -> None:
    """Write what was asked for, when it will be done, and where to stop it."""
    with translation.override(member.language or translation.get_language()):
        day = formats.date_format(timezone.localtime(leaving.due_at), "DATE_FORMAT")
        fate = (
            _("What you wrote is erased then too; a mark stays in its place.")
            if leaving.erases_words
            else _("What you wrote stays, and is shown as by a former member.")
        )
        asked = (
            _("You asked us to delete your account at %(community)s.")
            if leaving.asked_by_id == member.pk
            else _("The owner of %(community)s started the deletion of your account.")
        )
        community = {"community": Installation.current().name}
        words = Words(
            subject=_("Your account at %(community)s is closed") % community,
            lines=[
                asked % community,
                _("It is closed now, and deleted for good on %(day)s.") % {"day": day},
                fate,
                _("Until then you can take it back, with everything as it was."),
            ],
            button=_("Take my account back"),
            url=_way_back(leaving),
            why=_("You get this because it is about your account. It cannot be switched off."),
            useful_for=WAY_BACK,
        )
        write("leaving", to=member.email, words=words, key=f"leaving.{leaving.pk}")


def _way_back(leaving: Leaving) -> str:
    return f"{settings.PUBLIC_URL}{reverse('return_by_letter', args=[sign(PURPOSE, str(leaving.pk))])}"


def tell_it_ends(leaving: Leaving, member: Member) -> None:
    """Write for the last time where the account can be taken back; written twice, it is one letter."""
    with translation.override(member.language or translation.get_language()), timezone.override(member.time_zone):
        ends = timezone.localtime(leaving.due_at)
        when = {"day": formats.date_format(ends, "DATE_FORMAT"), "time": formats.date_format(ends, "TIME_FORMAT")}
        when |= {"zone": zone_name(member.time_zone)}
        community = {"community": Installation.current().name}
        words = Words(
            subject=_("Your account at %(community)s is deleted on %(day)s") % (community | when),
            lines=[
                _("Your account at %(community)s is closed.") % community,
                _("On %(day)s at %(time)s (%(zone)s) it is deleted for good, and nobody can bring it back.") % when,
                _("Until then you can take it back, with everything as it was. If you want it gone, do nothing."),
            ],
            button=_("Take my account back"),
            url=_way_back(leaving),
            why=_("You get this because it is about your account. It cannot be switched off."),
            useful_for=leaving.due_at - timezone.now(),
        )
        write("leaving_soon", to=member.email, words=words, key=f"leaving-soon.{leaving.pk}")


def tell_it_is_done(leaving: Leaving, member: Member) -> None:
    """Write that nothing is left; the last letter to this address."""
    with translation.override(member.language or translation.get_language()):
        community = {"community": Installation.current().name}
        words = Words(
            subject=_("Your account at %(community)s is deleted") % community,
            lines=[
                _("Your account at %(community)s and your data are deleted.") % community,
                _("Backups that hold them are overwritten in time. This is the last letter to this address."),
            ],
            why=_("You get this because it is about your account. It cannot be switched off."),
        )
        write("left", to=member.email, words=words, key=f"left.{leaving.pk}")
