"""Keeping the bank of texts: adding, changing, putting in order, taking out; and warning when it runs low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import ngettext

from members.activity.log import record
from members.installation.models import Installation
from programs.series.around import ask_owner
from programs.series.models import Program
from programs.series.naming import for_the_team
from programs.series.overtaken import ChangedMeanwhile
from programs.series.texts import BankText, bank_of, left

if TYPE_CHECKING:
    from members.profiles.models import Member

FEW = 4
"""With fewer texts left than this, the owner is asked for more."""
MOST = 400
"""Texts in one bank."""


class BankFull(Exception):
    """There are as many texts as one bank holds."""


@transaction.atomic
def add_text(program: Program, title: str, words: str, *, by: Member) -> BankText:
    """Put a text at the end; the same one again is not a second one. Raises BankFull."""
    Program.objects.select_for_update(no_key=True).get(pk=program.pk)
    mine = BankText.objects.filter(program=program, retired_at=None)
    again: BankText | None = mine.filter(title=title, words=words).first()
    if again is not None:
        return again
    if mine.count() >= MOST:
        raise BankFull
    place = (mine.aggregate(last=Max("place"))["last"] or 0) + 1
    text: BankText = BankText.objects.create(program=program, title=title, words=words, place=place, written_by=by)
    record("program.text_written", actor=by, subject=program, text=text.pk)
    return text


@transaction.atomic
def change_text(text: BankText, title: str, words: str, *, by: Member, read_as: str = "") -> None:
    """Give a text other words; what was said already stays as it was said. Raises ChangedMeanwhile."""
    current = BankText.objects.select_for_update(no_key=True).get(pk=text.pk)
    if (current.title, current.words) == (title, words):
        return
    if read_as not in ("", current.edition):
        raise ChangedMeanwhile
    current.title, current.words, current.written_by = title, words, by
    current.save(update_fields=["title", "words", "written_by"])
    record("program.text_written", actor=by, subject=current.program, text=current.pk)


@transaction.atomic
def retire_text(text: BankText, *, by: Member) -> None:
    """Take a text out of the bank; what was said with it stays."""
    taken = BankText.objects.filter(pk=text.pk, retired_at=None).update(retired_at=timezone.now())
    if taken:
        record("program.text_retired", actor=by, subject=text.program, text=text.pk)


@transaction.atomic
def move_text(text: BankText, step: int, *, by: Member) -> None:
    """Put a text one place up (-1) or down (1) among those of its bank."""
    Program.objects.select_for_update(no_key=True).get(pk=text.program_id)
    texts = list(bank_of(text.program).filter(retired_at=None).order_by("place", "pk"))
    at = next((place for place, one in enumerate(texts) if one.pk == text.pk), None)
    if at is None or not 0 <= at + step < len(texts):
        return
    texts[at], texts[at + step] = texts[at + step], texts[at]
    for place, one in enumerate(texts):
        one.place = place
    BankText.objects.bulk_update(texts, ["place"])


def warn_if_few(program: Program) -> None:
    """Ask the owner for more texts, once until somebody writes one; a program without a bank needs none."""
    newest = bank_of(program).aggregate(newest=Max("pk"))["newest"]
    if newest is None or (count := left(program)) >= FEW:
        return
    with translation.override(Installation.current().language):
        note = ngettext(
            "“%(title)s” has %(n)d fresh text left. Write some more.",
            "“%(title)s” has %(n)d fresh texts left. Write some more.",
            count,
        ) % {"title": for_the_team(program, program.title), "n": count}
    ask_owner(program, f"program-texts:{program.pk}:{newest}", note, program.get_absolute_url())
