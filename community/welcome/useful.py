"""Something useful today: a guide about what somebody cares about, or a question somebody has until it is answered."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.utils import timezone

from community.composing.composer import startable
from community.guides.models import Guide
from community.questions.waiting import NEWCOMER
from community.threads.models import Thread
from community.welcome.stepping import NEW
from members.duties.asking import ask_somebody
from members.duties.forms import team
from members.duties.matters import seers_of
from members.duties.models import Duty, Kind
from members.profiles.wording import as_tag

if TYPE_CHECKING:
    from community.spaces.models import Space
    from members.profiles.models import Member

GUIDES, LOOKED_AT, LATEST_QUESTIONS = 2, 30, 200
HERE = timedelta(days=2)
"""Whoever of the team was here since then is asked first."""


def guides_for(member: Member) -> list[Guide]:
    """Two guides: about the member's interests first, then those that were useful to most; one query."""
    found: Any = Guide.objects.visible_to(member).listed().for_listing()
    about = _about(member.interests)
    fits = Case(When(about, then=Value(1)), default=Value(0), output_field=IntegerField()) if about else Value(0)
    order = ("-fits", F("not_useful") - F("useful"), "-published_at", "-pk")
    return list(found.annotate(fits=fits).order_by(*order)[:GUIDES])


def _about(interests: list[str]) -> Q | None:
    """Guides made of threads with these tags, or that name one of the words."""
    words = [word for word in interests if word.strip()]
    if not words:
        return None
    named = (Q(title__icontains=word) | Q(summary__icontains=word) for word in words)
    return reduce(or_, named, Q(thread__tags__overlap=[as_tag(word) for word in words]))


def place_of_questions(member: Member) -> Space | None:
    """Where most of the latest questions were asked and the member may ask too; three queries."""
    asks = {choice.space.pk: choice.space for choice in startable(member) if "question" in choice.kinds}
    asked = Thread.objects.filter(kind="question", deleted_at=None, held_at=None, space__in=list(asks)).order_by("-pk")
    most = Counter(asked.values_list("space_id", flat=True)[:LATEST_QUESTIONS]).most_common(1)
    return asks[most[0][0]] if most else None


def is_owned(thread: Thread) -> bool:
    """Whether a question is to be somebody's: a newcomer's, and the first that is asked within thirty days."""
    author = thread.author
    if author is None or thread.kind != "question":
        return False
    age = thread.created_at - author.joined_at
    if age < NEWCOMER or age > NEW:
        return age < NEWCOMER
    return not Thread.objects.filter(author=author, kind="question", pk__lt=thread.pk).exists()


def give_to_somebody(thread: Thread) -> Duty:
    """Make it the task of somebody to answer, once for each question; one that was made by hand is enough."""
    there: Duty | None = Duty.objects.filter(kind=Kind.ANSWER, thread_id=thread.pk).first()
    return there or ask_somebody(Kind.ANSWER, thread, key=f"question:{thread.pk}", to=_free_hand(thread))


def _free_hand(thread: Thread) -> Member | None:
    """Of the team, who was here lately, may see the thread and has the fewest tasks; None: it is the whole team's."""
    here = team().filter(last_seen_at__gt=timezone.now() - HERE).exclude(pk=thread.author_id or 0)
    least = here.annotate(load=Count("duties", filter=Q(duties__done_at=None))).order_by("load", "-last_seen_at", "pk")
    hands = list(least[:LOOKED_AT])
    seers = seers_of(thread.pk, [one.pk for one in hands])
    return next((one for one in hands if one.pk in seers), None)


def who_has(thread: Thread) -> Member | None:
    """Who looks after a question until it is answered; None: the team."""
    duty = Duty.objects.open().filter(kind=Kind.ANSWER, thread_id=thread.pk).select_related("owner").first()
    return duty.owner if duty else None
