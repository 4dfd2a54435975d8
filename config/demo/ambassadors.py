"""The demo community's ambassadors: two of now, one who said goodbye, one who applies, and a kit."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from members.ambassadors.applying import apply, may_apply
from members.ambassadors.beginning import begin_due
from members.ambassadors.kit import add_file
from members.ambassadors.models import Ambassador
from members.ambassadors.paying import set_budget, spend
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import note
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant
from members.recognition.weighing import weigh

KIT = """## When somebody asks what we are

We are people who keep clubs, choirs and small teams going. We ask each other what nobody at home can answer.

## What helps

- Bring **one question** of theirs here, and send them the answer.
- Hand out the leaflet below; it has room for your name.
- Tell us what you heard. We read it in your space.
"""
LEAFLET = b"""Almanac Commons

People who keep clubs, choirs and small teams going ask each other here.
Reading needs no account. Come with a question.

Who gave you this: ____________________
"""
ANSWERS = (
    "I keep explaining this place to other choirs anyway, and would like to do it with better words than mine.",
    "I answered questions about rotas, and brought two people from my choir.",
)


def appoint(members: dict[str, Member], now: datetime) -> None:
    """Open the page, fill the kit, and let one serve, one part and one apply."""
    mia = members["mia"]
    AmbassadorProgramme.open_up(by=mia)
    AmbassadorProgramme.write_kit(KIT, by=mia)
    add_file(SimpleUploadedFile("leaflet.txt", LEAFLET), "Leaflet to print", by=mia)
    others = [one for handle, one in members.items() if handle not in ("olli", "mia", "mo", "ben", "nia", "eve")]
    serving, former, asking = members["ben"], others[1], others[2]
    for member in (serving, others[0], former):
        grant = LevelGrant.objects.create(member=member, step=Step.AMBASSADOR, given_by=mia)
        LevelGrant.objects.filter(pk=grant.pk).update(
            given_at=now - timedelta(days=340), ends_at=now + timedelta(days=25)
        )
    begin_due()
    Ambassador.objects.update(since=now - timedelta(days=340))
    Ambassador.objects.get(member=former).say_goodbye(by=former)
    for member in (serving, others[0]):
        weigh(member.pk)
    one = Ambassador.objects.get(member=serving)
    set_budget(one, Decimal("200.00"), "euros, for travel and printing", by=mia)
    spend(one, Decimal("18.40"), "Leaflets for the choir day", by=mia)
    if may_apply(asking) is None:
        asked = AmbassadorProgramme.current().asked
        application = apply(list(zip(asked, ANSWERS, strict=True)), by=asking)
        note(application, "yes", "Has done it for a year without the name.", by=mia)
