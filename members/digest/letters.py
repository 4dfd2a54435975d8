"""The digest as a letter: to one member, in their language, with its reason, the way to less, and a stable name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from config.lib.mail import WayBack, letter
from config.lib.mail_stencil import Stencil, hole
from members.digest.opening import reading_token
from members.digest.showing import length_of, subject_of
from members.digest.stencils import resting, written
from members.notifications.letters import speaking_to
from members.replying.addresses import Errand, address_for

if TYPE_CHECKING:
    from config.lib.mail import Letter, Sender
    from members.digest.models import Digest
    from members.digest.showing import Told
    from members.profiles.models import Member


def letter_for(digest: Digest, member: Member, told: Told, house: Sender, variant: str | None = None) -> Letter:
    """The digest of one member from this community; the same Message-ID every time."""
    with speaking_to(member):
        subject = subject_of(told, member, variant)
        if digest.is_test:
            subject = _("Test: %(subject)s") % {"subject": subject}
        values = _for_all(digest) | {
            "subject": subject, "headline": subject, "length": length_of(told),
            "read_url": _address("digest_read", settings.PUBLIC_URL).filled({"token": reading_token(digest, member)}),
        }  # fmt: skip
        words = written(told, house, why(house.name), values)
        return letter(words, subject=subject, sender=house, **_headers(digest, member))


def pause_letter_for(digest: Digest, member: Member, house: Sender) -> Letter:
    """Says once that digests rest, and how they come back."""
    with speaking_to(member):
        subject = _("Your digest from %(name)s rests") % {"name": house.name}
        because = _("You get this because your digest rests from now on. It is the last one until you come back.")
        words = resting(house, subject, because, _for_all(digest) | {"back_url": f"{_choices(digest)}#back"})
        return letter(words, subject=subject, sender=house, **_headers(digest, member))


def why(community: str) -> str:
    """Why somebody gets a digest."""
    words = _("You get this because you are a member of %(community)s. Its day, hour and parts are yours to choose.")
    return words % {"community": community}


def _choices(digest: Digest) -> str:
    return _address("digest_less", settings.PUBLIC_URL).filled({"token": digest.token})


@cache
def _address(name: str, here: str) -> Stencil:
    return Stencil(here + reverse(name, args=[hole("token")]))


def _for_all(digest: Digest) -> dict[str, str]:
    address = _choices(digest)
    return {
        "date": formats.date_format(timezone.localdate(), "WEEKDAY_FORMAT"),
        "less_url": f"{address}#less", "topics_url": f"{address}#choose", "stop_url": f"{address}#stop",
    }  # fmt: skip


def _headers(digest: Digest, member: Member) -> dict[str, Any]:
    host = settings.PUBLIC_HOST.rsplit(":", 1)[0]
    return {
        "to": member.email, "unsubscribe_url": _choices(digest), "message_id": f"<{digest.key}@{host}>",
        "back": WayBack(reports=address_for(Errand(member.pk))),
    }  # fmt: skip
