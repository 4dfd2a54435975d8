"""While judging is blind, no surface tells whose an entry is: not to judges, and so to nobody but managers."""

import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from members.activity.relay import deliver_all
from members.notifications.models import Notification
from members.privacy.owning import EXPORTERS
from programs.challenges.judging import name_judge, save_sheet
from programs.challenges.models import ChallengeEntry
from programs.challenges.settling import publish, settle
from programs.challenges.showing import without_name
from tests.factories import a_member, let_in
from tests.house.source import addresses
from tests.programs.challenged import a_challenge, entries, go_to

pytestmark = pytest.mark.django_db
NAME, HANDLE, TITLE = "Zqcanary Zqsurname", "zqhandle", "Qwertitle of blocks"


def a_picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "teal").save(out, "PNG")
    return SimpleUploadedFile(f"{HANDLE}-{NAME}.png", out.getvalue(), "image/png")


@pytest.fixture
def author(db):
    return a_member(NAME, handle=HANDLE)


@pytest.fixture
def judge(db):
    return a_member("Judit Judge")


@pytest.fixture
def challenge(mia, space, author, judge, nia):
    """An entry with a picture whose file says who made it, and words that do, too."""
    challenge = a_challenge(mia, space, entries())
    client = Client()
    let_in(client, author)
    words = f"I, {NAME} (@{HANDLE}), made this. Zqcanary!"
    sent = {"title": TITLE, "words": words, "picture": a_picture(), "key": "k"}
    assert client.post(reverse("challenge_enter", args=[challenge.occurrence_id]), sent).status_code == 302
    name_judge(challenge.occurrence, judge, by=mia)
    deliver_all()
    return challenge


def surfaces(challenge) -> list[str]:
    """Every address of challenges, the report of the entry, and the pages on which entries might turn up."""
    entry = ChallengeEntry.objects.get()
    values = {
        "occurrence_id": challenge.occurrence_id, "number": entry.number, "slug": "the-clean-calendar-month",
        "name": f"{entry.picture}.webp", "judge_id": challenge.judges.get().pk, "place": 1,
    }  # fmt: skip
    named = [one for one in addresses() if one.name.startswith("challenge")]
    assert len(named) == 17
    found = [reverse(one.name, kwargs={name: values[name] for name in one.arguments}) for one in named]
    found += [reverse("report", args=["challenge_entry", entry.pk]), "/", reverse("inbox")]
    return [*found, f"{reverse('search')}?q=Qwertitle", f"{reverse('search')}?q=Zqcanary+Qwertitle"]


def told(client, challenge) -> list[str]:
    """The addresses that say who it was beside what the entry is."""
    leaks = []
    for path in surfaces(challenge):
        for send in (client.get, client.post):
            response = send(path)
            said = response.getvalue() + str(sorted(response.items())).encode()
            if (
                any(word in said.lower() for word in (b"zqcanary", b"zqsurname", b"zqhandle"))
                and "q=Zqcanary" not in path
            ):
                leaks.append(path)
    return leaks


@pytest.mark.parametrize("phase", ["enter", "vote", "judge", "settle"])
@pytest.mark.parametrize("who", ["judge", "member", "visitor"])
def test_no_surface_tells_a_judge_whose_an_entry_is_nor_anybody_whom_a_judge_could_ask(
    challenge, judge, nia, phase, who
):
    go_to(challenge, phase)
    client = Client()
    if who != "visitor":
        let_in(client, judge if who == "judge" else nia)
    if phase == "judge" and who == "judge":
        save_sheet(ChallengeEntry.objects.get(), [(5, "Fine"), (6, "")], by=judge, done=False)
    assert told(client, challenge) == []


def test_the_walk_can_fail_managers_see_the_name_and_everybody_does_after_the_result(challenge, mia, nia, judge):
    client = Client()
    let_in(client, mia)
    assert told(client, challenge)  # which also pressed everything, such as that the judge judges no more
    name_judge(challenge.occurrence, judge, by=mia)
    go_to(challenge, "judge")
    save_sheet(ChallengeEntry.objects.get(), [(5, ""), (6, "")], by=judge, done=True)
    go_to(challenge, "settle")
    result, _same = settle(challenge, by=mia)
    publish(challenge.occurrence, {ChallengeEntry.objects.get().pk: "Useful"}, "", read_as=result.inputs, by=mia)
    let_in(client, nia)
    assert told(client, challenge)


def test_no_notice_no_mail_and_no_copy_of_a_judges_data_tells_it(challenge, judge, author):
    go_to(challenge, "judge")
    save_sheet(ChallengeEntry.objects.get(), [(5, ""), (6, "")], by=judge, done=True)
    said = [str(row.__dict__) for row in Notification.objects.filter(member=judge)]
    said += [f"{one.subject}{one.body}" for one in mail.outbox if judge.email in one.to]
    copy = [one for name, one in EXPORTERS.items() if name.startswith("programs/challenge")]
    said += [str(list(one.rows(judge))) for one in copy]
    assert [words for words in said if "zqcanary" in words.lower() or HANDLE in words] == []


def test_the_author_sees_their_own_and_the_file_says_nothing(challenge, author):
    client = Client()
    let_in(client, author)
    entry = ChallengeEntry.objects.get()
    assert NAME in client.get(entry.get_absolute_url()).content.decode()
    assert HANDLE not in entry.path and "Zqcanary" not in entry.path


def test_names_are_taken_out_of_words_as_words_and_nothing_else(author):
    assert without_name("Zqcanary and @zqhandle met zqhandles.", author) == "… and … met zqhandles."
    assert without_name("Unchanged", None) == "Unchanged"
