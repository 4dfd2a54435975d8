"""Who could help with a question, and asking them: once about each question, at most three times a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Count, Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from community.following.hearing import seers
from community.following.models import Follow, Level, Silence
from community.posts.models import Post
from community.questions.models import HelpAsk
from community.questions.waiting import fitting, words_of
from community.spaces.models import Space
from community.spaces.seeing import Visibility
from community.threads.models import Thread
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.db.models import QuerySet

HERE_LATELY = timedelta(days=30)
DAY = timedelta(hours=24)
MOST_A_DAY = 3
SHOWN = 3
LOOKED_AT = 500


class CannotAsk(Exception):
    """This member is not to be asked now; the message is one sentence."""


def helpers_for(threads: Sequence[Thread], most: int = SHOWN) -> dict[int, list[Member]]:
    """For each question up to `most` members who know about it and may be asked. The same queries for any number."""
    if not threads:
        return {}
    people = list(_knowing(set[str]().union(*map(words_of, threads)))[:LOOKED_AT])
    found = {thread.pk: [one for one in people if fitting(one.expertise, thread)] for thread in threads}
    barred = _barred(threads, people)
    seen = _seen_by(threads, people)
    return {
        thread.pk: [
            one for one in found[thread.pk]
            if one.pk != thread.author_id
            and (thread.pk, one.pk) not in barred
            and speaks(one, thread.language)
            and one.pk in seen[thread.space_id]
        ][:most]
        for thread in threads
    }  # fmt: skip


def speaks(member: Member, language: str) -> bool:
    """Whether somebody reads the language of a question; who named no languages is taken to."""
    return not language or not member.languages or language in member.languages


def may_be_asked() -> QuerySet[Member]:
    """Who was here lately, may write, and was not asked three times within a day."""
    now = timezone.now()
    free = Q(suspended_until=None) | Q(suspended_until__lte=now)
    loud = Q(silenced_until=None) | Q(silenced_until__lte=now)
    lately = HelpAsk.objects.filter(member=OuterRef("pk"), at__gt=now - DAY).order_by()
    asked = lately.values("member").annotate(n=Count("pk")).filter(n__gte=MOST_A_DAY)
    there: QuerySet[Member] = Member.objects.present().filter(free, loud, last_seen_at__gt=now - HERE_LATELY)
    return there.filter(~Exists(asked)).order_by(F("last_seen_at").desc(), "pk")


def _knowing(words: Collection[str]) -> QuerySet[Member]:
    """Those whose fields of expertise share a word with any of these; exactly which fit which is looked at later."""
    text = Lower(Func(F("expertise"), Value(" "), function="array_to_string", output_field=TextField()))
    gap, words_each = Value(r"[\s-]+", output_field=TextField()), ArrayField(TextField())
    parts = Func(text, gap, function="regexp_split_to_array", output_field=words_each)
    asked = sorted({part for word in words for part in word.split("-")})
    return may_be_asked().exclude(expertise=[]).annotate(parts=parts).filter(parts__overlap=asked)


def _barred(threads: Sequence[Thread], people: Sequence[Member]) -> set[tuple[int, int]]:
    """Question and member: asked already, not wanting to hear of it, or one of both does not want the other."""
    ids, asks = [one.pk for one in people], HelpAsk.objects.filter(thread__in=threads)
    barred = set(asks.filter(member__in=ids).values_list("thread_id", "member_id"))
    authors = [thread.author_id for thread in threads if thread.author_id]
    pairs = Silence.objects.filter(
        Q(member__in=ids, other__in=authors) | Q(member__in=authors, other__in=ids)
    ).values_list("member_id", "other_id")
    apart = {frozenset(pair) for pair in pairs}
    quiet = Follow.objects.filter(member__in=ids, level=Level.NOTHING).filter(
        Q(thread__in=threads) | Q(space__in=[t.space_id for t in threads]) | ~Q(tag="")
    )
    for follow in quiet:
        barred |= {
            (t.pk, follow.member_id) for t in threads
            if follow.thread_id == t.pk or follow.space_id == t.space_id or (follow.tag and follow.tag in t.tags)
        }  # fmt: skip
    return barred | {(t.pk, pk) for t in threads for pk in ids if frozenset((t.author_id, pk)) in apart}


def _seen_by(threads: Sequence[Thread], people: Sequence[Member]) -> dict[int, set[int]]:
    """By space, who of these sees it; only private spaces are asked about, all in one go for each."""
    everybody = {one.pk for one in people}
    spaces: dict[int, Space] = {thread.space_id: thread.space for thread in threads}
    return {
        pk: seers(space, everybody) if space.visibility == Visibility.PRIVATE else everybody
        for pk, space in spaces.items()
    }


@transaction.atomic
def ask(thread: Thread, member: Member, *, by: Member | None) -> None:
    """Tell a member that this question could use them; `by` nobody is the clock. Raises CannotAsk.

    Whoever is asked from two sides at once is counted under the lock of their own row.
    """
    locked = Member.objects.get_queryset().select_for_update(no_key=True).only("pk", "name").get(pk=member.pk)
    if HelpAsk.objects.filter(thread=thread, member=locked).exists():
        raise CannotAsk(_("%(name)s was asked about this question already.") % {"name": locked.name})
    if not may_be_asked().filter(pk=locked.pk).exists():
        raise CannotAsk(
            _("%(name)s was asked often today, or has not been here lately. Ask somebody else.") % {"name": locked.name}
        )
    HelpAsk.objects.create(thread=thread, member=locked, by=by)
    first = Post.objects.get(thread=thread, number=1)
    if by is None:
        record("question.routed", subject=first, thread=thread.pk, member=locked.pk)
    else:
        record("question.help_asked", actor=by, subject=first, thread=thread.pk, member=locked.pk)
