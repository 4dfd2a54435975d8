"""What a member wants to hear, and where; rows exist only where the choice differs from the defaults."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from config.lib.written_once import written_once
from members.activity.log import record
from members.notifications.models import MailStop, Preference
from members.notifications.notices import NOTICES
from members.push.models import PushDevice

if TYPE_CHECKING:
    from members.notifications.notices import Notice
    from members.profiles.models import Member


@dataclass(frozen=True)
class Setting:
    """One row of the table of choices."""

    key: str
    label: str | Promise
    in_app: bool
    by_mail: bool
    by_push: bool
    """On the devices where the member asked for it; by default what is also mailed."""


def defaults() -> dict[str, Setting]:
    """The rows as they are for somebody who chose nothing, in the order of the table."""
    rows: dict[str, Setting] = {}
    for notice in NOTICES.values():
        rows.setdefault(
            notice.setting, Setting(notice.setting, notice.label, notice.in_app, notice.by_mail, notice.by_mail)
        )
    return rows


def settings_of(member: Member) -> list[Setting]:
    """The rows as this member has them."""
    chosen = {row.setting: row for row in Preference.objects.filter(member=member)}
    return [_as_chosen(row, chosen.get(key)) for key, row in defaults().items()]


def _as_chosen(row: Setting, chosen: Preference | None) -> Setting:
    if chosen is None:
        return row
    by_push = row.by_push if chosen.by_push is None else chosen.by_push
    return Setting(row.key, row.label, chosen.in_app, chosen.by_mail, by_push)


class Channels:
    """Where some members want to hear what; read once for every kind that may concern them: at most three queries."""

    def __init__(self, members: Collection[int]) -> None:
        self.members, self.chosen = members, _chosen(members)

    @cached_property
    def _without_mail(self) -> set[int]:
        return set(_stopped(self.members))

    @cached_property
    def _with_device(self) -> set[int]:
        return set(_having_device(self.members))

    def of(self, notice: Notice, members: Collection[int]) -> tuple[set[int], set[int], set[int]]:
        """Of these members, who is told in the app, who by mail, and who by push."""
        in_app, by_mail = set(members) if notice.in_app else set(), set(members) if notice.by_mail else set()
        by_push = set(by_mail)
        for setting, member, app, mail, push in self.chosen:
            if setting == notice.setting and member in members:
                (in_app.add if app else in_app.discard)(member)
                (by_mail.add if mail else by_mail.discard)(member)
                if push is not None:
                    (by_push.add if push else by_push.discard)(member)
        if by_mail:
            by_mail -= self._without_mail
        if by_push:
            by_push &= self._with_device
        return in_app, by_mail, by_push


def channels_of(notice: Notice, members: Collection[int]) -> tuple[set[int], set[int], set[int]]:
    """Of these members, who is told in the app, who by mail, and who by push: at most three queries."""
    return Channels(members).of(notice, members)


@written_once
def _chosen(members: Collection[int]) -> QuerySet[Any, Any]:
    rows = Preference.objects.filter(member__in=members)
    return rows.values_list("setting", "member_id", "in_app", "by_mail", "by_push")


@written_once
def _stopped(members: Collection[int]) -> QuerySet[Any, Any]:
    return MailStop.objects.filter(member__in=members).values_list("member_id", flat=True)


@written_once
def _having_device(members: Collection[int]) -> QuerySet[Any, Any]:
    return PushDevice.objects.filter(member__in=members).values_list("member_id", flat=True)


def wanting_no_mail(notice: Notice) -> Q:
    """Of any set of members, those who are told nothing of this by mail."""
    other = Preference.objects.filter(setting=notice.setting, member=OuterRef("pk"), by_mail=not notice.by_mail)
    chosen = Q(Exists(other))
    return Q(Exists(MailStop.objects.filter(member=OuterRef("pk")))) | (chosen if notice.by_mail else ~chosen)


def mail_is_stopped(member: Member) -> bool:
    """Whether the member gets no notification by mail."""
    return MailStop.objects.filter(member=member).exists()


@transaction.atomic
def choose(member: Member, setting: str, *, in_app: bool, by_mail: bool, by_push: bool | None = None) -> None:
    """Keep a choice; without `by_push` pushes stay as they are. Raises KeyError for a setting that does not exist."""
    row = defaults()[setting]
    kept = Preference.objects.filter(member=member, setting=setting).first()
    before = _as_chosen(row, kept)
    push = before.by_push if by_push is None else by_push
    if (before.in_app, before.by_mail, before.by_push) == (in_app, by_mail, push):
        return
    ways = {"in_app": in_app, "by_mail": by_mail, "by_push": push}
    Preference.objects.update_or_create(member=member, setting=setting, defaults=ways)
    record("notices.chosen", actor=member, subject=member, setting=setting, **ways)


@transaction.atomic
def lower(member: Member, setting: str) -> Setting:
    """One step less: first neither mail nor push, then nothing at all. Returns the row as it was. Raises KeyError."""
    before = {row.key: row for row in settings_of(member)}[setting]
    sent = before.by_mail or before.by_push
    choose(member, setting, in_app=before.in_app and sent, by_mail=False, by_push=False)
    return before


@transaction.atomic
def lower_mail(member: Member, settings: Collection[str]) -> None:
    """No more mail of these kinds; the inbox stays as it is."""
    for row in settings_of(member):
        if row.key in settings:
            choose(member, row.key, in_app=row.in_app, by_mail=False)


@transaction.atomic
def lower_pushes(member: Member, settings: Collection[str]) -> None:
    """No more pushes of these kinds; inbox and mail stay as they are."""
    for row in settings_of(member):
        if row.key in settings:
            choose(member, row.key, in_app=row.in_app, by_mail=row.by_mail, by_push=False)


@transaction.atomic
def stop_mail(member: Member) -> None:
    """No more notification by mail; does nothing when stopped already."""
    _row, new = MailStop.objects.get_or_create(member=member)
    if new:
        record("notices.mail_stopped", actor=member, subject=member)


@transaction.atomic
def resume_mail(member: Member) -> None:
    """Mail again, as the single choices say."""
    gone, _rows = MailStop.objects.filter(member=member).delete()
    if gone:
        record("notices.mail_resumed", actor=member, subject=member)
