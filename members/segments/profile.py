"""Predicates over what members say about themselves, and what the community knows of their account."""

from __future__ import annotations

from datetime import datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value
from django.db.models.functions import Concat, Lower, StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group, GroupMembership
from members.invitations.models import Application, Invitation
from members.profiles.describing import SPOKEN
from members.profiles.preferences import Preferences
from members.profiles.roles import Role
from members.profiles.showing import language_name
from members.profiles.wording import under_their_names
from members.segments.fields import days, one_of, word
from members.segments.predicates import Predicate, Said, Values, register

if TYPE_CHECKING:
    from members.profiles.models import Member

PROFILE, JOINING, PRESENCE, GROUPS = _("Profile"), _("Joining"), _("Presence"), _("Groups")
INVITED, APPLIED, OPENLY = "invitation", "application", "open"
WAYS = [(INVITED, _("an invitation")), (APPLIED, _("an application")), (OPENLY, _("open sign-up"))]
TEAM = "team"


class ZoneField(forms.CharField):
    """The name of a time zone."""

    def clean(self, value: Any) -> str:
        zone: str = super().clean(value)
        known = {name.lower(): name for name in available_timezones()}
        if zone.lower() not in known:
            raise forms.ValidationError(
                gettext("No time zone is called “%(zone)s”. Write it like Europe/Helsinki.") % {"zone": zone}
            )
        return known[zone.lower()]


def day(moment: datetime) -> str:
    """A day as people write it."""
    return formats.date_format(timezone.localtime(moment), "DATE_FORMAT")


def _ago(values: Values, now: datetime) -> datetime:
    return now - timedelta(days=values["days"])


def _joined(member: Member, values: Values) -> Said:
    return gettext("joined on %(day)s") % {"day": day(member.joined_at)}


def _last_here(member: Member, values: Values) -> Said | None:
    """Nothing about those who do not want it to be known."""
    if Preferences.of(member).online == "hidden":
        return None
    if member.last_seen_at is None:
        return gettext("not here since joining")
    return gettext("last here on %(day)s") % {"day": day(member.last_seen_at)}


def _in_group_since(member: Member, values: Values) -> Said | None:
    since = GroupMembership.objects.filter(member=member, group=values["group"]).values_list("joined_at", flat=True)
    moment = since.first()
    return gettext("since %(day)s") % {"day": day(moment)} if moment else None


def _joined_by(values: Values, now: datetime) -> Q:
    invited = Exists(Invitation.objects.filter(used_by=OuterRef("pk")))
    applied = Exists(Application.objects.filter(invitation__used_by=OuterRef("pk")))
    return {INVITED: Q(invited) & ~Q(applied), APPLIED: Q(applied), OPENLY: ~Q(invited)}[values["way"]]


def _role(values: Values, now: datetime) -> Q:
    return ~Q(role=Role.MEMBER) if values["role"] == TEAM else Q(role=values["role"])


def _roles() -> list[tuple[str, Said]]:
    return [(TEAM, _("one of the team")), *((role.value, role.label) for role in Role)]


def _spoken() -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in SPOKEN), key=itemgetter(1))


def _groups() -> list[tuple[int, str]]:
    return list(Group.objects.order_by("name").values_list("pk", "name"))


def _holds(field: str, values: Values) -> Q:
    """Whether a list of words holds this one, whatever its case and other names."""
    asked = under_their_names([values["word"]])[0].lower()
    joined = Func(F(field), Value("|"), function="array_to_string", output_field=TextField())
    framed = Concat(Value("|"), Lower(joined), Value("|"), output_field=TextField())
    # As an expression of its own, so that no column has to be added to whoever asks.
    return Q(GreaterThan(StrIndex(framed, Value(f"|{asked}|")), 0))


def _near(values: Values, now: datetime) -> Q:
    """Who hides their place is not found by it."""
    shown = ~Q(preferences__contains={"place": "hidden"})
    return Q(place__unaccent__icontains=values["place"]) & shown


def _last_seen(values: Values, now: datetime) -> Q:
    return Q(last_seen_at__isnull=False, last_seen_at__gte=_ago(values, now))


