"""Writing for a call: saving a draft, sending it, taking it back, throwing it away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.posts.resolving import ThreadResolver
from community.screened.records import Live
from community.threads.models import TITLE_MAX, Thread
from config.lib.markup import render
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from moderation.review.mending import mended
from moderation.screening.keeping import keep, noting
from moderation.screening.looking import screen
from moderation.screening.postings import Posting, Written
from programs.contributions.models import CREDIT_MAX, WORDS_MAX, Contribution, ContributionVersion, Form, State
from programs.contributions.permissions import may_change, may_contribute, may_send, may_withdraw
from programs.contributions.picturing import keep_pictures
from programs.contributions.terms import Terms, plan_of
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

KEY = "contribution"
EACH_MOST = 10
"""Contributions of one person to one call."""


class NothingToSend(ValueError):
    """What was typed cannot be kept or sent; the message is one sentence."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed."""

    title: str
    source: str
    form: str = Form.THREAD
    credit: str = ""
    agrees: bool = False
    note: str = ""
    key: str = ""
    insist: str = ""
    sender: str = ""
    read_as: str = ""
    """`saved_as` of the draft when it was read; empty: nobody read one."""


def cleaned(typed: Typed, terms: Terms) -> Typed:
    """As it is kept. Raises NothingToSend."""
    title = " ".join(typed.title.replace("\x00", "").split())
    source = typed.source.replace("\x00", "").replace("\r\n", "\n").strip()
    credit = " ".join(typed.credit.replace("\x00", "").split())
    note = typed.note.replace("\x00", "").replace("\r\n", "\n").strip()
    if not title:
        raise NothingToSend(_("Give it a title."))
    if len(title) > TITLE_MAX:
        raise NothingToSend(_("A title has at most %(most)d characters.") % {"most": TITLE_MAX})
    if len(source) > terms.longest:
        words = ngettext(
            "The text has at most %(n)d character.", "The text has at most %(n)d characters.", terms.longest
        )
        raise NothingToSend(words % {"n": terms.longest})
    if len(credit) > CREDIT_MAX or len(note) > WORDS_MAX:
        raise NothingToSend(_("That is too long for one of the small fields."))
    if typed.form not in dict(terms.forms):
        raise NothingToSend(_("Choose what it is to become."))
    return replace(typed, title=title, source=source, credit=credit, note=note, key=typed.key[:64])


def check_ready(typed: Typed, terms: Terms) -> None:
    """Whether it can go to the editors. Raises NothingToSend."""
    if len(typed.source) < terms.shortest:
        words = ngettext(
            "The text needs at least %(n)d character.", "The text needs at least %(n)d characters.", terms.shortest
        )
        raise NothingToSend(words % {"n": terms.shortest})
    if not typed.agrees:
        raise NothingToSend(_("Tick what you agree to, so that it can be published."))


@transaction.atomic
def begin(occurrence: Occurrence, typed: Typed, *, by: Member) -> Contribution:
    """Keep a new draft; sent twice with the same key it is one. Raises NotNow, NothingToSend."""
    Member.objects.one_at_a_time(by)
    typed = cleaned(typed, plan_of(occurrence.program))
    mine = Contribution.objects.filter(author=by)
    again: Contribution | None = mine.filter(submission=typed.key).first() if typed.key else None
    if again is not None:
        return again
    check(may_contribute(by, occurrence))
    if mine.filter(occurrence=occurrence).count() >= EACH_MOST:
        words = ngettext(
            "%(n)d contribution a person is enough for one call.",
            "%(n)d contributions a person are enough for one call.", EACH_MOST,
        )  # fmt: skip
        raise NotNow(Refusal(words % {"n": EACH_MOST}))
    one: Contribution = Contribution.objects.create(
        occurrence=occurrence, author=by, title=typed.title, source=typed.source, form=typed.form,
        credit=typed.credit, submission=typed.key,
    )  # fmt: skip
    keep_pictures(one, one.source)
    record("contribution.begun", actor=by, subject=one, occurrence=occurrence.pk)
    return one


@transaction.atomic
def save(one: Contribution, typed: Typed, *, by: Member) -> Contribution:
    """Keep what was typed as the author's own copy, for nobody else. Raises NotNow, NothingToSend, ChangedMeanwhile."""
    current = locked(one, by)
    typed = cleaned(typed, plan_of(current.occurrence.program))
    check(may_change(by, current))
    _check_read(current, typed)
    _take_over(current, typed)
    return current


def _check_read(current: Contribution, typed: Typed) -> None:
    """Words saved in another window are not overwritten unread. Raises ChangedMeanwhile."""
    stands = (current.title, current.source, current.form, current.credit)
    is_same = stands == (typed.title, typed.source, typed.form, typed.credit)
    if typed.read_as and typed.read_as != current.saved_as and not is_same:
        raise ChangedMeanwhile


