"""Acts of the table on messages."""

from django.urls import reverse

from members.messages.models import Message, TalkSeat
from members.messages.submitting import submit_first
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.visibility.village import Village


@act("add_third_person_to_dm")
def _(village: Village, role: str) -> Attempt:
    guest = a_member("A Guest", handle="a-guest")
    path = reverse("messages_add", args=[village.talks[0].pk])
    return Attempt(path, {"people": guest.handle}, TalkSeat.objects.filter(member=guest).count)


@act("read_dm_not_participant")
def _(village: Village, role: str) -> Attempt:
    """Also those who write with others are not in this one."""
    one, other = a_member(), a_member()
    sent = submit_first([other], by=one, source="Between two others")
    seats = TalkSeat.objects.values_list("member", "last_read", "accepted_at")
    state = lambda: (list(seats.order_by("pk")), Message.objects.count())  # noqa: E731
    return Attempt(reverse("messages_read", args=[sent.talk_id]), {"line": sent.pk}, state)
