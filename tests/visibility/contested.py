"""Challenges of the village: one in the private space that is judged blindly, and one outside with what is hidden."""

from typing import TYPE_CHECKING

from django.utils import timezone

from programs.challenges.format import Challenging
from programs.challenges.judging import name_judge, save_sheet, stand_aside
from programs.challenges.models import Challenge, ChallengeEntry
from programs.series.models import Program
from tests.programs.challenged import a_challenge, an_entry, entries

if TYPE_CHECKING:
    from community.spaces.models import Space
    from tests.visibility.village import Village


def contested(village: "Village") -> None:
    """`member` made everything; `trusted_member` and `mentor` judge inside; the owner of the result is asked for it."""
    manager, member = village.member("community_manager"), village.member("member")
    inside = _challenge(village, village.space, "Contest zqcontest")
    entry = an_entry(inside, member, "Made of zqentrytitle")
    ChallengeEntry.objects.filter(pk=entry.pk).update(words="It is zqentrywords.")
    for role in ("trusted_member", "mentor"):
        name_judge(inside.occurrence, village.member(role), by=manager)
    save_sheet(entry, [(7, "Good zqmarkwords"), (5, "")], by=village.member("trusted_member"), done=True)
    stand_aside(entry, "We share a flat: zqasidewhy", by=village.member("mentor"))
    Challenging().settle(inside.occurrence)
    outside = _challenge(village, village.open_space, "Contest in the open")
    states = {"zqentryhidden": "hidden_at", "zqentryopen": "", "zqentryheld": "held_at", "zqentryrefused": "refused_at"}
    for word, column in states.items():
        made = an_entry(outside, member, f"Made of {word}")
        ChallengeEntry.objects.filter(pk=made.pk).update(
            **({column: timezone.now()} if column else {}),
            **({"refused_why": "Too late: zqrefusedwhy"} if column == "refused_at" else {}),
        )


def _challenge(village: "Village", space: "Space", title: str) -> Challenge:
    challenge = a_challenge(village.member("community_manager"), space, entries(entries_each=5), "judge")
    Program.objects.filter(pk=challenge.occurrence.program_id).update(title=title)
    challenge.occurrence.program.title = title
    return challenge
