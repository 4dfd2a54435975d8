"""Acts on copies of data and on accounts."""

from django.urls import reverse

from members.privacy.models import DataExport, Fate, Leaving
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.visibility.village import Village


@act("export_own_data")
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("settings_data_ask"), {}, DataExport.objects.count)


@act("erase_own_account")
def _(village: Village, role: str) -> Attempt:
    person = village.people[role]
    typed = person.handle if isinstance(person, Member) else "nobody"
    return Attempt(reverse("settings_data_leave"), {"fate": Fate.ERASE.value, "typed": typed}, Leaving.objects.count)


def _erase(handle: str) -> Attempt:
    sent = {"handle": handle, "typed": handle, "fate": Fate.ERASE.value}
    return Attempt(reverse("erase_member"), sent, Leaving.objects.count)


@act("erase_other_account")
def _(village: Village, role: str) -> Attempt:
    return _erase(a_member("A Guest", handle="a-guest").handle)


@act("erase_last_admin")
def _(village: Village, role: str) -> Attempt:
    return _erase(village.member("admin").handle)
