"""Publishing: once, by managers, only what its readers may read; whoever had an idea in it is told once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from community.threads.models import Thread
from members.notifications.models import Notification
from members.profiles.models import Member
from programs.feedback.drafting import draft
from programs.feedback.models import Feedback, Source
from programs.surveys.models import Round
from tests.programs.feedback.test_drafting import an_idea, an_issue
from tests.programs.surveyed import a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def sent(feedback: Feedback, *more: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The form of a draft as a browser sends it."""
    lines = [
        {"line": line.pk, "said": line.said, "did": line.did, "status": line.status, "link": line.link, "keep": "on",
         "place": place}
        for place, line in enumerate(feedback.lines.all(), start=1)
    ]  # fmt: skip
    lines += [dict(one) for one in more]
    form: dict[str, Any] = {"lines-TOTAL_FORMS": len(lines), "lines-INITIAL_FORMS": feedback.lines.count()}
    form |= {f"lines-{place}-{name}": value for place, line in enumerate(lines) for name, value in line.items()}
    return {**form, "edition": feedback.edition, "title": feedback.title, "intro": "", **changed}


@pytest.fixture
def issue(mia: Member, ben: Member, space: Space) -> Feedback:
    an_idea(space, "shipped", by=ben, title="A shelf for shared tools")
    return draft(an_issue(mia, space), space)


def the_thread(issue: Feedback) -> Thread:
    """What was started when it was published."""
    found: Thread = Thread.objects.get(pk=issue.occurrence.thread_id or 0)
    return found


def save(feedback: Feedback) -> str:
    return reverse("feedback_save", args=[feedback.occurrence_id])


@pytest.mark.parametrize("who", ["ben", "mo"])
def test_nobody_but_managers_reads_or_publishes_a_draft(
    request: pytest.FixtureRequest, issue: Feedback, as_: As, who: str
) -> None:
    client = as_(request.getfixturevalue(who))
    assert client.get(reverse("feedback_edit", args=[issue.occurrence_id])).status_code == 403
    assert client.post(save(issue), sent(issue, publish="yes")).status_code == 403
    assert client.get(reverse("feedback_issue", args=[issue.occurrence_id])).status_code == 404
    assert issue.title not in client.get(reverse("feedback")).text.replace("You said, we did", "")
    issue.refresh_from_db()
    assert issue.published_at is None


def test_an_issue_is_edited_with_a_line_of_its_own_and_one_dropped(mia: Member, issue: Feedback, as_: As) -> None:
    own = {"said": "The kettle is slow", "did": "We bought another one", "keep": "on", "place": "1"}
    form = sent(issue, own)
    form["lines-0-keep"] = ""
    assert as_(mia).post(save(issue), form).status_code == 302
    kept = list(issue.lines.filter(dropped_at=None))
    assert [one.said for one in kept] == ["The kettle is slow"]
    assert issue.lines.count() == 2


def test_published_it_is_a_thread_and_a_page_and_its_author_is_told_once(
    mia: Member, ben: Member, issue: Feedback, visitor: Any, as_: As, delivered: As
) -> None:
    client = as_(mia)
    client.post(save(issue), sent(issue, publish="yes"))
    page = as_(visitor).get(reverse("feedback_issue", args=[issue.occurrence_id]))
    assert "A shelf for shared tools" in page.text
    issue.refresh_from_db()
    thread = the_thread(issue)
    assert "A shelf for shared tools" in thread.posts.get(number=1).html
    again = client.post(save(issue), sent(issue, publish="yes"))
    assert again.status_code == 422
    assert Thread.objects.filter(title=issue.title).count() == 1
    delivered()
    assert Notification.objects.filter(kind="feedback_published", member=ben).count() == 1


def test_what_was_moved_behind_doors_meanwhile_is_not_published(
    mia: Member, issue: Feedback, space: Space, private_space: Space, as_: As
) -> None:
    kept = an_idea(space, title="A bench by the door")
    idea = issue.lines.get().thread
    Thread.objects.filter(title=idea.title if idea else "").update(space=private_space)
    own = {"said": kept.title, "keep": "on"}
    as_(mia).post(save(issue), sent(issue, own, publish="yes"))
    issue.refresh_from_db()
    html = the_thread(issue).posts.get(number=1).html
    assert "A bench by the door" in html
    assert "A shelf for shared tools" not in html


