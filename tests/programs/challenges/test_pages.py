"""The pages: refusals first, then what they say in each phase, the clock, and their budget of queries."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from members.activity.models import Activity
from programs.challenges.addresses import page_of
from programs.challenges.models import Challenge, ChallengeEntry, ChallengeJudge, ChallengeResult
from programs.series.steps import Step, run_due, set_steps
from tests.factories import a_member, let_in
from tests.programs.challenged import a_challenge, an_entry, entries, go_to, judged, steps

pytestmark = pytest.mark.django_db


def signed_in(member) -> Client:
    client = Client()
    let_in(client, member)
    return client


def enter(client, challenge, **said):
    return client.post(reverse("challenge_enter", args=[challenge.occurrence_id]), {"words": "Two fewer", **said})


def test_who_does_not_see_the_space_finds_no_challenge(mia, nia, ben):
    from tests.factories import a_group, a_space

    challenge = a_challenge(mia, a_space(group=a_group(ben)), steps())
    for client in (signed_in(nia), Client()):
        assert client.get(page_of(challenge.occurrence)).status_code == 404
    assert signed_in(ben).get(page_of(challenge.occurrence)).status_code == 200


def test_members_find_no_managers_page(mia, ben, mo, space):
    challenge = a_challenge(mia, space, entries())
    for member in (ben, mo):
        assert signed_in(member).get(reverse("challenge_entries", args=[challenge.occurrence_id])).status_code in (
            403,
            404,
        )


def test_who_is_no_judge_finds_no_judging(mia, ben, space):
    challenge = a_challenge(mia, space, entries(), "judge")
    an_entry(challenge, a_member())
    for client in (signed_in(ben), signed_in(mia)):
        for name, more in (("challenge_judging", []), ("challenge_sheet", [1])):
            assert client.get(reverse(name, args=[challenge.occurrence_id, *more])).status_code == 404


@pytest.mark.parametrize("sort", [steps, entries])
@pytest.mark.parametrize("phase", ["announce", "enter", "vote", "judge", "settle"])
def test_the_page_opens_in_every_phase_for_everybody(mia, ben, space, sort, phase):
    challenge = a_challenge(mia, space, sort(), phase)
    an_entry(challenge, ben)
    for client in (signed_in(ben), signed_in(mia), Client()):
        assert "The clean-calendar month" in client.get(page_of(challenge.occurrence)).content.decode()
    assert signed_in(mia).get(reverse("challenge_entries", args=[challenge.occurrence_id])).status_code == 200


def test_a_wrong_entry_answers_422_keeps_the_words_and_changes_nothing(mia, ben, space):
    challenge = a_challenge(mia, space, entries())
    text = SimpleUploadedFile("a.png", b"no picture at all", "image/png")
    for said in ({"title": "", "words": "Kept words"}, {"title": "T", "words": "Kept words", "picture": text}):
        response = enter(signed_in(ben), challenge, **said)
        assert response.status_code == 422
        assert "Kept words" in response.content.decode()
    assert not ChallengeEntry.objects.exists()


def test_a_picture_is_kept_drawn_anew_and_given_to_who_sees_the_entry_alone(mia, ben, space, visitor):
    challenge = a_challenge(mia, space, steps())
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(out, "JPEG")
    enter(signed_in(ben), challenge, picture=SimpleUploadedFile("me.jpg", out.getvalue()))
    entry = ChallengeEntry.objects.get()
    url = reverse("challenge_picture", args=[challenge.occurrence_id, entry.number, f"{entry.picture}.webp"])
    assert Client().get(url)["Content-Type"] == "image/webp"
    ChallengeEntry.objects.update(held_at=timezone.now())
    assert Client().get(url).status_code == 404


def test_checking_in_undoing_and_the_well(mia, ben, space):
    challenge = a_challenge(mia, space, steps())
    client = signed_in(ben)
    enter(client, challenge)
    page = client.get(page_of(challenge.occurrence)).content.decode()
    assert "Checked in today" in page and page.count('class="day done"') == 1
    client.post(reverse("challenge_withdraw", args=[challenge.occurrence_id, 1]))
    assert 'class="day done"' not in client.get(page_of(challenge.occurrence)).content.decode()


def test_judging_on_pages_from_draft_to_finished(mia, ben, space):
    challenge, judge = a_challenge(mia, space, entries(), "judge"), a_member()
    an_entry(challenge, ben)
    manager, client = signed_in(mia), signed_in(judge)
    add = reverse("challenge_judge_add", args=[challenge.occurrence_id])
    assert manager.post(add, {"handle": "@nobody-here"}).status_code == 422
    assert manager.post(add, {"handle": f"@{judge.handle}"}).status_code == 302
    sheet = reverse("challenge_sheet", args=[challenge.occurrence_id, 1])
    assert client.get(sheet).status_code == 200
    assert client.post(sheet, {"points_0": "11", "points_1": "3", "do": "done"}).status_code == 422
    assert client.post(sheet, {"points_0": "7", "points_1": "", "do": "done"}).status_code == 422
    assert client.post(sheet, {"points_0": "7", "words_0": "Helps", "points_1": "", "do": "draft"}).status_code == 302
    assert "Helps" in client.get(sheet).content.decode()
    assert client.post(sheet, {"points_0": "7", "points_1": "4", "do": "done"}).status_code == 302
    assert (
        "You finished 1 of 1 entry"
        in client.get(reverse("challenge_judging", args=[challenge.occurrence_id])).content.decode()
    )


def test_two_managers_publish_at_once_and_it_is_published_once(mia, olli, ben, space):
    challenge = a_challenge(mia, space, entries(), "judge")
    entry = an_entry(challenge, ben)
    judged(challenge, entry, a_member(), 7, 5, by=mia)
    go_to(challenge, "settle")
    one, two = signed_in(mia), signed_in(olli)
    url = reverse("challenge_publish", args=[challenge.occurrence_id])
    one.post(reverse("challenge_recompute", args=[challenge.occurrence_id]))
    said = {"read_as": ChallengeResult.objects.get().inputs, f"reason_{entry.pk}": "Useful", "words": ""}
    assert one.post(url, said | {f"reason_{entry.pk}": ""}).status_code == 422
    assert one.post(url, said | {"read_as": "stale"}).status_code == 409
    assert one.post(url, said).status_code == 302
    assert two.post(url, said).status_code == 409
    assert Activity.objects.filter(verb="challenge.published").count() == 1
    assert "Place 1" in Client().get(page_of(challenge.occurrence)).content.decode()
    prize = reverse("challenge_prize", args=[challenge.occurrence_id, 1])
    assert one.post(prize, {"given": "yes"}).status_code == 302
    assert challenge.winners.get().given_by == mia


def test_the_clock_does_each_step_once_and_says_nothing_that_is_too_late(mia, space):
    challenge = a_challenge(mia, space, entries(), "enter")
    Challenge.objects.all().delete()
    occurrence = go_to(challenge, "announce")
    type(occurrence).objects.filter(pk=occurrence.pk).update(
        starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(days=6), opened_at=None
    )
    occurrence.refresh_from_db()
    Step.objects.all().delete()
    set_steps([occurrence])
    for _turn in range(2):
        run_due()
    verbs = list(Activity.objects.filter(verb__startswith="challenge.").values_list("verb", flat=True))
    assert verbs == ["challenge.begun"]
    assert Step.objects.get(key="announce").passed_at is not None
    assert Challenge.objects.get().said.vote_days == 7


def test_judging_does_not_begin_without_a_judge_and_its_owner_sees_why(mia, space):
    challenge = a_challenge(mia, space, entries(), "judge")
    Step.objects.all().delete()
    set_steps([challenge.occurrence])
    Step.objects.exclude(key="judge").delete()
    run_due()
    assert "judges" in Step.objects.get(key="judge").failed_why
    ChallengeJudge.objects.create(challenge=challenge, member=a_member())
    Step.objects.update(retry_at=None)
    run_due()
    assert Step.objects.get(key="judge").done_at is not None


def test_the_terms_stand_from_the_announcement_on(mia, space):
    challenge = a_challenge(mia, space, entries())
    plan = challenge.occurrence.program.challenge_plan
    plan.terms |= {"entries_each": 5}
    plan.save()
    assert Challenge.objects.get().said.entries_each == 1


@pytest.mark.parametrize("wrong", [
    {"sort": "entries", "judge_days": "5", "criteria": ""}, {"criteria": "Useful x 11"}, {"criteria": "A\na"},
    {"prizes": "a book"}, {"prizes": "1-3: a\n2: b"}, {"prizes": "1: a", "vote_days": "0", "judge_days": "0"},
    {"criteria": "\n".join("abcdefghi")}, {"entries_each": "6"}, {"jury_share": "101"},
])  # fmt: skip
def test_details_that_make_no_challenge_are_refused(wrong, db):
    from programs.challenges.planning import ChallengeDetails

    said = {
        "sort": "entries", "announce_days": "7", "target": "10", "together": "0", "entries_each": "1",
        "vote_days": "7", "votes_each": "3", "judge_days": "7", "criteria": "Useful x 3\nClear", "judges_each": "2",
        "jury_share": "50", "result_days": "7", "prizes": "1: a book\n2-3: a spotlight",
    }  # fmt: skip
    assert ChallengeDetails(said).is_valid()
    assert not ChallengeDetails(said | wrong).is_valid()


@pytest.mark.parametrize("phase", ["vote", "settle"])
def test_the_page_costs_as_many_queries_with_many_entries_as_with_few(
    mia, ben, space, phase, django_assert_max_num_queries
):
    challenge = a_challenge(mia, space, entries(), phase)
    client = signed_in(ben)
    found: list[int] = []
    for more in (3, 297):
        rows = [
            ChallengeEntry(challenge=challenge, number=len(found) * 300 + n, author=a_member() if n < 30 else mia,
                           title=f"Entry {n}", words="Words")
            for n in range(1, more + 1)
        ]  # fmt: skip
        ChallengeEntry.objects.bulk_create(rows)
        client.get(page_of(challenge.occurrence))
        with django_assert_max_num_queries(15) as counted:
            client.get(page_of(challenge.occurrence))
        found.append(len(counted))
    assert found[0] == found[1]


def test_what_few_say_is_folded_and_open_where_something_is_said_or_wrong(mia):
    address = "/manage/programs/plan/?kind=challenge"
    client = signed_in(mia)
    fresh = client.get(address).content.decode()
    assert fresh.count('<details class="fold plan-fold"') == 4
    assert '<details class="fold plan-fold" open' not in fresh
    sent = client.post(address, {"do": "plan", "own-sort": "entries", "own-judge_days": "3", "own-entries_each": "1"})
    page = sent.content.decode()
    assert sent.status_code == 422
    judges = page[: page.index("<summary>Judges</summary>")].rpartition("<details")[2]
    assert " open" in judges
    assert "data-sort" not in judges, "what is wrong is never put away"
    assert page.count("There is a problem") == 1
    assert "Criteria: Say by which criteria is judged." in page
