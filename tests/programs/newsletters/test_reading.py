"""What stands in a letter and on its page: nothing its reader may not see; and presses are counted without names."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.following.models import Silence
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from programs.newsletters.models import NewsletterIssue, NewsletterPart
from programs.newsletters.rows import NewsletterLetter
from programs.newsletters.writing import Writing
from programs.series.occurrences import Occurrence
from tests.factories import a_group, a_guide, a_member, a_space, a_thread
from tests.programs.newslettered import a_newsletter, agreed, run, written
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]


def _read(by: Member) -> str:
    """The letter somebody gets now, both its parts."""
    letter: Any = next(one for one in run() if one.to == [by.email])
    return str(letter.body) + str(letter.alternatives[0][0])


def test_each_thing_is_left_out_for_whoever_does_not_see_it(mia: Member, ben: Member, nia: Member) -> None:
    inside = a_space(group=a_group(ben, mia))
    thread = a_thread(inside, by=ben, title="Only for the circle")
    guide = a_guide(inside, by=mia, title="How the circle works")
    event = a_program(mia, format="event", rule="", space=inside, title="Circle at dawn").occurrences.get()
    date = a_newsletter(mia)
    written(date, mia, {"thread": thread}, {"guide": guide}, {"date": event})
    agreed(date)
    letters = {letter.to[0]: str(letter.body) + str(letter.alternatives[0][0]) for letter in run()}
    for title in ("Only for the circle", "How the circle works", "Circle at dawn"):
        assert title in letters[ben.email]
        assert title not in letters[nia.email]
    assert "the bread was gone" in letters[nia.email]
    assert letters[nia.email].count("Read this.") == 0


def test_what_was_hidden_deleted_or_called_off_meanwhile_is_not_in_it(mia: Member, ben: Member) -> None:
    hidden, deleted = a_thread(by=ben, title="Hidden by now"), a_thread(by=ben, title="Deleted by now")
    event = a_program(mia, format="event", rule="", title="Called off by now").occurrences.get()
    date = a_newsletter(mia)
    written(date, mia, {"thread": hidden}, {"thread": deleted}, {"date": event})
    agreed(date)
    Post.objects.filter(thread=hidden).update(hidden_at=timezone.now())
    Thread.objects.filter(pk=deleted.pk).update(deleted_at=timezone.now())
    event.call_off(by=mia)
    assert "by now" not in _read(ben)


def test_who_blocked_the_author_gets_it_without_their_thread(mia: Member, ben: Member, nia: Member) -> None:
    thread = a_thread(by=ben, title="A thread of Ben")
    Silence.objects.create(member=nia, other=ben, blocked=True)
    date = a_newsletter(mia)
    written(date, mia, {"thread": thread})
    agreed(date)
    assert "A thread of Ben" not in _read(nia)


def test_whose_every_part_is_closed_to_them_gets_no_letter(mia: Member, ben: Member, nia: Member) -> None:
    thread = a_thread(a_space(group=a_group(ben)), by=ben, title="Only for the circle")
    date = a_newsletter(mia)
    issue = written(date, mia, {"thread": thread})
    issue.parts.filter(thread=None).delete()
    agreed(date)
    run()
    assert NewsletterLetter.objects.get(member=nia).dropped_why == "gone"


def test_personal_parts_are_the_digest_s_and_repeat_nothing(mia: Member, ben: Member) -> None:
    chosen = a_thread(by=mia, title="Chosen by the editor")
    for number in range(3):
        other = a_thread(by=mia, title=f"Lively thread {number}")
        for _ in range(4):
            from tests.factories import a_post

            a_post(other, by=a_member(), source="It was good to see you all, and the bread was gone in no time.")
    date = a_newsletter(mia)
    written(date, mia, {"thread": chosen}, sections=["worthwhile"])
    agreed(date)
    words = _read(ben)
    assert "Lively thread" in words
    assert words.count("Chosen by the editor") == 2  # once as text, once as HTML


def test_the_frame_speaks_the_language_of_its_reader(mia: Member, ben: Member) -> None:
    Member.objects.filter(pk=ben.pk).update(language="fi")
    date = a_newsletter(mia)
    written(date, mia)
    agreed(date)
    assert 'lang="fi"' in _read(ben)


def test_as_many_queries_for_many_readers_as_for_two(
    mia: Member, ben: Member, nia: Member, django_assert_max_num_queries: Any
) -> None:
    thread, guide = a_thread(by=ben, title="A thread to read"), a_guide(by=mia, title="A guide to read")
    people = {one.pk: one for one in (ben, nia, *(a_member() for _ in range(20)))}
    issue = written(a_newsletter(mia), mia, {"thread": thread}, {"guide": guide})
    with django_assert_max_num_queries(25):
        Writing(issue, people).written()


def _left(mia: Member, **said: Any) -> Occurrence:
    date = a_newsletter(mia, **said)
    date.opened_at = timezone.now()
    date.save()
    return date


def test_a_draft_and_what_is_of_a_private_space_are_no_pages(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    draft = a_newsletter(mia)
    written(draft, mia, subject="Not yet said")
    inside = _left(mia, space=a_space(group=a_group(ben)))
    NewsletterIssue.objects.create(occurrence=inside, subject="Said inside")
    hidden = _left(mia, is_public=False)
    NewsletterIssue.objects.create(occurrence=hidden, subject="Said to few")
    for viewer in (nia, AnonymousUser()):
        for date in (draft, inside, hidden):
            assert as_(viewer).get(reverse("newsletter", args=[date.pk])).status_code == 404
        listed = as_(viewer).get(reverse("newsletters")).content.decode()
        assert "Said" not in listed
        assert "Not yet" not in listed
    assert as_(ben).get(reverse("newsletter", args=[inside.pk])).status_code == 200


def test_who_got_the_letter_may_read_it_on_its_page(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    date = _left(mia, is_public=False)
    issue = NewsletterIssue.objects.create(occurrence=date, subject="Said to few")
    NewsletterLetter.objects.create(key="n1", issue=issue, member=ben, sent_at=timezone.now())
    assert as_(ben).get(issue.get_absolute_url()).status_code == 200
    assert as_(nia).get(issue.get_absolute_url()).status_code == 404


def test_the_page_leaves_out_what_its_reader_does_not_see(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    thread = a_thread(a_space(group=a_group(ben)), by=ben, title="Only for the circle")
    date = a_newsletter(mia)
    written(date, mia, {"thread": thread})
    Occurrence.objects.filter(pk=date.pk).update(opened_at=timezone.now())
    page = reverse("newsletter", args=[date.pk])
    assert "Only for the circle" in as_(ben).get(page).content.decode()
    for viewer in (nia, AnonymousUser()):
        shown = as_(viewer).get(page).content.decode()
        assert "the bread was gone" in shown
        assert "Only for the circle" not in shown


def test_the_way_on_is_for_who_sees_the_thing_and_counts_nobody(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    thread = a_thread(a_space(group=a_group(ben)), by=ben, title="Only for the circle")
    issue = written(a_newsletter(mia), mia, {"thread": thread})
    part, words = issue.parts.get(thread=thread), issue.parts.get(thread=None)
    path = reverse("newsletter_go", args=[issue.occurrence_id, part.pk])
    assert as_(nia).get(path).status_code == 404
    answer = as_(AnonymousUser()).get(path)
    assert answer.status_code == 302
    assert "circle" not in answer["Location"]
    assert as_(ben).get(reverse("newsletter_go", args=[issue.occurrence_id, words.pk])).status_code == 404
    assert NewsletterPart.objects.get(pk=part.pk).clicks == 0
    assert as_(ben).get(path)["Location"] == thread.get_absolute_url()
    assert NewsletterPart.objects.get(pk=part.pk).clicks == 1
    fields = {field.name for field in NewsletterPart._meta.get_fields()}
    assert fields == {"id", "issue", "place", "words", "thread", "guide", "date", "clicks"}


def test_managers_read_how_often_each_title_was_pressed(mia: Member, ben: Member, space: Space, as_: As) -> None:
    issue = written(a_newsletter(mia), mia, {"thread": a_thread(space, by=ben, title="A rota that holds")})
    agreed(issue.occurrence)
    run()
    NewsletterPart.objects.filter(issue=issue, thread__isnull=False).update(clicks=3)
    page = as_(mia).get(reverse("newsletter_edit", args=[issue.occurrence_id])).content.decode()
    assert "3 presses" in page
    assert "A rota that holds" in page


def test_a_letter_loads_nothing_when_it_is_opened(mia: Member, ben: Member) -> None:
    date = a_newsletter(mia, hours=1)
    written(date, mia, words="![A cake](https://example.com/cake.png) for all")
    agreed(date)
    assert "<img" not in _read(ben)
    assert date.starts_at < timezone.now() - timedelta(minutes=30)


def test_issues_are_listed_without_a_look_at_letters_of_others(mia: Member, ben: Member) -> None:
    date = _left(mia, is_public=False)
    issue = NewsletterIssue.objects.create(occurrence=date, subject="Said to few")
    for number, one in enumerate([ben, *(a_member() for _ in range(3))]):
        NewsletterLetter.objects.create(key=f"n{number}", issue=issue, member=one, sent_at=timezone.now())
    found = NewsletterIssue.objects.visible_to(ben)
    assert list(found) == [issue]
    words = str(found.query).upper()
    assert "DISTINCT" not in words
    assert 'LEFT OUTER JOIN "PROGRAMS_NEWSLETTERLETTER"' not in words
