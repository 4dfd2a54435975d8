"""Deciding from the page: once, by one, about what was seen; whatever goes wrong, what was typed stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from django.utils.html import escape

from moderation.guidelines.measures import Content, Person
from moderation.review import proposing
from moderation.review.beginning import stated
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.review.proposing import Step

if TYPE_CHECKING:
    from members.profiles.models import Member

    As = Callable[..., Any]
    MakeCase = Callable[..., Case]
    Sent = Callable[..., dict[str, Any]]

TYPED = {"message": "All my\r\nown words", "facts": "What I saw", "quote": "only an idiot"}


def _kept(page: str) -> bool:
    return "own words</textarea>" in page and "What I saw</textarea>" in page and "only an idiot</textarea>" in page


def decide(client: Any, case: Case, form: dict[str, Any]) -> Any:
    return client.post(f"{case.get_absolute_url()}decide/", form)


def test_deciding_leads_to_the_next_case_with_undo(as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent") -> None:
    first, second = a_case(due=timedelta(hours=1)), a_case(due=timedelta(hours=2))
    client = as_(mo)
    answer = decide(client, first, sent(first, "educate"))
    decision = Decision.objects.get()
    assert (decision.content, decision.person) == (Content.EDIT, Person.EDUCATE)
    assert answer.url == f"{second.get_absolute_url()}?done={decision.pk}"
    page = client.get(answer.url).text
    assert "Decided: An edit is asked for · Educate" in page
    assert f"/moderate/decisions/{decision.pk}/undo/" in page
    assert f"/moderate/decisions/{decision.pk}/undo/" in client.get("/moderate/done/").text


def test_after_the_last_case_all_is_clear(as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent") -> None:
    case = a_case()
    answer = decide(as_(mo), case, sent(case))
    assert answer.url.startswith("/moderate/?done=")
    assert "All clear" in as_(mo).get(answer.url).text


def test_a_double_click_decides_once(as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent") -> None:
    case, client = a_case(), as_(mo)
    assert [decide(client, case, sent(case)).status_code for _ in range(2)] == [302, 302]
    assert Decision.objects.count() == 1


def test_two_tabs_cannot_decide_twice(
    as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case = a_case()
    decide(as_(mo), case, sent(case, "warn"))
    for member in (mo, mira):
        answer = decide(as_(member), case, sent(case, submission=f"other {member.pk}", **TYPED))
        assert answer.status_code == 409
        assert "Decided in the meantime: Hidden until it is edited · Warn (Mo, " in answer.text
        assert _kept(answer.text)
    assert Decision.objects.count() == 1


def test_whoever_comes_second_gets_the_case_alone_when_the_pages_script_asks_and_goes_on_from_there(
    as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case, following = a_case(due=timedelta(hours=1)), a_case(due=timedelta(hours=2))
    typed, path = sent(case, submission="hers", **TYPED), f"{case.get_absolute_url()}decide/"
    as_(mo).get(case.get_absolute_url())
    claimed = as_(mira).post(path, typed, headers={"HX-Request": "true"})
    decide(as_(mo), case, sent(case, "warn"))
    decided = as_(mira).post(path, typed, headers={"HX-Request": "true"})
    for answer, words in ((claimed, "Mo is looking at this case now"), (decided, "· Warn (Mo, ")):
        assert answer.status_code == 409 and words in answer.text and _kept(answer.text)
        assert "<html" not in answer.text and "bench-queue" not in answer.text
        assert f'href="{following.get_absolute_url()}"' in answer.text and "Open next" in answer.text
        assert 'id="decide"' not in answer.text
    wrong = as_(mira).post(
        f"{following.get_absolute_url()}decide/", sent(following) | {"choice": ""}, headers={"HX-Request": "true"}
    )
    assert (wrong.status_code, 'id="decide"' in wrong.text) == (422, True)
    done = as_(mira).post(
        f"{following.get_absolute_url()}decide/", sent(following, "educate"), headers={"HX-Request": "true"}
    )
    assert done.headers["HX-Redirect"].startswith("/moderate/")


def test_what_another_has_open_cannot_be_decided(
    as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case = a_case()
    as_(mira).get(case.get_absolute_url())
    answer = decide(as_(mo), case, sent(case, "warn", **TYPED))
    assert answer.status_code == 409
    assert "Mira is looking at this case now" in answer.text
    assert "own words</textarea>" in answer.text
    assert not Decision.objects.exists()


def test_what_was_changed_is_shown_before_it_is_decided_again(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent", leaves: Any
) -> None:
    case = a_case()
    form = sent(case, "warn", **TYPED)
    thing = leaves.things[case.subject_id]
    leaves.things[case.subject_id] = replace(thing, version="second", html="<p>Mended words</p>")
    answer = decide(as_(mo), case, form)
    assert answer.status_code == 409
    assert "It was changed since you opened it" in answer.text
    assert "Mended words" in answer.text
    assert 'name="version" value="second"' in answer.text
    assert _kept(answer.text)
    assert decide(as_(mo), case, form | {"version": "second"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"choice": ""}, "Choose what is decided."),
        ({"choice": "nonsense"}, "nonsense"),
        ({"rule": ""}, "Choose the rule"),
        ({"choice": "other", "person": "silence"}, "Say for how many days."),
        ({"choice": "other", "person": "silence", "days": "many"}, "Enter a whole number."),
        ({"choice": "other", "content": "move"}, "Choose the space it is moved to."),
        ({"choice": "other", "person": "hang"}, "hang"),
        ({"message": "x" * 4001}, "4000"),
    ],
)
def test_a_wrong_form_says_why_and_keeps_everything(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent", wrong: dict[str, str], words: str
) -> None:
    case = a_case()
    answer = decide(as_(mo), case, sent(case, "warn") | TYPED | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    assert "What I saw</textarea>" in answer.text
    assert (wrong.get("message") or "own words") in answer.text
    assert not Decision.objects.exists()


def test_everything_can_be_put_together(as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent", leaves: Any) -> None:
    case = a_case()
    form = sent(case, "other", content="move", to_space="7", person="silence", days="3", rule="") | TYPED
    assert decide(as_(mo), case, form).status_code == 422
    form = sent(case, "other", content="move", to_space="7", person="silence", days="3") | TYPED
    form["rule"] = sent(case, "warn")["rule"]
    assert decide(as_(mo), case, form).status_code == 302
    decision = Decision.objects.get()
    assert (decision.person, decision.days, decision.to_space_id) == (Person.SILENCE, 3, 7)
    assert decision.message == "All my\nown words"
    assert ("moved to 7", case.subject_id) in leaves.done


def test_the_proposed_step_is_what_a_warning_does(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proposing, "_STEPS", [lambda _case: Step("silence", 7, 3)])
    case = a_case()
    assert "Counts as step 3" in as_(mo).get(case.get_absolute_url()).text
    decide(as_(mo), case, sent(case, "warn"))
    decision = Decision.objects.get()
    assert (decision.content, decision.person, decision.days) == (Content.HIDE, Person.SILENCE, 7)


def test_a_ban_asks_to_see_the_other_cases_first(
    as_: "As", mo: "Member", mira: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case, _other = a_case(), a_case()
    form = sent(case, "other", content="keep", person="suspend", days="9", **TYPED)
    answer = decide(as_(mo), case, form)
    assert answer.status_code == 422
    assert "I have seen the 1 other case" in answer.text
    assert _kept(answer.text)
    assert decide(as_(mo), case, form | {"seen": "on"}).status_code == 302


def test_undo_gives_the_case_back_and_only_to_who_decided(
    as_: "As", mo: "Member", mira: "Member", ben: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case = a_case()
    decide(as_(mo), case, sent(case, "warn"))
    address = f"/moderate/decisions/{Decision.objects.get().pk}/undo/"
    assert as_(ben).post(address).status_code == 403
    assert as_(mira).post(address).status_code == 409
    assert as_(mo).post(address).url == case.get_absolute_url()
    case.refresh_from_db()
    assert (case.closed_at, case.claimed_by) == (None, mo)
    assert as_(mo).post(address).status_code == 302  # a second click says so, and changes nothing
    assert decide(as_(mo), case, sent(case, submission="again")).status_code == 302


def test_after_30_seconds_a_case_is_opened_again_with_a_reason(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case, client = a_case(), as_(mo)
    decide(client, case, sent(case, "warn"))
    decision = Decision.objects.get()
    Decision.objects.update(in_force_at=timezone.now() - timedelta(seconds=31))
    late = client.post(f"/moderate/decisions/{decision.pk}/undo/")
    assert late.status_code == 409
    assert "The 30 seconds to undo are over" in late.text
    address = f"/moderate/decisions/{decision.pk}/reopen/"
    assert address in late.text
    assert client.post(address, {"why": " "}).status_code == 422
    assert client.post(address, {"why": "It was irony"}).status_code == 302
    decision.refresh_from_db()
    assert decision.reversed_why == "It was irony"
    assert "It was irony" in client.get(case.get_absolute_url()).text


def test_decisions_about_those_above_are_nobodys_to_undo(
    as_: "As", mo: "Member", mia: "Member", olli: "Member", a_case: "MakeCase", sent: "Sent"
) -> None:
    case = a_case(mia)
    decide(as_(olli), case, sent(case))
    decision = Decision.objects.get()
    for act in ("undo", "reopen", "agree", "decline"):
        assert as_(mo).post(f"/moderate/decisions/{decision.pk}/{act}/", {"why": "x"}).status_code == 404
        assert as_(mia).post(f"/moderate/decisions/{decision.pk}/{act}/", {"why": "x"}).status_code == 404


@pytest.mark.parametrize("chosen", ["educate", "warn", "remove"])
def test_without_facts_nothing_is_decided_and_all_typed_is_kept(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: Callable[..., dict[str, Any]], chosen: str
) -> None:
    case = a_case()
    address = f"{case.get_absolute_url()}decide/"
    answer = as_(mo).post(address, sent(case, chosen, facts="  ", message="My careful words"))
    assert answer.status_code == 422
    assert "Say what happened: it stands in the reasons." in answer.text and "My careful words" in answer.text
    assert not Decision.objects.exists()


def test_words_begun_for_a_rule_are_no_facts_where_nothing_was_wrong(
    as_: "As", mo: "Member", a_case: "MakeCase", sent: Callable[..., dict[str, Any]], rule: Any
) -> None:
    case = a_case()
    begun = stated(case, rule)
    assert str(rule) in begun and f'data-facts="{escape(begun)}"' in as_(mo).get(case.get_absolute_url()).text
    as_(mo).post(f"{case.get_absolute_url()}decide/", sent(case, rule=str(rule.pk), facts=begun))
    assert Decision.objects.get().facts == ""
