"""The log in three layers: numbers for everybody, no names for members, all of it for the team."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from moderation.ledger.acts import ACTS
from moderation.ledger.models import Entry
from moderation.ledger.writing import enter
from moderation.transparency.veiling import parts_of, said
from tests.factories import a_member, a_post, a_thread
from tests.moderation.decided import a_case, a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def text(client: Client, name: str, **query: Any) -> str:
    """What a page says."""
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return str(response.content.decode())


def test_each_layer_has_its_readers(as_: As, visitor: Any, nia: Member, eve: Member, mo: Member, ben: Member) -> None:
    a_decision(ben, by=mo)
    for who, public, rows, full in ((visitor, 200, 302, 302), (eve, 200, 403, 403), (nia, 200, 200, 403)):
        client = as_(who)
        pages = ("transparency", "transparency_log", "moderation_log")
        assert [client.get(reverse(name)).status_code for name in pages] == [public, rows, full]


def test_nobody_below_the_team_reads_a_name_a_title_or_an_hour(as_: As, visitor: Any, nia: Member, mo: Member) -> None:
    xaver = a_member("Xaveria")
    thread = a_thread(by=xaver, title="Zebras in the rain")
    decision = a_decision(xaver, by=mo, post=a_post(thread, by=xaver))
    for who in (visitor, nia):
        said_there = text(as_(who), "transparency")
        said_there += text(as_(who), "transparency_log") if who is nia else ""
        for secret in ("Xaveria", "Zebras", f"/moderate/{decision.case_id}/", "Called somebody names"):
            assert secret not in said_there
    assert f"{decision.decided_at:%H:%M}" not in text(as_(nia), "transparency_log").split("log-rows")[1]


def test_every_word_of_the_log_has_words_and_says_human_or_rule(as_: As, nia: Member, mo: Member) -> None:
    case = a_case(a_post())
    with transaction.atomic():
        for number, word in enumerate(ACTS):
            enter(word, by=mo if number % 2 else None, case=case)
    for name, client in (("transparency_log", as_(nia)), ("moderation_log", as_(mo))):
        rows = list(Entry.objects.order_by("-pk").values_list("pk", flat=True))
        seen = text(client, name) + "".join(text(client, name, before=last) for last in rows[29::30])
        missing = [word for word, sentence in ACTS.items() if str(sentence) not in seen.replace("&#x27;", "'")]
        assert not missing
        assert "A human" in seen and "A rule" in seen


def test_a_space_is_named_only_if_open_and_three_rows_stand_for_it(
    as_: As, nia: Member, ben: Member, mo: Member, space: Space, private_space: Space
) -> None:
    for _ in range(2):
        a_decision(a_member(), by=mo, post=a_post(a_thread(space)))
    assert space.name not in text(as_(nia), "transparency_log").split("<main")[1].split("log-rows")[1].split("</ol>")[0]
    a_decision(a_member(), by=mo, post=a_post(a_thread(space)))
    for _ in range(3):
        a_decision(ben, by=mo, post=a_post(a_thread(private_space, by=ben), by=ben))
    rows = text(as_(nia), "transparency_log").split("log-rows")[1].split("</ol>")[0]
    assert space.name in rows and private_space.name not in rows
    Space.objects.filter(pk=space.pk).update(visibility="members")
    assert space.name not in text(as_(nia), "transparency_log").split("log-rows")[1].split("</ol>")[0]


def test_members_read_nothing_of_what_is_only_proposed_or_can_be_undone_still(
    as_: As, nia: Member, ben: Member, mo: Member, mia: Member
) -> None:
    assert a_decision(ben, by=mo, content="remove").is_proposal
    a_decision(ben, by=mo, later=False)
    assert "Nothing was decided yet" in text(as_(nia), "transparency_log")
    full = text(as_(mia), "moderation_log")
    assert str(ACTS["proposed"]) in full and str(ACTS["decided"]) in full


def test_the_team_reads_who_whom_and_the_case_but_no_title_of_what_is_private(
    as_: As, ben: Member, mo: Member, mia: Member, space: Space, private_space: Space
) -> None:
    decision = a_decision(ben, by=mo, post=a_post(a_thread(space), by=ben, source="Zebras run."))
    a_decision(ben, by=mo, post=a_post(a_thread(private_space, by=ben), by=ben, source="Yaks rest."))
    for who in (mo, mia):
        page = text(as_(who), "moderation_log").split("<tbody>")[1]
        assert "Zebras" in page and "Yaks" not in page and "in a private place" in page
        assert ben.get_absolute_url() in page and mo.get_absolute_url() in page
        assert decision.case.get_absolute_url() in page


def test_rows_about_oneself_or_the_same_rank_are_not_shown(as_: As, mo: Member, mia: Member, olli: Member) -> None:
    zoe = a_member("Zoe", role="moderator")
    row = a_decision(zoe, by=mia)
    assert not Entry.objects.visible_to(mo).exists() and not Entry.objects.visible_to(zoe).exists()
    for who in (mia, olli):
        assert Entry.objects.visible_to(who).filter(decision_id=row.pk).exists()
    assert "Zoe" not in text(as_(mo), "moderation_log", about="@zoe").split("</form>")[-1]
    case = a_case(a_post(by=zoe))
    with transaction.atomic():
        enter("held", by=mia, case=case, member_id=a_member().pk)
        enter("held", by=mia)
    assert list(Entry.objects.visible_to(mo).values_list("case_id", flat=True)) == [None]


def test_the_log_is_narrowed_and_paged_without_losing_rows(as_: As, ben: Member, nia: Member, mo: Member) -> None:
    case = a_case(a_post(by=ben))
    with transaction.atomic():
        for number in range(35):
            enter("held" if number % 5 else "approved", by=None if number % 2 else mo, case=case)
    first = text(as_(mo), "moderation_log", act="held", doer="rule", about="@ben")
    assert first.count("<tr><td>") == 14
    page = text(as_(mo), "moderation_log")
    assert page.count("<tr><td>") == 30
    last = Entry.objects.order_by("-pk")[29].pk
    assert f"before={last}" in page
    assert text(as_(mo), "moderation_log", before=last).count("<tr><td>") == Entry.objects.filter(pk__lt=last).count()
    assert "Nobody has this handle." in text(as_(mo), "moderation_log", by="@nowhere")
    assert text(as_(mo), "moderation_log", by="@mo", about="@nia").count("<tr><td>") == 0
    for wrong in ("x", "-1", "9" * 30):
        assert as_(mo).get(reverse("moderation_log"), {"before": wrong}).status_code == 404


def test_the_pages_ask_as_much_for_many_rows_as_for_few(as_: As, nia: Member, mo: Member) -> None:
    def asked() -> list[int]:
        counts = []
        for who, name in ((nia, "transparency_log"), (mo, "moderation_log"), (nia, "transparency")):
            client = as_(who)
            text(client, name)
            with CaptureQueriesContext(connection) as seen:
                text(client, name)
            counts.append(len(seen))
        return counts

    a_decision(a_member(), by=mo)
    few = asked()
    for _ in range(8):
        a_decision(a_member(), by=mo)
    assert asked() == few


def test_small_numbers_are_not_told_and_cannot_be_worked_out() -> None:
    assert [said(number) for number in (0, 1, 2, 3)] == ["0", "fewer than 3", "fewer than 3", "3"]
    assert [part.words for part in parts_of([("a", 9), ("b", 4), ("c", 1)])] == ["9", "not told", "fewer than 3"]
    assert [part.words for part in parts_of([("a", 9), ("b", 2), ("c", 1)])] == ["9", "fewer than 3", "fewer than 3"]
    assert [part.words for part in parts_of([("a", 9)])] == ["9"]
