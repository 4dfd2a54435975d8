"""The digest as a letter: to one member, in their language, with its reason, the way to less, and a stable name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from config.lib.mail import WayBack, compose
from config.lib.mail_html import for_mail
from members.digest.opening import reading_token
from members.digest.showing import length_of, subject_of
from members.notifications.letters import speaking_to
from members.replying.addresses import Errand, address_for

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from config.lib.mail import Sender
    from members.digest.models import Digest
    from members.digest.showing import Told
    from members.profiles.models import Member


def letter_for(
    digest: Digest, member: Member, told: Told, house: Sender, variant: str | None = None
) -> EmailMultiAlternatives:
    """The digest of one member from this community; the same Message-ID every time."""
    with speaking_to(member):
        subject = subject_of(told, member, variant)
        if digest.is_test:
            subject = _("Test: %(subject)s") % {"subject": subject}
        context = {
            "headline": subject, "length": length_of(told), "parts": told.parts, "note_text": told.note_text,
            "note_html": for_mail(told.note_html, settings.PUBLIC_URL), "here": settings.PUBLIC_URL,
            "why": why(house.name),
            "read_url": settings.PUBLIC_URL + reverse("digest_read", args=[reading_token(digest, member)]),
        }  # fmt: skip
        return _composed("digest", digest, member, house, subject, context)


def pause_letter_for(digest: Digest, member: Member, house: Sender) -> EmailMultiAlternatives:
    """Says once that digests rest, and how they come back."""
    with speaking_to(member):
        name = house.name
        context = {
            "community": name, "back_url": _choices(digest) + "#back",
            "why": _("You get this because your digest rests from now on. It is the last one until you come back."),
        }  # fmt: skip
        return _composed(
            "digest_pause", digest, member, house, _("Your digest from %(name)s rests") % {"name": name}, context
        )


def why(community: str) -> str:
    """Why somebody gets a digest."""
    words = _("You get this because you are a member of %(community)s. Its day, hour and parts are yours to choose.")
    return words % {"community": community}


def _choices(digest: Digest) -> str:
    return f"{settings.PUBLIC_URL}{reverse('digest_less', args=[digest.token])}"


def _composed(
    template: str, digest: Digest, member: Member, house: Sender, subject: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    address, host = _choices(digest), settings.PUBLIC_HOST.rsplit(":", 1)[0]
    more = {
        "language": translation.get_language(),
        "date": formats.date_format(timezone.localdate(), "WEEKDAY_FORMAT"),
        "less_url": f"{address}#less", "topics_url": f"{address}#choose", "stop_url": f"{address}#stop",
    }  # fmt: skip
    return compose(
        template,
        more | context,
        to=member.email,
        subject=subject,
        sender=house,
        unsubscribe_url=address,
        back=WayBack(reports=address_for(Errand(member.pk))),
        message_id=f"<{digest.key}@{host}>",
    )
