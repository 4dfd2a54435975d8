"""Many cases decided together: each by itself, each with its version, and nothing without a word."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from community.posts.models import Post
from moderation.guidelines.measures import Content, Person, Source
from moderation.review.bulk import MOST, decide_many
from moderation.review.cases import Case, CaseLook
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import KEY, Samples, item_of

if TYPE_CHECKING:
    from community.threads.models import Thread
    from members.profiles.models import Member

As = Callable[..., Client]
HIDE = {"content": "hide", "person": "nothing", "facts": "Offers without end."}


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


@pytest.fixture
def cases(thread: "Thread", nia: "Member") -> list[tuple[Case, str]]:
    """Three cases about posts by nia, with the versions that were seen."""
    items = [item_of(a_post(thread, by=nia, source=f"Offer number {number}, today only")) for number in range(3)]
    return [(open_case(item, Source.REPORT, report=True), item.version) for item in items]


def chosen(cases: list[tuple[Case, str]]) -> list[str]:
    return [f"{case.pk}:{version}" for case, version in cases]


def send(client: Client, name: str = "moderate_bulk", **given: Any) -> Any:
    return client.post(reverse(name), given)


def test_members_and_visitors_decide_nothing(
    as_: As, cases: list[tuple[Case, str]], ben: "Member", visitor: Any
) -> None:
    assert send(as_(ben), case=chosen(cases), **HIDE).status_code == 403
    assert send(as_(visitor), case=chosen(cases), **HIDE).status_code == 302
    assert as_(ben).get(reverse("moderate_bulk")).status_code in (403, 405)
    assert not Decision.objects.exists()


def test_a_case_that_is_not_seen_looks_like_none(
    as_: As, cases: list[tuple[Case, str]], thread: "Thread", mo: "Member"
) -> None:
    about_mo = item_of(a_post(thread, by=mo, source="Words of the team"))
    hidden = open_case(about_mo, Source.REPORT)
    answer = send(as_(mo), case=[*chosen(cases), f"{hidden.pk}:{about_mo.version}", "999999:x"], **HIDE)
    words = answer.content.decode()
    assert words.count("It is not there.") == 2
    assert "Words of the team" not in words
    assert Decision.objects.count() == 3
    assert not hidden.decisions.exists()


def test_each_is_decided_once_also_when_it_is_sent_twice(as_: As, cases: list[tuple[Case, str]], mo: "Member") -> None:
    for _ in range(2):
        answer = send(as_(mo), case=chosen(cases), submission="one press", **HIDE)
        assert answer.content.decode().count("Decided.") == 3
    assert Decision.objects.count() == 3
    assert not Post.objects.filter(pk__in=[case.subject_id for case, _ in cases], hidden_at=None).exists()


def test_what_changed_or_was_decided_is_left_and_said(as_: As, cases: list[tuple[Case, str]], mo: "Member") -> None:
    ada = a_member("Ada", role="moderator")
    decide(cases[0][0], Wanted(version=cases[0][1]), by=ada)
    Post.objects.filter(pk=cases[1][0].subject_id).update(source="Quite another text")
    words = send(as_(mo), case=chosen(cases), **HIDE).content.decode()
    assert "Ada decided this in the meantime." in words
    assert "Its author changed it in the meantime." in words
    assert words.count("Decided.") == 1


def test_what_somebody_has_open_is_left_and_said(as_: As, cases: list[tuple[Case, str]], mo: "Member") -> None:
    cases[0][0].claim(by=a_member("Ada", role="moderator"))
    words = send(as_(mo), case=chosen(cases), **HIDE).content.decode()
    assert "Ada has this case open." in words
    assert words.count("Decided.") == 2


def test_a_removal_is_proposed_to_a_second_moderator(cases: list[tuple[Case, str]], mo: "Member") -> None:
    a_member(role="moderator")
    done = decide_many(cases, Wanted(content=Content.REMOVE), by=mo)
    assert all(isinstance(became, Decision) and became.is_proposal for _, became in done)
    assert Case.objects.open().count() == 3


def test_nobody_is_given_a_consequence_twice_at_once(cases: list[tuple[Case, str]], mo: "Member") -> None:
    done = [became for _, became in decide_many(cases, Wanted(content=Content.HIDE, person=Person.WARN), by=mo)]
    assert isinstance(done[0], Decision)
    assert done[1:] == ["Another of these cases gives this person a consequence. Decide this by itself."] * 2
    assert Decision.objects.count() == 1


def test_one_that_fails_leaves_the_others_decided(
    cases: list[tuple[Case, str]], mo: "Member", monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, hide = cases[1][0].subject_id, Samples.hide

    def fail(self: Samples, pk: int, **given: Any) -> bool:
        if pk == broken:
            raise RuntimeError
        return hide(self, pk, **given)

    monkeypatch.setattr(Samples, "hide", fail)
    done = [became for _, became in decide_many(cases, Wanted(content=Content.HIDE, person=Person.NOTHING), by=mo)]
    assert [isinstance(became, Decision) for became in done] == [True, False, True]
    assert done[1] == "It could not be done. Try it by itself."
    assert Decision.objects.count() == 2


def test_all_of_it_is_undone_within_thirty_seconds_by_who_made_it(
    as_: As, cases: list[tuple[Case, str]], mo: "Member"
) -> None:
    client = as_(mo)
    page = send(client, case=chosen(cases), **HIDE).content.decode()
    decisions = list(Decision.objects.values_list("pk", flat=True))
    assert all(f'value="{pk}"' in page for pk in decisions)
    other = a_member(role="moderator")
    assert "Undone." not in send(as_(other), "moderate_bulk_undo", decision=decisions).content.decode()
    assert send(client, "moderate_bulk_undo", decision=decisions).content.decode().count("Undone.") == 3
    assert Case.objects.open().count() == 3
    assert not Post.objects.exclude(hidden_at=None).exists()


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(as_: As, cases: list[tuple[Case, str]], mo: "Member") -> None:
    client = as_(mo)
    assert send(client).status_code == 422
    assert send(client, case=[f"{number}:x" for number in range(MOST + 1)]).status_code == 422
    assert send(client, case=["nonsense"]).status_code == 422
    form = send(client, case=chosen(cases))
    assert form.status_code == 200
    assert "Offer number 1" in form.content.decode()
    answer = send(client, case=chosen(cases), content="hide", person="silence", message="My careful words")
    assert answer.status_code == 422
    for words in ("My careful words", "Say what happened.", "Say for how many days.", *chosen(cases)):
        assert words in answer.content.decode()
    assert not Decision.objects.exists()


def test_who_decides_many_about_private_things_leaves_a_look_at_each(
    as_: As, cases: list[tuple[Case, str]], mo: "Member"
) -> None:
    private, public = cases[:2], cases[2]
    Case.objects.filter(pk__in=[case.pk for case, _version in private]).update(is_private=True)
    assert send(as_(mo), case=chosen(cases), submission="one", **HIDE).status_code == 200
    looks = CaseLook.objects.values_list("case", "by")
    assert set(looks) == {(case.pk, mo.pk) for case, _version in private} and public[0].pk not in dict(looks)
    assert Decision.objects.count() == 3
