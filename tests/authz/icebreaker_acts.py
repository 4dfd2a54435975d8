"""Acts about ice-breakers: what is asked, and what somebody answers."""

from django.urls import reverse

from members.icebreakers.models import IceBreaker, IceBreakerAnswer
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.authz.mentor_acts import MEMBERS
from tests.visibility.village import Village


@act("arrange_ice_breakers", only=frozenset({"community_manager", "admin"}))
def _(village: Village, role: str) -> Attempt:
    sent = {"key_0": "", "words_0": "What grows on your balcony?"}
    return Attempt(reverse("settings_arrange_icebreakers"), sent, IceBreaker.objects.filter(position__gte=0).count)


@act("answer_ice_breakers", only=MEMBERS - {"silenced"})  # what others see of them waits
def _(village: Village, role: str) -> Attempt:
    person = village.people[role]
    by = person if isinstance(person, Member) else village.member("another_member")
    sent = {"name": by.name, "handle": by.handle, "time_zone": by.time_zone, "ice_hour": "I mend nets."}
    return Attempt(reverse("settings_profile"), sent, IceBreakerAnswer.objects.count)
