"""What is offered to a moderator to begin with: one draft of each tone in the member's language, and a blank one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from members.installation.models import Installation
from moderation.guidelines.measures import Content, Person, needs_second
from moderation.replies.models import ReplyTemplate, Tone
from moderation.replies.shipped import shipped_words
from moderation.replies.variables import fill, known_for, words_of_none
from moderation.review.asking import asked_once
from moderation.review.permissions import seconds_of
from moderation.review.proposing import Draft, drafts, tones
from moderation.review.subjects import is_mendable

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


tones(Tone.choices)


def language_of(member: Member | None) -> str:
    """The language a member is written to in."""
    return (member.language if member is not None else "") or Installation.current().language or "en"


@drafts
def offered(
    case: Case, item: Item | None, content: str, person: str, rule: Rule | None, by: Member, days: int | None
) -> list[Draft]:  # fmt: skip
    """Kind, plain, formal and blank; own templates go before the words Talkoot comes with."""
    labels = {tone: str(Tone(tone).label) for tone in Tone.values}
    blank = Draft("blank", _("Blank"), "", "")
    if case.about is None:
        return [blank]
    language = language_of(case.about)
    mendable = content != Content.HIDE or is_mendable(case.subject_type)
    own = own_templates(language, content, person) if mendable else {}  # they ask for a change
    held = item is not None and item.state == "held"
    by_two = not needs_second(content, person) or seconds_of(case, but=by, person=person)
    with translation.override(language):
        known = known_for(case, item, person, rule, days)
        values = words_of_none() | known
        found = []
        for tone in Tone.values:
            template = own.get(tone)
            words = template.words if template else shipped_words(
                content, person, tone, held=held, rule="rule" in known, quote="quote" in known, mendable=mendable,
                by_two=by_two,
            )  # fmt: skip
            key, label = (template.key, template.label) if template else (f"shipped-{tone}", labels[tone])
            found.append(Draft(key, label, tone, fill(words, values)))
    return [*[draft for draft in found if draft.words], blank]


@asked_once
def own_templates(language: str, content: str, person: str) -> dict[str, ReplyTemplate]:
    """By tone, the community's own template that fits best: made for both sides of the decision, for one, or for any.

    A decision that finds nothing wrong needs one that was made for it.
    """
    rows = ReplyTemplate.objects.filter(language=language, content__in=("", content), person__in=("", person))
    if content == Content.KEEP and person == Person.NOTHING:
        rows = rows.filter(content=content, person=person)
    best: dict[str, ReplyTemplate] = {}
    for row in rows.order_by("changed_at", "pk"):
        if row.tone not in best or _fit(row) >= _fit(best[row.tone]):
            best[row.tone] = row
    return best


def _fit(row: ReplyTemplate) -> int:
    return bool(row.content) + 2 * bool(row.person)