def _take_over(current: Contribution, typed: Typed) -> None:
    current.title, current.source, current.form = typed.title, typed.source, typed.form
    current.credit, current.saved_at = typed.credit, timezone.now()
    current.save(update_fields=["title", "source", "form", "credit", "saved_at"])
    keep_pictures(current, current.source)


@noting
@transaction.atomic
def send(one: Contribution, typed: Typed, *, by: Member) -> Contribution:
    """Give it to the editors as another version, screened as what it becomes. Raises as `save`."""
    current = locked(one, by)
    terms = plan_of(current.occurrence.program)
    typed = cleaned(typed, terms)
    if current.state == State.SENT and (current.title, current.source) == (typed.title, typed.source):
        return current
    check(may_send(by, current))
    check_ready(typed, terms)
    _check_read(current, typed)
    before = ContributionVersion.objects.filter(contribution=current, number=current.version).first()
    found = screen(_posting(current, typed, by=by, before=before), insist=typed.insist)
    was_asked = current.edit_asked_at is not None
    said = (typed.title, typed.source, typed.credit)
    if before is None or (before.title, before.source, before.credit) != said:
        current.version += 1
        html = render(typed.source, ThreadResolver(Thread(space=current.occurrence.program.space)), prefix="c-").html
        ContributionVersion.objects.create(
            contribution=current, number=current.version, title=typed.title, source=typed.source,
            credit=typed.credit, html=html,
        )  # fmt: skip
    current.state, current.sent_at, current.edition = State.SENT, timezone.now(), current.edition + 1
    current.consent, current.consented_at = terms.agreed, timezone.now()
    if before is None and found.held:
        current.held_at = timezone.now()
    current.save(
        update_fields=["state", "sent_at", "edition", "version", "consent", "consented_at", "held_at"]
    )  # fmt: skip
    _take_over(current, typed)
    current.step("sent", by=by, words=typed.note)
    record("contribution.sent", actor=by, subject=current, occurrence=current.occurrence_id, version=current.version)
    mended(KEY, current.pk, by=by, was_asked=was_asked, is_hidden=current.hidden_at is not None)
    keep(found, KEY, current)
    return current


def _posting(one: Contribution, typed: Typed, *, by: Member, before: ContributionVersion | None) -> Posting:
    """As screening looks at it, with the credit that will stand below it: the rules for threads, or for guides."""
    space = one.occurrence.program.space
    assert space is not None
    kind = Written.GUIDE if typed.form == Form.GUIDE else Written.THREAD

    def posting(said: Typed | ContributionVersion, **more: object) -> Posting:
        make: Callable[..., Posting] = Posting
        return make(
            kind, by, said.source, title=said.title, beside=said.credit, space_id=space.pk,
            is_private=space.visibility == "private", place=f"k{one.occurrence_id}", **more,
        )  # fmt: skip

    old = posting(before) if before is not None else None
    is_mended = bool(one.hidden_at or one.edit_asked_at)
    return posting(typed, record=Live(by), sender=typed.sender, before=old, is_mended=is_mended)


@transaction.atomic
def withdraw(one: Contribution, *, by: Member) -> None:
    """Take it back: it is a draft again, and the editors see nothing of it. Raises NotNow."""
    current = locked(one, by)
    if current.is_draft and current.author_id == by.pk:
        return
    check(may_withdraw(by, current))
    current.state, current.edition = State.DRAFT, current.edition + 1
    current.save(update_fields=["state", "edition"])
    current.step("withdrawn", by=by)
    record("contribution.withdrawn", actor=by, subject=current, occurrence=current.occurrence_id)


@transaction.atomic
def discard(one: Contribution, *, by: Member) -> None:
    """Throw a draft away that was never sent. Raises NotNow."""
    Member.objects.one_at_a_time(by)
    current = _rows().filter(pk=one.pk).first()
    if current is None:
        return
    check(may_change(by, current))
    if current.version:
        raise NotNow(Refusal(_("It was with the editors, so it stays as your draft.")))
    record("contribution.discarded", actor=by, subject=current, occurrence=current.occurrence_id)
    current.delete()


def locked(one: Contribution, by: Member) -> Contribution:
    """The contribution as it stands, under its row lock; first the person is locked, then the thing."""
    Member.objects.one_at_a_time(by)
    return read_again(one)


def read_again(one: Contribution) -> Contribution:
    """The contribution as it stands, under its row lock."""
    found: Contribution = _rows().get(pk=one.pk)
    return found


def _rows() -> QuerySet[Contribution]:
    rows: QuerySet[Contribution] = Contribution.objects.select_for_update(of=("self",))
    return rows.select_related("occurrence__program__space", "occurrence__program__audience", "author")
