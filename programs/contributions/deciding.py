"""What editors say and decide. Who decides names the edition they read, so nobody decides about another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.contributions.models import WORDS_MAX, CallEditor, Contribution, State
from programs.contributions.permissions import may_be_editor, may_decide, may_manage
from programs.contributions.writing import locked
from programs.series.overtaken import ChangedMeanwhile

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence

EDITORS_MOST = 20


class NoWords(ValueError):
    """Words for the author are missing, or too many; the message is one sentence."""


@transaction.atomic
def comment(one: Contribution, words: str, *, by: Member) -> None:
    """Say something to its author; nothing is decided. Raises NotNow, NoWords."""
    current = locked(one, by)
    check(may_decide(by, current))
    current.step("comment", by=by, words=_said(words, _("Write the comment first.")))
    record("contribution.commented", actor=by, subject=current, occurrence=current.occurrence_id)


@transaction.atomic
def send_back(one: Contribution, words: str, *, edition: int, by: Member) -> None:
    """Ask for changes, with what they are. Raises NotNow, NoWords, ChangedMeanwhile."""
    said = _said(words, _("Say what should change: its author reads it."))
    one = _decide(one, State.CHANGES, (State.SENT, State.ACCEPTED), said, edition=edition, by=by)
    record("contribution.sent_back", actor=by, subject=one, occurrence=one.occurrence_id)


@transaction.atomic
def accept(one: Contribution, words: str, *, edition: int, by: Member) -> None:
    """Take it, to be published; words to its author are welcome. Raises NotNow, NoWords, ChangedMeanwhile."""
    said = _said(words, "")
    one = _decide(one, State.ACCEPTED, (State.SENT,), said, edition=edition, by=by)
    record("contribution.accepted", actor=by, subject=one, occurrence=one.occurrence_id)


@transaction.atomic
def decline(one: Contribution, words: str, *, edition: int, by: Member) -> None:
    """Do not take it, with the reason. Raises NotNow, NoWords, ChangedMeanwhile."""
    said = _said(words, _("Say why: its author reads it."))
    open_ = (State.SENT, State.CHANGES, State.ACCEPTED)
    one = _decide(one, State.DECLINED, open_, said, edition=edition, by=by)
    record("contribution.declined", actor=by, subject=one, occurrence=one.occurrence_id)


def _decide(
    one: Contribution, state: State, open_: tuple[State, ...], said: str, *, edition: int, by: Member
) -> Contribution:
    current = locked(one, by)
    check(may_decide(by, current))
    if current.edition != edition:
        raise ChangedMeanwhile
    if current.state not in open_:
        raise NotNow(Refusal(_("This cannot be decided as it stands.")))
    current.state, current.edition = state, current.edition + 1
    current.save(update_fields=["state", "edition"])
    current.step(state, by=by, words=said)
    return current


def _said(words: str, otherwise: str) -> str:
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words and otherwise:
        raise NoWords(otherwise)
    if len(words) > WORDS_MAX:
        raise NoWords(_("Write at most %(most)d characters.") % {"most": WORDS_MAX})
    return words


@transaction.atomic
def name_editor(occurrence: Occurrence, member: Member, *, by: Member) -> None:
    """Let a member edit a call; named twice they are once. Raises NotNow."""
    check(may_manage(by) or may_be_editor(member, occurrence))
    current = type(occurrence).objects.locked(occurrence.pk)
    if CallEditor.objects.filter(occurrence=current).count() >= EDITORS_MOST:
        raise NotNow(Refusal(_("Twenty editors are enough for one call.")))
    editor, new = CallEditor.objects.get_or_create(occurrence=current, member=member, defaults={"named_by": by})
    if new:
        record("contribution.editor_named", actor=by, subject=editor, occurrence=current.pk, member=member.pk)


@transaction.atomic
def release_editor(editor: CallEditor, *, by: Member) -> None:
    """Let a member edit a call no more. Raises NotNow."""
    check(may_manage(by))
    gone, _each = CallEditor.objects.filter(pk=editor.pk).delete()
    if gone:
        record(
            "contribution.editor_released", actor=by, subject=editor.occurrence, member=editor.member_id
        )  # fmt: skip