def _away(values: Values, now: datetime) -> Q:
    """Somebody who was never seen counts from the day they joined."""
    ago = _ago(values, now)
    return Q(last_seen_at__isnull=False, last_seen_at__lt=ago) | Q(last_seen_at__isnull=True, joined_at__lt=ago)


register(Predicate(
    "joined", JOINING,
    ngettext_lazy("joined in the last {days} day", "joined in the last {days} days", "days"),
    {"days": days()}, lambda values, now: Q(joined_at__gte=_ago(values, now)), _joined,
    ngettext_lazy("did not join in the last {days} day", "did not join in the last {days} days", "days"),
))  # fmt: skip
register(Predicate(
    "joined_before", JOINING,
    ngettext_lazy("joined more than {days} day ago", "joined more than {days} days ago", "days"),
    {"days": days(90)}, lambda values, now: Q(joined_at__lt=_ago(values, now)), _joined,
    ngettext_lazy("did not join more than {days} day ago", "did not join more than {days} days ago", "days"),
))  # fmt: skip
register(Predicate(
    "joined_by", JOINING, _("joined by {way}"), {"way": one_of(_("How"), lambda: WAYS)}, _joined_by,
    denied=_("did not join by {way}"),
))  # fmt: skip
register(Predicate(
    "role", PROFILE, _("have the role: {role}"), {"role": one_of(_("Role"), _roles)}, _role,
    denied=_("do not have the role: {role}"),
))  # fmt: skip
register(Predicate(
    "language", PROFILE, _("read these pages in {language}"),
    {"language": one_of(_("Language"), lambda: settings.LANGUAGES)},
    lambda values, now: Q(language=values["language"]), denied=_("do not read these pages in {language}"),
))  # fmt: skip
register(Predicate(
    "speaks", PROFILE, _("speak {language}"), {"language": one_of(_("Language"), _spoken)},
    lambda values, now: Q(languages__contains=[values["language"]]), denied=_("do not speak {language}"),
))  # fmt: skip
register(Predicate(
    "time_zone", PROFILE, _("live in the time zone {zone}"),
    {"zone": ZoneField(label=_("Time zone"), max_length=50, initial="Europe/Helsinki")},
    lambda values, now: Q(time_zone=values["zone"]), denied=_("do not live in the time zone {zone}"),
))  # fmt: skip
register(Predicate(
    "has_photo", PROFILE, _("show a photo"), {}, lambda values, now: ~Q(photo=""), denied=_("show no photo"),
))  # fmt: skip
register(Predicate(
    "has_line", PROFILE, _("have a line about themselves"), {}, lambda values, now: ~Q(line=""),
    denied=_("have no line about themselves"),
))  # fmt: skip
register(Predicate(
    "interest", PROFILE, _("are interested in {word}"), {"word": word(_("Interest"))},
    lambda values, now: _holds("interests", values), denied=_("are not interested in {word}"),
))  # fmt: skip
register(Predicate(
    "expertise", PROFILE, _("can help with {word}"), {"word": word(_("Expertise"))},
    lambda values, now: _holds("expertise", values), denied=_("do not say that they can help with {word}"),
))  # fmt: skip
register(Predicate(
    "place", PROFILE, _("name {place} as their place"), {"place": word(_("Place"))}, _near,
    denied=_("do not name {place} as their place"),
))  # fmt: skip
register(Predicate(
    "in_group", GROUPS, _("are in the group {group}"), {"group": one_of(_("Group"), _groups, number=True)},
    lambda values, now: Q(Exists(GroupMembership.objects.filter(member=OuterRef("pk"), group=values["group"]))),
    _in_group_since, _("are not in the group {group}"),
))  # fmt: skip
register(Predicate(
    "seen", PRESENCE,
    ngettext_lazy("were here in the last {days} day", "were here in the last {days} days", "days"),
    {"days": days()}, _last_seen, _last_here,
    ngettext_lazy("were not seen here in the last {days} day", "were not seen here in the last {days} days", "days"),
))  # fmt: skip
register(Predicate(
    "away", PRESENCE,
    ngettext_lazy("have been away for {days} day or longer", "have been away for {days} days or longer", "days"),
    {"days": days()}, _away, _last_here,
    ngettext_lazy("have not been away for {days} day", "have not been away for {days} days", "days"),
))  # fmt: skip
