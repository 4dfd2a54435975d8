"""The letters of an appeal. They cannot be switched off, and reach members who are suspended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from members.installation.models import Installation
from members.letters.writing import Words, write
from members.notifications.letters import speaking_to
from moderation.appeals.links import link_for
from moderation.appeals.showing import outcome_of
from moderation.appeals.subject import title_of

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.appeals.models import Appeal, AppealMessage

USEFUL = timedelta(days=30)


def tell_of_answer(appeal: Appeal, message: AppealMessage) -> None:
    """Write what the moderators answered; written twice, it is one letter."""
    member = appeal.by
    if member is None or not member.is_active:
        return
    with speaking_to(member):
        said = [_("The moderators of %(community)s answered in your appeal.") % _community(), title_of(appeal.decision)]
        words = Words(
            subject=_("An answer in your appeal at %(community)s") % _community(),
            lines=[*said, *_paragraphs(message.words)], button=_("Read and answer"), url=_url(appeal, member),
            why=_why(), useful_for=USEFUL,
        )  # fmt: skip
        write("appeal_answered", to=member.email, words=words, key=f"appeal-answered.{message.pk}")


def tell_of_decision(appeal: Appeal) -> None:
    """Write how the appeal ended, with the reasons."""
    member = appeal.by
    if member is None or not member.is_active:
        return
    with speaking_to(member):
        lines = [title_of(appeal.decision), outcome_of(appeal), *_paragraphs(appeal.reasons)]
        if appeal.outcome != "settled":
            lines.append(_("Somebody other than who decided first looked at it."))
        words = Words(
            subject=_("Your appeal at %(community)s was decided") % _community(),
            lines=lines, button=_("Read your appeal"), url=_url(appeal, member), why=_why(), useful_for=USEFUL,
        )  # fmt: skip
        write("appeal_decided", to=member.email, words=words, key=f"appeal-decided.{appeal.pk}")


def _community() -> dict[str, str]:
    return {"community": Installation.current().name}


def _paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.split("\n\n") if part.strip()]


def _url(appeal: Appeal, member: Member) -> str:
    return link_for(appeal.decision) if member.is_suspended else settings.PUBLIC_URL + appeal.get_absolute_url()


def _why() -> str:
    return _("You get this because you appealed against a decision. It cannot be switched off.")
