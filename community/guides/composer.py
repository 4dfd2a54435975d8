"""The composer of a guide: the same component as for a thread, with a short answer, sources and a review date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from community.composing.composer import Composer, Other
from community.drafts.models import Draft
from community.guides.checking import CHOICES, MONTHS
from community.guides.citing import written
from community.guides.forms import ALL
from community.guides.models import SUMMARY_MAX, Guide
from community.guides.pace import allowance
from community.posts.models import POST_MAX, Post
from community.spaces.models import Space
from config.lib.numbers import whole_number

if TYPE_CHECKING:
    from django import forms

    from community.threads.models import Thread
    from members.profiles.models import Member

NAMES = ("title", "body", "summary", "sources", "months", "reason", "place")


@dataclass
class GuideComposer(Composer):
    """Everything `_composer.html` draws for a guide."""

    summary: str = ""
    summary_max: int = SUMMARY_MAX
    sources: str = ""
    months: str = str(MONTHS)
    months_choices: list[tuple[int, Any]] = field(default_factory=lambda: list(CHOICES))
    place: str = ""
    """The space's number, or `all`."""
    places: list[tuple[str, str]] = field(default_factory=list)
    thread: Thread | None = None
    """The thread it is made of."""
    guide: Guide | None = None

    @property
    def lacks_space(self) -> bool:
        """Whether it is still to be said whom this is for."""
        return not self.place


def new_composer(member: Member, spaces: list[Space | None], *, thread: Thread | None = None) -> GuideComposer:
    """A composer for a new guide: with the draft if there is one; made of a thread, with what the thread says."""
    address = reverse("guide_new") + (f"?thread={thread.pk}" if thread else "")
    key = f"guide-of:{thread.pk}" if thread else "guide"
    composer = _composer(key, address, spaces)
    composer.thread, composer.verb = thread, _("Save as a draft")
    composer.note, composer.limits = allowance(member)
    if thread is not None:
        _fill_from(composer, thread)
    elif len(spaces) == 1:
        composer.place = composer.places[0][0]
    _from_draft(composer, member)
    return composer


def edit_composer(member: Member, guide: Guide, spaces: list[Space | None]) -> GuideComposer:
    """A composer for another version of a guide."""
    composer = _composer(f"guide:{guide.pk}", reverse("guide_edit", args=[guide.address]), spaces)
    composer.guide, composer.verb = guide, _("Save")
    composer.title, composer.summary, composer.body = guide.title, guide.summary, guide.source
    composer.sources, composer.months = written(member, guide), str(guide.check_months)
    composer.place = ALL if guide.space_id is None else str(guide.space_id)
    composer.version = guide.version
    _from_draft(composer, member)
    return composer


def _composer(key: str, address: str, spaces: list[Space | None]) -> GuideComposer:
    places = [(ALL, _("Everybody: it belongs to no space"))] if None in spaces else []
    return GuideComposer(
        act="guide",
        draft_key=key,
        action=address,
        verb="",
        label=_("Text"),
        whole=True,
        titled=True,
        preview=reverse("guide_preview"),
        places=[*places, *((str(space.pk), space.name) for space in spaces if space is not None)],
    )


def _fill_from(composer: GuideComposer, thread: Thread) -> None:
    """The question, the short answer, and where both come from."""
    composer.title = thread.title
    composer.place = str(thread.space_id)
    composer.sources = f"/t/{thread.pk}/"
    answer: Post | None = thread.answer if thread.answer_id else None
    if answer is not None and not (answer.deleted_at or answer.hidden_at or answer.held_at):
        composer.summary = shortened(answer.text)
        composer.body = answer.source
        composer.sources += f"\n/p/{answer.pk}/"


def shortened(text: str) -> str:
    """As many whole sentences of a text as a short answer holds, or as many words."""
    plain = " ".join(text.split())
    if len(plain) <= SUMMARY_MAX:
        return plain
    cut = plain[: SUMMARY_MAX - 1]
    end = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    return cut[: end + 1] if end > SUMMARY_MAX // 4 else f"{cut[: cut.rfind(' ')].rstrip(',;:')}…"


def refill(composer: GuideComposer, data: Mapping[str, Any], form: forms.Form | None = None) -> GuideComposer:
    """The same composer with what was just sent, so that nothing is lost, and with what is wrong with it."""
    for name in NAMES:
        sent = "space" if name == "place" else name
        if sent in data:
            setattr(composer, name, str(data[sent])[: POST_MAX * 4])
    composer.key = str(data.get("key") or composer.key)[:64]
    for name in ("version", "draft_version"):
        if (number := whole_number(str(data.get(name, "")), 9)) is not None:
            setattr(composer, name, number)
    if form is not None:
        composer.errors = {name: str(errors[0]) for name, errors in form.errors.items()}
    return composer


def _from_draft(composer: GuideComposer, member: Member) -> None:
    draft = Draft.objects.filter(member=member, key=composer.draft_key).first()
    if draft is None:
        return
    composer.body, composer.title = draft.body or composer.body, draft.title or composer.title
    for name in ("summary", "sources", "months"):
        if isinstance(kept := draft.more.get(name), str):
            setattr(composer, name, kept)
    chosen = str(draft.more.get("space", ""))
    composer.place = chosen if chosen in dict(composer.places) else composer.place
    composer.draft_version, composer.saved_at = draft.version, draft.saved_at
    composer.others = [Other(other["body"], parse_datetime(other["at"])) for other in draft.others]
