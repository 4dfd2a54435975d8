"""Who leaves, or takes a yes back, leaves nothing behind in the rooms of programs."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from community.search.indexing import write
from community.search.models import SearchDocument
from config.lib.pictures import read_picture
from members.privacy.erasers import ERASERS, Leaver
from members.privacy.former import identity_of
from members.profiles.models import Member
from members.profiles.picturing import sizes
from members.profiles.refusing import NotNow
from programs.amas.models import AmaPlan
from programs.amas.picturing import show_guest
from programs.calendar.searching import KIND
from programs.challenges.models import Challenge, ChallengePlan, ChallengeWinner
from programs.challenges.terms import Criterion, Prize
from programs.contributions.models import CallPlan, ContributionStep
from programs.pilots.answering import undo
from programs.pilots.models import Pilot, PilotTask
from programs.pilots.reporting import draft, publish
from programs.series.checking import CheckItem, set_list
from programs.series.models import Program
from programs.series.texts import BankText
from tests.programs.called import a_call, sent
from tests.programs.challenged import a_challenge, an_entry, entries
from tests.programs.piloted import a_pilot, begins, inside, says
from tests.programs.planned import a_program

if TYPE_CHECKING:
    from community.spaces.models import Space
    from programs.series.occurrences import Occurrence

pytestmark = pytest.mark.django_db
NAME = "Bernadette Zqlindgren"


def erase(member: Member, *keys: str) -> None:
    """Do these steps of leaving, with all words."""
    leaver = Leaver(member, identity_of(member), erases_words=True)
    for key in keys:
        after: int | None = 0
        while after is not None:
            after = ERASERS[key].step(leaver, after)


@pytest.fixture
def zq(nia: Member) -> Member:
    """Somebody whose name is nobody else's."""
    nia.name = NAME
    nia.save(update_fields=["name"])
    return nia


def test_no_name_of_who_left_stays_in_what_is_planned_or_in_the_search(mia: Member, zq: Member, space: Space) -> None:
    program = a_program(mia, title=f"Evening with {NAME}", goal_words=f"{NAME} is glad", space=space)
    BankText.objects.create(program=program, title=f"Ask {NAME}", words=f"What would {NAME} do?")
    set_list(program, [(f"Ask {NAME} for the room", 2)], by=mia)
    one = program.occurrences.earliest("day")
    one.title = f"{NAME} is back"
    one.save(update_fields=["title"])
    write(KIND, [program.pk])
    erase(zq, "words:programs.program", "words:programs.occurrence", "words:programs.banktext",
          "words:programs.checkitem", "search-shelves")  # fmt: skip
    rows = [Program.objects.get(), BankText.objects.get(), CheckItem.objects.get(), program.occurrences.get(pk=one.pk)]
    rows += SearchDocument.objects.filter(kind=KIND)
    assert len(rows) == 5
    assert not [row for row in rows if "zqlindgren" in str(vars(row)).lower()]


def test_what_an_author_noted_for_the_editors_goes_with_their_words(mia: Member, ben: Member, space: Space) -> None:
    call = a_call(mia, space, credit="Thanks to @ben and others")
    one = sent(call, ben, note="I live in Zqstreet 7")
    one.step("comment", by=mia, words="A fine text")
    erase(ben, "contributions", "words:programs.callplan")
    said = list(ContributionStep.objects.order_by("pk").values_list("words", flat=True))
    assert said == ["", "A fine text"]
    assert "ben" not in CallPlan.objects.get().terms["credit"]


@pytest.fixture
def over(mia: Member, ben: Member, space: Space) -> Occurrence:
    """A pilot that is over, whose draft quotes Ben."""
    pilot = a_pilot(mia, space, day=2)
    inside(pilot, ben, by=mia)
    says(pilot, ben, 1, helped="The bell of Zora", may_quote=True)
    begins(pilot, day=11)
    draft(pilot, edition=0, by=mia)
    assert "> The bell of Zora" in Pilot.objects.get().report
    return pilot


def _publish(pilot: Occurrence, by: Member) -> None:
    now = Pilot.objects.get()
    publish(pilot, now.report, edition=now.edition, for_all=True, by=by)


def test_words_taken_back_altogether_are_not_published(over: Occurrence, mia: Member, ben: Member) -> None:
    undo(over, PilotTask.objects.get(day=1), by=ben)
    with pytest.raises(NotNow, match="quoted"):
        _publish(over, mia)


def test_words_said_otherwise_since_are_not_published_as_they_were(over: Occurrence, mia: Member, ben: Member) -> None:
    says(over, ben, 1, helped="A bell, let us say", may_quote=True)
    with pytest.raises(NotNow, match="quoted"):
        _publish(over, mia)


def test_words_that_stand_are_published_and_noted_nowhere_else(over: Occurrence, mia: Member) -> None:
    _publish(over, mia)
    assert Pilot.objects.get().quoted == []


def test_no_name_of_who_left_stays_in_what_a_challenge_promises(
    mia: Member, ben: Member, zq: Member, space: Space
) -> None:
    terms = entries(
        promise=f"{NAME} sings", ideas=(f"Ask {NAME}",), recognition=f"By {NAME}",
        criteria=(Criterion(f"As {NAME} would", 2),), prizes=(Prize(1, f"Lunch with {NAME}"),),
    )  # fmt: skip
    challenge = a_challenge(mia, space, terms)
    entry = an_entry(challenge, ben)
    ChallengeWinner.objects.create(challenge=challenge, entry=entry, place=1, reason="Good", prize=f"Tea, {NAME}")
    erase(zq, "words:programs.challenge", "words:programs.challengeplan", "words:programs.challengewinner")
    rows = [Challenge.objects.get(), ChallengePlan.objects.get(), ChallengeWinner.objects.get()]
    assert not [row for row in rows if "zqlindgren" in str(vars(row)).lower()]
    said = Challenge.objects.get().said
    assert said.prize_of(1).startswith("Lunch with ")
    assert (said.criteria[0].weight, said.vote_days, said.sort) == (2, 7, "entries")


def test_an_ama_goes_on_without_the_name_and_the_picture_of_a_guest_who_left(
    mia: Member, zq: Member, space: Space
) -> None:
    by_name, member, other = (a_program(mia, format="ama", rule="", space=space) for _each in range(3))
    AmaPlan.objects.create(program=by_name, guest_name=NAME, guest_words=f"{NAME} of the nets")
    drawn = BytesIO()
    Image.new("RGB", (80, 80), "teal").save(drawn, "PNG")
    drawn.seek(0)
    show_guest(by_name.ama_plan, read_picture(drawn, max_side=640), by=mia)
    AmaPlan.objects.create(program=member, guest=zq, guest_words="operations lead")
    AmaPlan.objects.create(program=other, guest=mia)
    files = sizes(AmaPlan.objects.get(program=by_name).guest_photo)
    assert files and all(default_storage.exists(name) for name in files)
    erase(zq, "ama-guests")
    plans = [AmaPlan.objects.get(program=one) for one in (by_name, member, other)]
    assert [plan.named for plan in plans] == ["Former member", "Former member", mia.name]
    assert not [plan for plan in plans if "zqlindgren" in str(vars(plan)).lower()]
    assert (plans[0].guest_photo, plans[1].guest, plans[1].guest_words) == ("", None, "operations lead")
