"""What a member of the village has for themself alone."""

from typing import TYPE_CHECKING

from django.utils import timezone

from community.bookmarks.keeping import keep
from community.bookmarks.noting import Wanted
from community.bookmarks.tasks import remind
from community.drafts.models import Draft
from community.following.models import Follow, Level, Silence
from members.icebreakers.answering import answer
from members.invitations.batches import InvitationBatch
from members.invitations.models import Invitation
from tests.factories import a_member

if TYPE_CHECKING:
    from tests.visibility.village import Village


def settle_own(village: "Village") -> None:
    """Drafts, follows, an invitation, an answer on the profile, what is kept and noted, and whom one does not read."""
    author = village.member("member")
    answer({"learning": "How nets are mended."}, by=author)
    village.draft = Draft.objects.create(
        member=author, key="new", title="A draft zqdrafttitle", body="Not ready: zqdraftbody", space=village.open_space
    )
    Draft.objects.create(member=author, key=f"thread:{village.public.pk}", body="Half a reply: zqdraftbody")
    Follow.objects.create(member=author, tag="zqfollowedtag", level=Level.EVERYTHING)
    Follow.objects.create(member=author, space=village.space, level=Level.EVERYTHING)
    batch = InvitationBatch.objects.create(name="Founders", note="Come along zqinvitenote", made_by=author)
    Invitation.objects.create(
        inviter=author, email="zqinvited@example.org", note="Come along zqinvitenote", batch=batch
    )
    keep(village.public.posts.get(number=1), by=author).write_down("My own zqkeptnote", None, by=author)
    reminded = keep(village.private.posts.get(number=1), by=author)
    reminded.write_down("In time zqremindednote", Wanted(timezone.now()), by=author)
    remind()
    village.muted = a_member("Quiet Person", handle="quiet-person")
    Silence.objects.create(member=author, other=village.muted)
