"""The page of a case: opening claims it, looks into private places are recorded, nothing else is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from moderation.guidelines.measures import Content, Person
from moderation.review import proposing
from moderation.review.cases import Case, CaseLook, CaseNote
from moderation.review.decisions import Decision
from moderation.review.proposing import Draft

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.guidelines.models import Rule

    As = Callable[..., Any]
    MakeCase = Callable[..., Case]
    Sent = Callable[..., dict[str, Any]]

ACTS = ("decide", "draft", "claim", "release", "note", "snooze", "wake", "give")


@pytest.mark.parametrize("act", ACTS)
def test_who_may_not_see_a_case_can_do_nothing_with_it(
    as_: "As", mo: "Member", mira: "Member", ben: "Member", a_case: "MakeCase", act: str
) -> None:
    about_mo, about_equal, about_nia = a_case(mo), a_case(mira), a_case()
    for case in (about_mo, about_equal):
        assert as_(mo).post(f"{case.get_absolute_url()}{act}/").status_code == 404
    assert as_(ben).post(f"{about_nia.get_absolute_url()}{act}/").status_code == 403
    assert as_(mo).get(f"{about_nia.get_absolute_url()}{act}/").status_code == 405
    assert not Decision.objects.exists()


def test_a_suspended_moderator_sees_no_case(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    client, case = as_(mo), a_case()
    mo.suspended_until = timezone.now() + timedelta(days=1)
    mo.save(update_fields=["suspended_until"])
    assert client.get(case.get_absolute_url()).status_code in (302, 403, 404)
    assert client.post(f"{case.get_absolute_url()}note/", {"words": "hello"}).status_code in (302, 403, 404)
    assert not CaseNote.objects.exists()


def test_opening_claims_and_others_read_only(as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    assert "Send and close" in as_(mo).get(case.get_absolute_url()).text
    case.refresh_from_db()
    assert case.claimed_by == mo
    page = as_(mira).get(case.get_absolute_url()).text
    assert "Mo is looking" in page
    assert "Take it when free" in page
    assert "Send and close" not in page
    assert "Mo has it open" in as_(mira).get("/moderate/").text


@pytest.mark.parametrize("header", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}])
def test_what_a_browser_asks_ahead_claims_nothing(
    as_: "As", mo: "Member", a_case: "MakeCase", header: dict[str, str]
) -> None:
    case, hidden = a_case(), a_case(private=True)
    assert as_(mo).get(case.get_absolute_url(), headers=header).status_code == 200
    assert as_(mo).get(hidden.get_absolute_url(), headers=header).status_code == 503
    assert as_(mo).head(case.get_absolute_url()).status_code == 200
    assert not Case.objects.filter(claimed_by__isnull=False).exists()
    assert not CaseLook.objects.exists()


def test_the_queue_itself_writes_nothing(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    before = Activity.objects.count()
    page = as_(mo).get("/moderate/").text
    assert f'data-beside="{reverse("case_beside", args=[case.pk])}"' in page
    assert "Send and close" not in page
    assert not Case.objects.filter(claimed_by__isnull=False).exists()
    assert Activity.objects.count() == before


def test_the_case_beside_the_list_is_opened_by_being_fetched(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    beside = reverse("case_beside", args=[case.pk])
    assert as_(mo).get(beside, headers={"Sec-Purpose": "prefetch"}).status_code == 204
    assert as_(mo).head(beside).status_code == 200
    assert not Case.objects.filter(claimed_by__isnull=False).exists()
    parts = as_(mo).get(beside).text
    assert "Send and close" in parts
    assert "<html" not in parts
    assert Case.objects.get(claimed_by=mo).pk == case.pk


def test_what_is_private_or_not_theirs_is_never_fetched_beside_the_list(
    as_: "As", mo: "Member", mia: "Member", ben: "Member", visitor: Any, a_case: "MakeCase"
) -> None:
    private, above = a_case(private=True, html="<p>secret words</p>"), a_case(mia)
    beside = [reverse("case_beside", args=[case.pk]) for case in (private, above)]
    assert [as_(mo).get(path).status_code for path in beside] == [204, 404]
    assert [as_(ben).get(path).status_code for path in beside] == [403, 403]
    assert as_(visitor).get(beside[0]).status_code == 302
    assert as_(mo).get(beside[0]).content == b""
    assert not CaseLook.objects.exists()
    assert not Case.objects.filter(claimed_by__isnull=False).exists()


def test_a_look_into_a_private_place_is_recorded_once_an_hour(
    as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase"
) -> None:
    case = a_case(private=True)
    as_(mo).get("/moderate/")
    assert not CaseLook.objects.exists()
    for client in (as_(mo), as_(mo), as_(mira)):
        client.get(case.get_absolute_url())
    assert set(CaseLook.objects.values_list("by__name", flat=True)) == {"Mo", "Mira"}
    assert CaseLook.objects.count() == 2
    assert Activity.objects.filter(verb="case.looked").count() == 2


def test_a_form_that_was_refused_shows_private_words_and_leaves_a_look(
    as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase"
) -> None:
    here = a_case(private=True).get_absolute_url()
    answer = as_(mo).post(f"{here}note/", {"words": " "})
    assert (answer.status_code, "Only an idiot" in answer.text) == (422, True)
    assert CaseLook.objects.filter(by=mo).count() == 1
    as_(mira).post(f"{here}draft/", {}, headers={"HX-Request": "true"})
    assert CaseLook.objects.filter(by=mira).count() == 1


def test_what_became_private_later_is_looked_at_like_what_always_was(
    as_: "As", mo: "Member", a_case: "MakeCase", leaves: Any
) -> None:
    case = a_case()
    leaves.things[case.subject_id] = replace(leaves.things[case.subject_id], is_private=True)
    assert as_(mo).get(case.get_absolute_url(), headers={"Sec-Purpose": "prefetch"}).status_code == 503
    assert not CaseLook.objects.exists()
    as_(mo).get(case.get_absolute_url())
    assert CaseLook.objects.filter(case=case, by=mo).count() == 1


def test_pictures_are_covered_and_words_marked(
    as_: "As", mo: "Member", a_case: "MakeCase", monkeypatch: pytest.MonkeyPatch
) -> None:
    html = '<p>Only an <b>idiot</b> &amp; so on</p><p><img src="/media/a.webp" alt="An idiot"></p>'
    case = a_case(html=html)
    monkeypatch.setattr("moderation.review.page.words_marked", lambda _case: ["idiot", "& so"])
    page = as_(mo).get(case.get_absolute_url()).text
    assert "<mark>idiot<span" in page
    assert "<mark>&amp; so<span" in page
    assert 'alt="An idiot"' in page
    body, covered = page.split('<details class="covered">')
    assert "/media/a.webp" not in body
    assert "/media/a.webp" in covered
    assert "Show 1 picture or film" in page


def test_what_is_gone_for_good_can_still_be_closed(
    as_: "As", mo: "Member", a_case: "MakeCase", leaves: Any, sent: "Sent"
) -> None:
    case = a_case()
    leaves.things.clear()
    page = as_(mo).get(case.get_absolute_url())
    assert "gone for good" in page.text
    assert as_(mo).post(f"{case.get_absolute_url()}decide/", sent(case)).status_code == 302
    case.refresh_from_db()
    assert case.closed_at is not None


def test_notes_are_kept_for_the_team(as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    assert as_(mo).post(f"{case.get_absolute_url()}note/", {"words": " "}).status_code == 422
    as_(mo).post(f"{case.get_absolute_url()}note/", {"words": "She wrote to me\nyesterday"})
    assert "She wrote to me<br>yesterday" in as_(mira).get(case.get_absolute_url()).text


def test_snoozing_leads_on_and_waking_brings_back(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case(due=timedelta(days=9))
    assert as_(mo).post(f"{case.get_absolute_url()}snooze/", {"until": "never"}).status_code == 302
    case.refresh_from_db()
    assert not case.is_snoozed
    as_(mo).post(f"{case.get_absolute_url()}snooze/", {"until": "tomorrow"})
    case = Case.objects.get(pk=case.pk)
    assert case.is_snoozed
    assert case.snoozed_until is not None
    assert case.snoozed_until.astimezone(mo.zone).strftime("%H:%M") == "09:00"
    assert "Put off until" in as_(mo).get("/moderate/later/").text
    as_(mo).post(f"{case.get_absolute_url()}wake/")
    case.refresh_from_db()
    assert not case.is_snoozed


def test_a_case_is_given_only_to_who_may_decide_it(
    as_: "As", mo: "Member", mira: "Member", mia: "Member", ben: "Member", a_case: "MakeCase"
) -> None:
    case = a_case(mira)
    page = as_(mia).get(f"{case.get_absolute_url()}hand/").text
    assert ">Mia</option>" in page
    assert ">Mo</option>" not in page
    for wrong in (mo, ben):
        assert as_(mia).post(f"{case.get_absolute_url()}give/", {"to": wrong.pk}).status_code == 422
    as_(mia).post(f"{case.get_absolute_url()}give/", {"to": mia.pk})
    case.refresh_from_db()
    assert case.assigned_to == mia
    as_(mia).post(f"{case.get_absolute_url()}give/", {"to": ""})
    case.refresh_from_db()
    assert case.assigned_to is None


def test_letting_go_frees_it_for_others(as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    as_(mo).get(case.get_absolute_url())
    asks = {"HX-Request": "true"}
    assert as_(mira).post(f"{case.get_absolute_url()}claim/", headers=asks).status_code == 409
    as_(mo).post(f"{case.get_absolute_url()}release/")
    assert as_(mira).post(f"{case.get_absolute_url()}claim/", headers=asks).status_code == 204


def test_similar_cases_say_what_was_decided(
    as_: "As", mo: "Member", a_case: "MakeCase", rule: "Rule", sent: "Sent"
) -> None:
    for person in (Person.WARN, Person.WARN, Person.BAN):
        Decision.objects.create(
            case=a_case(), content=Content.KEEP, person=person, rule=rule, in_force_at=timezone.now()
        )
    case = a_case()
    form = sent(case, "warn")
    answer = as_(mo).post(f"{case.get_absolute_url()}draft/", form, headers={"HX-Request": "true"})
    assert "3 similar: 2 warned" in answer.text
    assert "1 banned" in answer.text


def test_a_draft_is_replaced_only_while_nobody_touched_it(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent", monkeypatch: pytest.MonkeyPatch
) -> None:
    def two(case: Any, item: Any, content: str, person: str, *_rest: Any) -> list[Draft]:
        return [Draft("kind", "Kind nudge", "kind", f"Kindly: {person}"), Draft("plain", "Plain", "plain", "Plainly")]

    monkeypatch.setattr(proposing, "_DRAFTS", [two])
    case, asks = a_case(), {"HX-Request": "true"}
    address, client = f"{case.get_absolute_url()}draft/", as_(mo)
    first = client.post(address, sent(case, "educate"), headers=asks).text
    assert "Kindly: educate" in first
    untouched = sent(case, "warn", message="Kindly: educate", drafted="Kindly: educate", tone="kind")
    assert "Kindly: warn" in client.post(address, untouched, headers=asks).text
    changed = client.post(address, untouched | {"message": "My own words"}, headers=asks).text
    assert "My own words" in changed
    assert "Kindly: warn" not in changed
    chosen = client.post(f"{address}?draft=plain", untouched).text
    assert "Plainly</textarea>" in chosen
    assert "There is a problem" not in chosen
    assert not Decision.objects.exists()


def test_nothing_is_put_off_past_its_due_time(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    late, soon = a_case(due=timedelta(minutes=-1)), a_case(due=timedelta(minutes=40))
    for until in ("hour", "tomorrow", "monday"):
        page = as_(mo).post(f"{late.get_absolute_url()}snooze/", {"until": until}, follow=True).text
        assert "It is overdue, so it cannot be put off." in page
        late.refresh_from_db()
        assert late.snoozed_until is None
        page = as_(mo).post(f"{soon.get_absolute_url()}snooze/", {"until": until}, follow=True).text
        assert "when it is due. It stands under “Later”." in page
        soon.refresh_from_db()
        assert soon.snoozed_until == soon.due_at
        soon.wake(by=mo)
