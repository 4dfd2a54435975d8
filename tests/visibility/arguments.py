"""What each argument of an address is filled with, when somebody walks over all of them."""

from collections.abc import Callable
from typing import Any

from members.digest.models import Digest, DigestNote
from members.digest.opening import reading_token
from members.duties.models import Duty
from members.experiments.models import Experiment
from members.invitations.batches import InvitationBatch
from members.invitations.models import Invitation
from members.journeys.models import Journey, JourneyMessage, Run
from members.journeys.receivers import Receiver
from members.mentoring.models import CheckIn, Mentorship
from members.recognition.badges import Badge, BadgeAward
from members.recognition.models import LevelGrant, Nomination
from members.recognition.thanks import Thanks
from members.segments.models import Segment
from programs.challenges.models import ChallengeJudge
from programs.series.occurrences import Occurrence
from programs.series.texts import BankText
from tests.visibility.calendars import calendar_token, space_calendar_token
from tests.visibility.cases import KINDS, OF_MODERATION, tokens_of_cases
from tests.visibility.contributed import OF_CALLS
from tests.visibility.happening import occurrences, programs
from tests.visibility.measured import OF_HEALTH
from tests.visibility.programs import OF_PROGRAMS
from tests.visibility.speakers import NOBODY, OF_SPEAKERS
from tests.visibility.tried import OF_PILOTS
from tests.visibility.village import Village
from tests.visibility.written import OF_LETTERS

Values = Callable[[Village], list[Any]]


def _tokens_of(digest: Digest) -> list[str]:
    """What stops digests, and what opens this one."""
    return [digest.token, reading_token(digest, digest.member)]


UNMADE = "receipt application notification session device report"
ARGUMENTS: dict[str, Values] = {
    **{word if word == "pk" else f"{word}_id": lambda v: [NOBODY] for word in UNMADE.split()},
    **{word: lambda v: ["nothing-here"] for word in ("code", "key", "subscriber", "uidb36")},
    "thread_id": lambda v: [v.public.pk, v.private.pk],
    "saved_id": lambda v: [v.saved.pk, NOBODY],
    "guide_slug": lambda v: [guide.address for guide in v.guides],
    "slug": lambda v: [*Badge.objects.values_list("slug", flat=True), v.space.slug, v.open_space.slug, v.group.slug],
    "number": lambda v: [1, 3],
    "room_id": lambda v: [room.pk for room in reversed(v.rooms)],
    "line_id": lambda v: [room.lines.earliest("pk").pk for room in reversed(v.rooms)],
    "talk_id": lambda v: [talk.pk for talk in v.talks],
    "message_id": lambda v: [talk.messages.earliest("pk").pk for talk in v.talks],
    "stretch_id": lambda v: [v.rooms[1].stretches.get().pk],
    "post_id": lambda v: [post.pk for post in v.posts()],
    "version": lambda v: [1],
    **OF_MODERATION,
    "segment_id": lambda v: [Segment.objects.earliest("pk").pk, NOBODY],
    "program_id": lambda v: programs(v, ""),
    "occurrence_id": lambda v: occurrences(v, ""),
    "plan_key": lambda v: ["quarter", "nothing-here"],
    "calendar_token": lambda v: ["nothing-here", calendar_token(v)],
    "space_calendar_token": lambda v: ["nothing-here", space_calendar_token(v)],
    "text_id": lambda v: list(BankText.objects.order_by("pk").values_list("pk", flat=True)),
    "member_id": lambda v: [v.member("community_manager").pk],
    "title": lambda v: ["prompt-matter", "anything"],
    "duty_id": lambda v: list(Duty.objects.order_by("pk").values_list("pk", flat=True)),
    "experiment_id": lambda v: [Experiment.objects.get().pk, NOBODY],
    "step": lambda v: [2, 4],
    "journey_id": lambda v: [Journey.objects.get().pk, NOBODY],
    "step_id": lambda v: ["hello", "asks", "gone"],
    "run_id": lambda v: [Run.objects.get().pk, NOBODY],
    "letter_id": lambda v: [JourneyMessage.objects.get().pk, NOBODY],
    "receiver_id": lambda v: [Receiver.objects.get().pk, NOBODY],
    "thanks_id": lambda v: [Thanks.objects.earliest("pk").pk, NOBODY],
    "badge_id": lambda v: [Badge.objects.earliest("pk").pk, NOBODY],
    "award_id": lambda v: [BadgeAward.objects.earliest("pk").pk, NOBODY],
    "nomination_id": lambda v: [Nomination.objects.earliest("pk").pk, NOBODY],
    "grant_id": lambda v: [LevelGrant.objects.earliest("pk").pk, NOBODY],
    **OF_SPEAKERS,
    **OF_HEALTH,
    **OF_PROGRAMS,
    **OF_LETTERS,
    **OF_CALLS,
    **OF_PILOTS,
    "mentorship_id": lambda v: [Mentorship.objects.get().pk, NOBODY],
    "check_in_id": lambda v: [CheckIn.objects.earliest("pk").pk, NOBODY],
    "use_id": lambda v: [v.preview.uses.get().pk],
    "secret": lambda v: [v.preview.picture],
    "upload_id": lambda v: [v.upload.pk],
    "name": lambda v: [f"{v.upload.secret}.{v.upload.extension}", "zqpubtag", "zqprivtag"],
    "kind": lambda v: KINDS,
    "space_slug": lambda v: [v.open_space.slug, v.space.slug],
    "space_id": lambda v: [v.open_space.pk, v.space.pk],
    "handle": lambda v: [v.member("member").handle],
    "tag": lambda v: ["zqprivtag", "zqfollowedtag"],
    "outbox": lambda v: ["letters", "nothing"],
    "page": lambda v: [1, 9],
    "copy": lambda v: ["nothing-here-nothing-here"],
    "batch_id": lambda v: [InvitationBatch.objects.get().pk, NOBODY],
    "invitation_id": lambda v: [Invitation.objects.earliest("pk").pk, NOBODY],
    "token": lambda v: [*_tokens_of(Digest.objects.get()), *tokens_of_cases(), "nothing-here"],
    "section": lambda v: ["answers"],
    "note_id": lambda v: [DigestNote.objects.get().pk, NOBODY],
    "follow_id": lambda v: list(v.member("member").follows.values_list("pk", flat=True)),
    "bookmark_id": lambda v: list(v.member("member").bookmarks.values_list("pk", flat=True)),
    "tab": lambda v: ["following", "everything", "all"],
    "film": lambda v: ["nothing.mp4"],
    "fingerprint": lambda v: ["0123456789abcdef"],
    "judge_id": lambda v: [ChallengeJudge.objects.earliest("pk").pk, NOBODY],
    "place": lambda v: [1],
}
"""What each argument of an address is filled with; an argument that is not here fails the walk."""


def slug_of(occurrence_id: int) -> str:
    """The words at the end of its address."""
    found = Occurrence.objects.select_related("program").filter(pk=occurrence_id).first()
    return found.program.kind.url(found).rstrip("/").rpartition("/")[2] if found is not None else "x"
