"""Everything the page of newcomers draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Window
from django.urls import reverse

from community.welcome.hello import hello_composer, place_for
from community.welcome.interests import for_you, offered
from community.welcome.models import Action, WelcomeRules
from community.welcome.progress import Card, Progress, progress_of
from community.welcome.stepping import is_beginning
from community.welcome.useful import guides_for, place_of_questions, who_has
from members.mentoring.models import MentoringRules
from members.mentoring.showing import seeking
from members.profiles.models import Member

if TYPE_CHECKING:
    from community.composing.composer import Composer
    from community.welcome.forms import InterestsForm

FACES = 3


def page_for(
    member: Member, wanted: str = "", *, composer: Composer | None = None, form: InterestsForm | None = None
) -> dict[str, Any]:
    """What stands on the page; `composer` and `form` hold what was just sent and not taken."""
    rules, progress = WelcomeRules.current(), progress_of(member, wanted)
    page: dict[str, Any] = {
        "rules": rules, "progress": progress, "onward": onward(member),
        "first_name": (member.name.split() or [member.handle])[0],
    }  # fmt: skip
    if composer is not None and (card := _card(progress, Action.HELLO)).is_done:
        card.is_done, card.is_open = False, True  # said in another tab; what was typed here is not lost
    now = progress.open
    if now is not None and now.action == Action.HELLO:
        place = place_for(member, rules)
        page |= {"place": place, "composer": composer or (hello_composer(member, place) if place else None)}
    page |= _interests(member, progress, form) | _useful(member, progress) | _greeted(_card(progress, Action.HELLO))
    page["mentoring"] = seeking(member, MentoringRules.current())
    return page


def onward(member: Member) -> str:
    """Where it goes on: to what an invitation named, or home."""
    invitation = getattr(member, "invitation", None)
    return str(invitation.landing) if invitation is not None and invitation.landing else reverse("home")


def _card(progress: Progress, action: Action) -> Card:
    return next(card for card in progress.cards if card.action == action)


def _interests(member: Member, progress: Progress, form: InterestsForm | None) -> dict[str, Any]:
    card = _card(progress, Action.INTERESTS)
    if card.is_done:
        return {"around": for_you(member, member.interests), "words": member.interests}
    if not card.is_open:
        return {}
    words = offered(member)
    picked = form.data.getlist("interest") if form is not None else member.interests  # type: ignore[attr-defined]
    chosen = form.cleaned_data.get("interests", []) if form is not None and form.is_valid() else member.interests
    return {"offered": words, "picked": picked, "form": form, "around": for_you(member, chosen), "words": chosen}


def _useful(member: Member, progress: Progress) -> dict[str, Any]:
    card = _card(progress, Action.USEFUL)
    if not card.is_done:
        if not card.is_open:
            return {}
        asks_in = place_of_questions(member)
        return {"guides": guides_for(member), "is_promised": is_beginning(member), "asks_in": asks_in}
    asked = card.thread
    return {"question": asked, "owner": who_has(asked) if asked is not None and asked.answer_id is None else None}


def _greeted(card: Card) -> dict[str, Any]:
    """Who answered the introduction: up to three faces, and how many."""
    if not card.is_done or card.thread is None or card.thread.deleted_at is not None:
        return {}
    standing = {"posts__deleted_at": None, "posts__hidden_at": None, "posts__held_at": None}
    people: Any = Member.objects.get_queryset().filter(posts__thread=card.thread, posts__number__gt=1, **standing)
    people = people.exclude(pk=card.thread.author_id or 0).annotate(first=Min("posts__number"))
    faces: list[Any] = list(people.annotate(together=Window(Count("*"))).order_by("first")[:FACES])
    return {"said": card.thread, "greeters": faces, "greeters_count": faces[0].together if faces else 0}
