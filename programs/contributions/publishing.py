"""Publishing what was accepted: under its author's name, as a thread or a guide in the space of the call, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from community.guides.writing import begin_guide
from community.posts.models import Post
from community.uploads.using import use_uploads, use_uploads_in_guide
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.contributions.addresses import page_of
from programs.contributions.models import Contribution, ContributionVersion, Form, State
from programs.contributions.permissions import may_publish
from programs.contributions.writing import read_again
from programs.series.overtaken import ChangedMeanwhile
from programs.series.quoting import plain
from programs.series.starting import start_thread

if TYPE_CHECKING:
    from community.spaces.models import Space


@transaction.atomic
def publish(one: Contribution, *, edition: int, by: Member) -> bool:
    """Publish the version the editors accepted; False where it was before. Raises NotNow, ChangedMeanwhile."""
    if one.author is None:
        raise NotNow(Refusal(_("Its author has left, so it cannot be published under their name.")))
    for member in sorted({one.author, by}, key=lambda each: each.pk):
        Member.objects.one_at_a_time(member)
    current = read_again(one)
    if current.state == State.PUBLISHED:
        return False
    check(may_publish(by, current))
    if current.edition != edition:
        raise ChangedMeanwhile
    author, space = current.author, current.occurrence.program.space
    assert author is not None and space is not None
    version = ContributionVersion.objects.get(contribution=current, number=current.version)
    with translation.override(space.language or Installation.current().language):
        source = f"{version.source}\n\n{_credit(current, version.credit)}"
    if current.form == Form.GUIDE:
        _as_guide(current, space, version.title, source, author=author, by=by)
    else:
        _as_thread(current, space, version.title, source, author=author)
    current.state, current.published_at, current.published_by = State.PUBLISHED, timezone.now(), by
    current.edition += 1
    current.save(
        update_fields=["state", "published_at", "published_by", "edition", "thread", "guide"]
    )  # fmt: skip
    current.step("published", by=by)
    record("contribution.published", actor=by, subject=current, occurrence=current.occurrence_id)
    return True


def _credit(one: Contribution, credit: str) -> str:
    """Below the text: for which call it was written, and whom its author thanks or names beside themselves."""
    link = f"[{plain(one.occurrence.name)}]({settings.PUBLIC_URL}{page_of(one.occurrence)})"
    words = _("Written for %(call)s.") % {"call": link}
    return f"*{words}{' ' + plain(credit) if credit else ''}*"


def _as_thread(one: Contribution, space: Space, title: str, source: str, *, author: Member) -> None:
    one.thread = start_thread(space, by=author, title=title, source=source, key=f"call:{one.pk}")
    use_uploads(Post.objects.get(thread=one.thread, number=1))


def _as_guide(one: Contribution, space: Space, title: str, source: str, *, author: Member, by: Member) -> None:
    one.guide = begin_guide(by=author, title=title, source=source, space=space, key=f"call:{one.pk}")
    use_uploads_in_guide(one.guide, by=author)
    one.guide.publish(by=by)
