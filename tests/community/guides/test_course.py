"""From draft to readers: states, steps, versions, addresses, sources, votes, dates."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.utils import timezone

from community.guides.checking import later
from community.guides.citing import Cited, NotASource, sources_of, understood, with_unseen
from community.guides.contents import steps_of, structured
from community.guides.editing import GuideConflict
from community.guides.histories import versions_of
from community.guides.models import FormerGuideSlug, Guide, GuideStep
from community.guides.tasks import note_stale_guides
from community.guides.voting import vote
from community.guides.writing import begin_guide
from members.activity.models import Activity
from members.notifications.models import Notification
from tests.factories import a_group, a_guide, a_member, a_post, a_space, a_thread

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Activity.objects.filter(verb__startswith="guide.").order_by("pk").values_list("verb", flat=True))


def state(guide: Guide) -> str:
    """What the object itself says, and what the database says: the same."""
    both = [
        {"draft": one.is_draft, "in review": one.is_in_review, "published": one.is_published}
        for one in (guide, Guide.objects.get(pk=guide.pk))
    ]
    assert both[0] == both[1]
    return next((name for name, holds in both[0].items() if holds), "retired")


def edit(guide: Guide, by: "Member", version: int, **changed: object) -> None:
    kept = ("title", "summary", "source", "space")
    said: dict[str, Any] = {name: getattr(guide, name) for name in kept} | {"months": guide.check_months, "cited": []}
    guide.edit(by=by, version=version, **(said | changed))


def test_each_step_happens_once_and_is_written_down(ben: "Member", mo: "Member") -> None:
    guide = a_guide(a_space(), by=ben, published=False)
    assert state(guide) == "draft"
    for _ in range(2):
        guide.ask_for_review(by=ben)
    assert state(guide) == "in review"
    guide.send_back(by=mo, reason="Where are the sources?")
    assert state(guide) == "draft"
    guide.ask_for_review(by=ben)
    for _ in range(2):
        guide.publish(by=mo)
    assert state(guide) == "published"
    assert guide.check_by == later(timezone.localdate(), 6)
    for _ in range(2):
        guide.retire(by=mo, reason="Wrong by now")
    assert state(guide) == "retired"
    guide.bring_back(by=mo)
    assert state(guide) == "published"
    assert verbs() == [
        "guide.begun", "guide.review_asked", "guide.sent_back", "guide.review_asked", "guide.published",
        "guide.retired", "guide.brought_back",
    ]  # fmt: skip
    assert guide.steps.get(what="sent_back").reason == "Where are the sources?"


def test_sent_twice_it_is_one_guide(ben: "Member") -> None:
    made = {begin_guide(by=ben, title="How to share keys", source="With care", key="k" * 12).pk for _ in range(3)}
    assert len(made) == 1


def test_every_version_is_kept_and_nobody_is_overwritten_silently(ben: "Member", mo: "Member") -> None:
    guide = a_guide(by=ben, title="How to share keys", source="Give them to Ana.")
    edit(guide, mo, 1, source="Give them to Ben.", reason="Ana moved")
    with pytest.raises(GuideConflict) as conflict:
        edit(Guide.objects.get(pk=guide.pk), ben, 1, source="Give them to Cai.")
    assert conflict.value.current.source == "Give them to Ben."
    newest, first = versions_of(Guide.objects.get(pk=guide.pk))
    assert (newest.author, first.author, newest.reason) == (mo, ben, "Ana moved")
    assert "<del>Ana" in newest.changes
    assert "<ins>Ben" in newest.changes
    edit(guide, mo, 2)
    assert guide.version == 2, "nothing changed, so there is no new version"


def test_addresses_lead_on_for_ever(
    as_: "Callable[..., object]", visitor: "Viewer", ben: "Member", nia: "Member"
) -> None:
    guide = a_guide(by=ben, title="How to share keys")
    edit(guide, ben, 1, title="How to pass keys on")
    present, client = f"/guides/how-to-pass-keys-on-{guide.pk}/history/", as_(visitor)
    # Before addresses had numbers it stood at two others.
    Guide.objects.filter(pk=guide.pk).update(slug="keys-2")
    FormerGuideSlug.objects.create(guide=guide, slug="keys-2027")
    for old in (f"how-to-share-keys-{guide.pk}", "keys-2", "keys-2027"):
        answer = client.get(f"/guides/{old}/history/")  # type: ignore[attr-defined]
        assert (answer.status_code, answer.url) == (301, present)
        assert as_(nia).post(f"/guides/{old}/useful/", {"useful": "yes"}).status_code == 302  # type: ignore[attr-defined]
    assert client.get(present).status_code == 200  # type: ignore[attr-defined]
    assert client.get("/guides/keys/").status_code == 404  # type: ignore[attr-defined]


def test_an_address_tells_nothing_of_other_guides_with_that_title(ben: "Member", mia: "Member") -> None:
    """A draft that others may not see takes no address away: each guide has its own number, and nothing else."""
    hidden = a_guide(by=mia, title="Who leaves", published=False)
    mine = begin_guide(by=ben, title="Who leaves", source="x")
    assert (mine.address, hidden.address) == (f"who-leaves-{mine.pk}", f"who-leaves-{hidden.pk}")
    assert begin_guide(by=ben, title="new", source="x").address.startswith("new-")
    assert begin_guide(by=ben, title="!!!", source="x").address.startswith("guide-")
    long = begin_guide(by=ben, title="ä" * 200, source="x")
    assert long.get_absolute_url()


def test_sources_are_read_from_lines_and_shown_to_those_who_may_see_them(ben: "Member", visitor: "Viewer") -> None:
    inner, outer = a_thread(a_space(group=a_group(ben)), by=ben), a_thread()
    reply = a_post(outer, by=ben)
    lines = f"/t/{inner.pk}/\n/p/{reply.pk}/\n http://localhost/t/{outer.pk}/x/ \nhttps://example.org/a  A title\n\n"
    cited = understood(ben, lines.replace("http://localhost", ""))
    assert cited == [
        Cited(thread_id=inner.pk), Cited(post_id=reply.pk), Cited(thread_id=outer.pk),
        Cited(url="https://example.org/a", title="A title"),
    ]  # fmt: skip
    guide = a_guide(by=ben, cited=cited)
    assert [one.title for one in sources_of(ben, guide)] == [inner.title, outer.title, outer.title, "A title"]
    assert [one.title for one in sources_of(visitor, guide)] == [outer.title, outer.title, "A title"]
    assert with_unseen(visitor, guide, []) == [Cited(thread_id=inner.pk)], "an editor keeps what they cannot see"
    for wrong in (f"/t/{inner.pk}/", "/t/99999999/", "nonsense", "javascript:alert(1)", "https://", "//evil.example"):
        with pytest.raises(NotASource):
            understood(visitor, wrong)
    with pytest.raises(NotASource):
        understood(ben, "\n".join(f"https://example.org/{n}" for n in range(21)))


def test_a_guide_names_no_thread_that_not_all_its_readers_see(ben: "Member", delivered: Callable[[], int]) -> None:
    host = a_member()
    space = a_space("Corner", hosts=(host,))
    thread = a_thread(space, title="The matter of the corner")
    guide = a_guide(by=ben, source=f"As in {settings.PUBLIC_URL}/t/{thread.pk}/ it was.")
    assert "The matter of the corner" in guide.html
    space.open_to("members", by=host)
    delivered()
    guide.refresh_from_db()
    assert "The matter of the corner" not in guide.html + guide.text
    inside = a_guide(space, by=host, source=f"As in {settings.PUBLIC_URL}/t/{thread.pk}/ it was.")
    assert "The matter of the corner" in inside.html


def test_its_owner_is_told_once_when_the_date_has_passed(ben: "Member", delivered: Callable[[], int]) -> None:
    guide = a_guide(a_space(), by=ben)
    delivered()
    assert note_stale_guides() == 0
    past = timezone.localdate() - timedelta(days=1)
    Guide.objects.filter(pk=guide.pk).update(check_by=past)
    assert [note_stale_guides() for _ in range(3)] == [1, 0, 0]
    delivered()
    assert Notification.objects.filter(kind="guide_stale").values_list("member", flat=True).get() == ben.pk
    guide = Guide.objects.get(pk=guide.pk)
    assert Guide.objects.stale().count() == 1
    guide.check_again(by=ben)
    assert Guide.objects.stale().count() == 0
    assert not guide.is_stale
    delivered()
    assert not Notification.objects.filter(kind="guide_stale").exists(), "what is settled is taken back"
    Guide.objects.filter(pk=guide.pk).update(check_by=past - timedelta(days=3))
    assert note_stale_guides() == 1, "the next date is another one"
    assert GuideStep.objects.filter(what="stale").count() == 2


def test_who_is_told_of_the_course(ben: "Member", mo: "Member", delivered: Callable[[], int]) -> None:
    host, author = a_member(), a_member()
    space = a_space(hosts=(host,))
    reply = a_post(a_thread(space), by=author)
    guide = a_guide(space, by=ben, published=False, cited=[Cited(post_id=reply.pk)])
    guide.ask_for_review(by=ben)
    delivered()
    guide.send_back(by=host, reason="Say where it is from")
    guide.ask_for_review(by=ben)
    guide.publish(by=mo)
    delivered()
    told = set(Notification.objects.filter(kind__startswith="guide").values_list("kind", "member"))
    assert told == {
        ("guide_review", host.pk), ("guide_published", ben.pk), ("guide_cites", author.pk),
    }, "what is over when the news is told is not told"  # fmt: skip


def test_one_vote_each(ben: "Member", nia: "Member") -> None:
    guide = a_guide()
    for _ in range(2):
        vote(guide, is_useful=True, by=ben)
        vote(guide, is_useful=False, visitor="one")
        vote(guide, is_useful=True, visitor="two")
    vote(guide, is_useful=False, by=ben)
    guide.refresh_from_db()
    assert (guide.useful, guide.not_useful) == (1, 2)
    assert set(guide.cast.values_list("visitor", flat=True)) & {"one", "two"} == set(), "no cookie is stored"
    assert Activity.objects.filter(verb="guide.voted").exclude(actor=None).count() == 0


def test_headings_become_places_and_a_list_becomes_steps() -> None:
    html = "<h3>Before</h3>\n<blockquote><h3>Not this</h3></blockquote><p>x</p><h4>Keys &amp; locks</h4><h3>Before</h3>"
    found = structured(html)
    assert [(one.words, one.anchor, one.level) for one in found.contents] == [
        ("Before", "in-before", 1), ("Keys & locks", "in-keys-locks", 2), ("Before", "in-before-2", 1),
    ]  # fmt: skip
    assert '<h4 id="in-keys-locks">Keys' in found.html
    assert structured("<h3>One</h3>").contents == []
    assert steps_of("<p>a</p><ol><li>Take <b>it</b></li><li><p>Give</p><ul><li>x</li></ul></li></ol>") == [
        "Take it",
        "Givex",
    ]
    assert steps_of("<blockquote><ol><li>a</li><li>b</li></ol></blockquote>") == []


def test_months_end_where_they_end() -> None:
    assert later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert later(date(2026, 11, 21), 1) == date(2026, 12, 21)
    assert later(date(2026, 10, 31), 1) == date(2026, 11, 30)