def test_what_is_hidden_later_is_left_out_of_the_page(
    mia: Member, ben: Member, issue: Feedback, private_space: Space, nia: Member, as_: As
) -> None:
    as_(mia).post(save(issue), sent(issue, publish="yes"))
    Thread.objects.filter(pk=issue.lines.get().thread_id or 0).update(space=private_space)
    path = reverse("feedback_issue", args=[issue.occurrence_id])
    assert "A shelf for shared tools" not in as_(nia).get(path).text
    assert "A shelf for shared tools" in as_(ben).get(path).text


def test_an_issue_of_a_private_space_is_seen_inside_alone(
    mia: Member, ben: Member, nia: Member, private_space: Space, as_: As
) -> None:
    an_idea(private_space, title="A lock for the shed")
    issue = draft(an_issue(mia, private_space), private_space)
    as_(mia).post(save(issue), sent(issue, publish="yes"))
    path = reverse("feedback_issue", args=[issue.occurrence_id])
    assert as_(ben).get(path).status_code == 200
    assert as_(nia).get(path).status_code == 404
    assert path not in as_(nia).get(reverse("feedback")).text


def test_two_editors_do_not_overwrite_each_other(mia: Member, olli: Member, issue: Feedback, as_: As) -> None:
    form = sent(issue)
    as_(olli).post(save(issue), form | {"title": "What we did in May"})
    page = as_(mia).post(save(issue), form | {"title": "What we did in June"})
    assert page.status_code == 409
    assert "Somebody else changed this while you were writing" in page.text
    assert "What we did in June" in page.text
    issue.refresh_from_db()
    assert issue.title == "What we did in May"
    assert f'name="edition" value="{issue.edition}"' in page.text, "sent again it takes the place of theirs"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": "short"}, "at least 8 characters"),
        ({"lines-0-said": ""}, "Say what was said, or do not keep the line."),
        ({"lines-0-link": "javascript:alert(1)"}, "Write an address that begins with https:// or with /."),
        ({"lines-0-link": "//evil.example"}, "Write an address that begins with https:// or with /."),
        ({"lines-0-link": "https://example.org/a b"}, "without spaces"),
        ({"lines-0-did": "x" * 601}, "at most 600 characters"),
        ({"lines-0-keep": "", "publish": "yes"}, "Keep at least one line."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_changed(
    mia: Member, issue: Feedback, as_: As, changed: dict[str, str], words: str
) -> None:
    page = as_(mia).post(save(issue), sent(issue, **changed))
    assert page.status_code == 422
    assert words in page.text
    before = issue.edition
    issue.refresh_from_db()
    assert (issue.edition, issue.published_at) == (before, None)


def test_words_of_a_line_mean_nothing_in_markdown(mia: Member, nia: Member, issue: Feedback, as_: As) -> None:
    own = {"said": "[free](https://evil.example) @nia", "did": "# loud **words**", "keep": "on"}
    as_(mia).post(save(issue), sent(issue, own, publish="yes"))
    issue.refresh_from_db()
    html = the_thread(issue).posts.get(number=1).html
    assert 'href="https://evil.example"' not in html
    assert "<h1" not in html
    assert nia.get_absolute_url() not in html


def test_a_survey_that_is_not_shown_any_more_is_not_told(mia: Member, issue: Feedback, as_: As) -> None:
    answered(round_ := a_round(a_survey(mia, title="Zqsurvey of us")), *scores(9, 9, 9, 9, 9))
    closed(round_)
    link = reverse("survey_shared", args=[round_.occurrence_id])
    issue.lines.create(place=5, source="survey", said="Zqsurvey of us", link=link)
    assert as_(mia).post(save(issue), sent(issue, publish="yes")).status_code == 302
    issue.refresh_from_db()
    assert "Zqsurvey" not in the_thread(issue).posts.get(number=1).source
    assert "A shelf for shared tools" in the_thread(issue).posts.get(number=1).text


def test_a_survey_whose_results_are_taken_back_is_left_out_of_the_page(
    mia: Member, nia: Member, issue: Feedback, as_: As
) -> None:
    as_(mia).post(save(issue), sent(issue, publish="yes"))
    round_ = closed(a_round(a_survey(mia)))
    Round.objects.filter(pk=round_.pk).update(shared_at=timezone.now())
    link = reverse("survey_shared", args=[round_.occurrence_id])
    issue.lines.create(source=Source.SURVEY, said="Nine of ten answered", link=link, place=9)
    path = reverse("feedback_issue", args=[issue.occurrence_id])
    assert "Nine of ten answered" in as_(nia).get(path).text
    Round.objects.filter(pk=round_.pk).update(shared_at=None)
    assert "Nine of ten answered" not in as_(nia).get(path).text
