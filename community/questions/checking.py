"""Still valid? A year after an answer was accepted, those who know are asked; they can say so at any time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.models import Follow, Level, Silence
from community.posts.models import Post
from community.posts.permissions import YOUNG
from community.questions.models import AnswerCheck, Verdict
from community.spaces.permissions import leads, may_reply_in, not_admitted
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import Refusal, barred

if TYPE_CHECKING:
    from config.lib.audience import Viewer

AFTER = timedelta(days=365)


def due() -> Q:
    """Questions whose answer was accepted, and last looked at, a year ago; that nobody is asked about now."""
    long_ago = timezone.now() - AFTER
    asked = AnswerCheck.objects.filter(Q(verdict="") | Q(at__gt=long_ago))
    open_ones = Q(deleted_at=None, held_at=None, archived_at=None, outdated_at=None, duplicate_of=None)
    return open_ones & Q(kind="question", answered_at__lte=long_ago) & ~Q(answer__in=asked.values("post"))


@transaction.atomic
def ask_next() -> bool:
    """Ask about one answer that is due; False when there is none. Two who ask at once ask about different ones."""
    threads = Thread.objects.filter(due(), answer__deleted_at=None, answer__hidden_at=None, answer__held_at=None)
    locked = threads.select_for_update(of=("self",), no_key=True, skip_locked=True)
    thread: Thread | None = locked.select_related("answer").order_by("answered_at", "pk").first()
    if thread is None or thread.answer is None:
        return False
    _, is_new = AnswerCheck.objects.get_or_create(post=thread.answer, verdict="", defaults={"thread": thread})
    if is_new:
        record("answer.check_asked", subject=thread.answer, thread=thread.pk)
    return True


def asked_members(thread: Thread, answer: Post) -> set[int]:
    """Who knows: who asked, who answered, and who follows one of its tags and is no newcomer."""
    here_longer = {"member__joined_at__lte": timezone.now() - YOUNG}
    following = Follow.objects.filter(tag__in=thread.tags, level=Level.EVERYTHING, **here_longer)
    tagged = following.values_list("member_id", flat=True)
    own = {pk for pk in (thread.author_id, answer.author_id) if pk}
    return own | (set(tagged) if thread.tags else set())


def may_judge(viewer: Viewer, thread: Thread, answer: Post) -> Refusal | None:
    """Say whether the answer still holds: those who are asked, and whoever looks after the space."""
    refusal = barred(viewer)
    if refusal is not None or not isinstance(viewer, Member):
        return refusal
    if thread.deleted_at or answer.deleted_at or answer.hidden_at or answer.pk != thread.answer_id:
        return Refusal(_("There is no accepted answer to look at."))
    if viewer.pk in (thread.author_id, answer.author_id) or leads(viewer, thread.space):
        return None
    tags = Follow.objects.filter(member=viewer, tag__in=thread.tags, level=Level.EVERYTHING)
    if thread.tags and tags.exists():
        return _may_judge_as_follower(viewer, thread, answer)
    return Refusal(_("Who asked, who answered, followers of its tags and the hosts say whether an answer holds."))


def _may_judge_as_follower(viewer: Member, thread: Thread, answer: Post) -> Refusal | None:
    """Anybody follows a tag by a press, and what they say stands beside the answer for all: it asks for some trust.

    That the thread is closed is no hindrance: most answered questions are.
    """
    if timezone.now() - viewer.joined_at < YOUNG:
        return Refusal(_("In your first week you cannot say this of an answer. Write a reply with what has changed."))
    if not may_reply_in(viewer, thread.space):
        return not_admitted(thread.space.who_replies, _("Only hosts and the team reply in this space."))
    people = [thread.author_id, answer.author_id]
    if Silence.objects.filter(member__in=people, other=viewer, blocked=True).exists():
        return Refusal(_("Who asked or who answered has blocked you, so you cannot say this here."))
    return None


@transaction.atomic
def judge(thread: Thread, verdict: str, *, by: Member, reason: str = "") -> AnswerCheck:
    """Say that the accepted answer still holds, or (with a reason) that it does not. Raises ValueError without one."""
    if verdict not in Verdict.values or (verdict == Verdict.OUTDATED and not reason.strip()):
        raise ValueError("a verdict, and a reason if it is outdated")
    current = Thread.objects.select_for_update(of=("self",), no_key=True).select_related("answer").get(pk=thread.pk)
    if current.answer is None:
        raise ValueError("no answer")
    check = AnswerCheck.objects.filter(post=current.answer, verdict="").first()
    if check is None:
        check = AnswerCheck(thread=current, post=current.answer)
    now = timezone.now()
    check.verdict, check.reason, check.by, check.at = verdict, reason.strip(), by, now
    check.save()
    current.outdated_at = now if verdict == Verdict.OUTDATED else None
    current.save(update_fields=["outdated_at"])
    record("answer.judged", actor=by, subject=current.answer, thread=current.pk, verdict=verdict)
    thread.outdated_at = current.outdated_at
    return check
