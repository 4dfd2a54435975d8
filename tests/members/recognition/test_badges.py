"""Badges: who may not, the trial before anybody is given one, evidence without private spaces, and taking back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from community.spaces.models import Space
from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.preferences import choose
from members.profiles.refusing import NotNow
from members.recognition import awarding
from members.recognition.asking import ask_for
from members.recognition.awarding import award_due, give
from members.recognition.badges import Badge, BadgeAward
from members.recognition.ladder import Step
from members.recognition.suggesting import SUGGESTIONS, take_over
from members.segments.fields import IN_THE_OPEN
from members.segments.models import Segment
from members.segments.rules import WrongRule
from tests.factories import a_post, a_space, a_thread

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncelebrated")]
As = Callable[[Any], Client]


def wrote(times: int, space: int = IN_THE_OPEN) -> dict[str, Any]:
    """The criterion that somebody replied so often."""
    return {"is": "replied", "with": {"space": space, "times": times, "since": 0}}


@pytest.fixture
def badge(mia: Member) -> Badge:
    """For two replies; being tried."""
    segment = Segment.create("Two replies", wrote(2), by=mia)
    return Badge.create("Talker", "Wrote two replies.", "star", segment, by=mia)


@pytest.fixture
def by_hand(mia: Member) -> Badge:
    """Given by hand."""
    return Badge.create("Founder", "Was here first.", "door-open", None, by=mia)


def test_nobody_but_managers_makes_starts_gives_or_takes_back(
    as_: As, visitor: Any, nia: Member, mo: Member, mia: Member, badge: Badge, by_hand: Badge
) -> None:
    award = give(by_hand, nia, "She was.", by=mia)
    pages = [reverse("manage_badges"), reverse("badge_new")]
    pages += [reverse(name, args=[badge.pk]) for name in ("manage_badge", "badge_edit")]
    acts = [reverse("badge_create"), reverse("badge_suggested", args=["founder"])]
    acts += [reverse(f"badge_{act}", args=[badge.pk]) for act in ("change", "start", "give", "retire", "unretire")]
    acts.append(reverse("award_revoke", args=[award.pk]))
    sent = {"name": "Mine", "description": "Me", "icon": "star", "handle": "mo", "reason": "Because"}
    for who, status in ((visitor, 302), (nia, 403), (mo, 403)):
        client = as_(who)
        assert {client.get(path).status_code for path in pages} == {status}
        assert {client.post(path, sent).status_code for path in acts} == {status}
    assert BadgeAward.objects.held().count() == 1 and Badge.objects.count() == 2
    with pytest.raises(NotNow):
        give(by_hand, mia, "I was.", by=mia)
    with pytest.raises(NotNow):
        give(by_hand, mia, "She was.", by=mo)


def test_visitors_read_no_name_of_a_space_for_members_in_what_is_asked(
    as_: As, visitor: Any, nia: Member, mia: Member, olli: Member
) -> None:
    inside = a_space("Zqinside", visibility="members")
    segment = Segment.create("One inside", wrote(1, inside.pk), by=mia)
    badge = Badge.create("Insider", "Wrote inside.", "star", segment, by=mia)
    badge.start(by=mia)
    a_post(a_thread(inside), by=nia)
    assert award_due() == 1
    ask_for(Step.ACTIVE, wrote(1, inside.pk), "", by=olli)
    pages = ["/levels/", badge.get_absolute_url(), BadgeAward.objects.get().get_absolute_url()]
    for page in pages:
        assert "Zqinside" not in as_(visitor).get(page).text, page
        assert "ook part in spaces for members" in as_(visitor).get(page).text, page
        assert "Zqinside" in as_(nia).get(page).text, page


def test_who_keeps_a_profile_from_visitors_is_not_named_as_giver(
    as_: As, visitor: Any, nia: Member, mia: Member, by_hand: Badge
) -> None:
    page = give(by_hand, nia, "She was.", by=mia).get_absolute_url()
    assert "Given by Mia" in as_(visitor).get(page).text
    choose(mia, profile="members")
    assert "Mia" not in as_(visitor).get(page).text and "Given by Mia" in as_(nia).get(page).text


def test_a_rule_that_not_everybody_can_check_makes_no_badge(
    as_: As, mia: Member, private_space: Space, badge: Badge
) -> None:
    hidden = Segment.create("Inside", wrote(1, private_space.pk), by=mia)
    with pytest.raises(WrongRule):
        Badge.create("Insider", "Wrote inside.", "star", hidden, by=mia)
    sent = {"name": "Insider", "description": "Wrote inside.", "icon": "star", "segment": hidden.pk}
    answer = as_(mia).post(reverse("badge_create"), sent)
    said = answer.content.decode()
    assert answer.status_code == 422 and "cannot be checked" in said and "Wrote inside." in said
    again = as_(mia).post(reverse("badge_create"), sent | {"name": "TALKER", "segment": ""})
    assert again.status_code == 422 and "Another badge is called" in again.content.decode()


def test_a_badge_is_tried_first_then_given_once_and_leads_to_its_evidence(
    as_: As, visitor: Any, mia: Member, nia: Member, ben: Member, badge: Badge, space: Space, private_space: Space,
    delivered: Callable[[], int],
) -> None:  # fmt: skip
    thread, inner = a_thread(space, title="A thread for all"), a_thread(private_space, by=ben, title="Among a few")
    for _ in range(2):
        a_post(thread, by=ben)
        a_post(inner, by=ben)
    team, page = as_(mia), reverse("manage_badge", args=[badge.pk])
    assert award_due() == 0 and as_(nia).get(badge.get_absolute_url()).status_code == 404
    assert "Talker" not in as_(nia).get(reverse("badges")).content.decode()
    tried = team.get(page, {"why": "ben"}).content.decode()
    assert "1 member would get it today" in tried and "Why Ben would get it" in tried and "2 times" in tried
    team.post(reverse("badge_start", args=[badge.pk]))
    assert award_due() == 0, "nobody is given it twice"
    award = BadgeAward.objects.get()
    assert award.member == ben
    delivered()
    assert not Notification.objects.filter(member=ben).exclude(kind__startswith="level").exists(), "badges never notify"
    for who in (visitor, nia):
        client = as_(who)
        said = client.get(award.get_absolute_url()).content.decode()
        assert "A thread for all" in said and "Among a few" not in said and "2 count today" in said
        assert "Talker" in client.get(ben.get_absolute_url()).content.decode()
        assert "1 member has it" in client.get(badge.get_absolute_url()).content.decode()
        assert "Ben: Talker" in client.get(reverse("badges")).content.decode()
    Space.objects.filter(pk=space.pk).update(visibility="members")
    assert "A thread for all" not in as_(visitor).get(award.get_absolute_url()).content.decode()
    Member.objects.filter(pk=ben.pk).update(preferences={"profile": "members", "directory": "hidden"})
    assert as_(visitor).get(award.get_absolute_url()).status_code == 404
    assert "Nobody has it yet" in as_(nia).get(badge.get_absolute_url()).content.decode()


def test_a_badge_that_cannot_be_given_keeps_no_other_back(
    badge: Badge, nia: Member, mia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Badge.create("Wrote", "Wrote two replies.", "star", badge.segment, by=mia)
    for one in (badge, other):
        one.start(by=mia)
    thread = a_thread(by=mia)
    for _reply in range(2):
        a_post(thread, by=nia)
    found = awarding.would_get

    def breaks(one: Badge) -> Any:
        people = found(one)
        return people.extra(where=["1 / 0 = 1"]) if people is not None and one.pk == badge.pk else people

    monkeypatch.setattr(awarding, "would_get", breaks)
    assert award_due() == 1 and BadgeAward.objects.get().badge == other


def test_a_badge_keeps_its_criterion_when_its_segment_has_left_the_list(as_: As, badge: Badge, mia: Member) -> None:
    assert badge.segment is not None
    badge.start(by=mia)
    badge.segment.archive(by=mia)
    client, path = as_(mia), reverse("badge_edit", args=[badge.pk])
    form = client.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"description": "Wrote twice."}
    chosen = {str(value) for value, _name in form.fields["segment"].choices}
    sent["segment"] = sent["segment"] if str(sent["segment"]) in chosen else ""
    assert client.post(reverse("badge_change", args=[badge.pk]), sent).status_code == 302
    kept = Badge.objects.get()
    assert (kept.description, kept.segment_id) == ("Wrote twice.", badge.segment_id) and kept.started_at is not None


def test_what_is_taken_back_no_rule_gives_again_only_a_person(
    as_: As, mia: Member, ben: Member, badge: Badge, space: Space
) -> None:
    thread = a_thread(space)
    for _ in range(2):
        a_post(thread, by=ben)
    badge.start(by=mia)
    assert award_due() == 1
    award, team = BadgeAward.objects.get(), as_(mia)
    revoke = reverse("award_revoke", args=[award.pk])
    team.post(revoke, {"reason": ""})
    assert BadgeAward.objects.held().exists(), "not without a reason"
    team.post(revoke, {"reason": "Copied from elsewhere"})
    assert not BadgeAward.objects.held().exists() and award_due() == 0
    assert team.get(award.get_absolute_url()).status_code == 404
    form = reverse("badge_give", args=[badge.pk])
    assert team.post(form, {"handle": "nobody", "reason": "x"}).status_code == 422
    assert team.post(form, {"handle": "ben", "reason": "Made up for it"}).status_code == 302
    assert "Made up for it" in team.get(award.get_absolute_url()).content.decode()
    again = team.post(form, {"handle": "ben", "reason": "Once more"})
    assert again.status_code == 422 and "has this badge already" in again.content.decode()
    team.post(reverse("badge_retire", args=[badge.pk]))
    a_post(thread, by=mia)
    a_post(thread, by=mia)
    assert award_due() == 0 and BadgeAward.objects.held().count() == 1
    assert "no longer given" in team.get(reverse("badges")).content.decode()
    team.post(reverse("badge_unretire", args=[badge.pk]))
    assert award_due() == 1


def test_what_is_suggested_can_be_taken_over_and_another_segment_is_tried_anew(as_: As, mia: Member) -> None:
    for suggestion in SUGGESTIONS.values():
        made = take_over(suggestion, by=mia)
        assert not made.problem and bool(made.criteria) == bool(suggestion.rule)
    assert Badge.objects.count() == len(SUGGESTIONS) >= 8
    team = as_(mia)
    assert "Suggested" not in team.get(reverse("manage_badges")).content.decode()
    assert team.post(reverse("badge_suggested", args=["nothing"])).status_code == 404
    badge = Badge.objects.get(name="Regular")
    badge.start(by=mia)
    sent = {"name": "Pillar", "description": badge.description, "icon": "star", "segment": badge.segment_id}
    team.post(reverse("badge_change", args=[badge.pk]), sent)
    badge.refresh_from_db()
    assert badge.name == "Pillar" and badge.started_at
    other = Badge.objects.get(name="First reply").segment_id
    team.post(reverse("badge_change", args=[badge.pk]), sent | {"segment": other})
    badge.refresh_from_db()
    assert badge.started_at is None
