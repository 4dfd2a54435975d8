"""What a member wants to hear, and where; rows exist only where the choice differs from the defaults."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.functional import Promise

from members.activity.log import record
from members.notifications.models import MailStop, Preference
from members.notifications.notices import NOTICES

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


def defaults() -> dict[str, Setting]:
    """The rows as they are for somebody who chose nothing, in the order of the table."""
    rows: dict[str, Setting] = {}
    for notice in NOTICES.values():
        rows.setdefault(notice.setting, Setting(notice.setting, notice.label, notice.in_app, notice.by_mail))
    return rows


def settings_of(member: Member) -> list[Setting]:
    """The rows as this member has them."""
    chosen = {row.setting: row for row in Preference.objects.filter(member=member)}
    return [
        Setting(key, row.label, chosen[key].in_app, chosen[key].by_mail) if key in chosen else row
        for key, row in defaults().items()
    ]


def channels_of(notice: Notice, members: Collection[int]) -> tuple[set[int], set[int]]:
    """Of these members, those who are told in the app, and those who are told by mail: at most two queries."""
    in_app, by_mail = set(members) if notice.in_app else set(), set(members) if notice.by_mail else set()
    if not members:
        return set(), set()
    chosen = Preference.objects.filter(setting=notice.setting, member__in=members)
    for member, app, mail in chosen.values_list("member_id", "in_app", "by_mail"):
        (in_app.add if app else in_app.discard)(member)
        (by_mail.add if mail else by_mail.discard)(member)
    if by_mail:
        by_mail -= set(MailStop.objects.filter(member__in=by_mail).values_list("member_id", flat=True))
    return in_app, by_mail


def mail_is_stopped(member: Member) -> bool:
    """Whether the member gets no notification by mail."""
    return MailStop.objects.filter(member=member).exists()


@transaction.atomic
def choose(member: Member, setting: str, *, in_app: bool, by_mail: bool) -> None:
    """Keep a choice. Raises KeyError for a setting that does not exist."""
    row = defaults()[setting]
    before = Preference.objects.filter(member=member, setting=setting).values_list("in_app", "by_mail").first()
    if (before or (row.in_app, row.by_mail)) == (in_app, by_mail):
        return
    Preference.objects.update_or_create(member=member, setting=setting, defaults={"in_app": in_app, "by_mail": by_mail})
    record("notices.chosen", actor=member, subject=member, setting=setting, in_app=in_app, by_mail=by_mail)


@transaction.atomic
def lower(member: Member, setting: str) -> Setting:
    """One step less: first no mail, then nothing at all. Returns the row as it was. Raises KeyError."""
    before = {row.key: row for row in settings_of(member)}[setting]
    choose(member, setting, in_app=before.in_app and before.by_mail, by_mail=False)
    return before


@transaction.atomic
def lower_mail(member: Member, settings: Collection[str]) -> None:
    """No more mail of these kinds; the inbox stays as it is."""
    for row in settings_of(member):
        if row.key in settings:
            choose(member, row.key, in_app=row.in_app, by_mail=False)


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
