"""A copy of one's data: made once a day, part by part, for its owner's eyes alone, and gone after seven days."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.lib.audience import Viewer
from members.notifications.models import Notification
from members.privacy.asking import TooSoon, ask_for_copy
from members.privacy.gathering import TRIES, make_due, make_next, remove_ended
from members.privacy.models import DataExport
from members.privacy.owning import EXPORTERS, Exporter
from members.profiles.models import Member
from members.recognition.models import Nomination
from members.recognition.thanks import Thanks
from tests.factories import PASSWORD, a_member, a_post, a_thread

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from community.spaces.models import Space

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Client]


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def made(member: Member) -> DataExport:
    """A copy that is ready."""
    export = ask_for_copy(by=member)
    make_due(60)
    export.refresh_from_db()
    return export


def contents(export: DataExport) -> dict[str, bytes]:
    """What stands in its ZIP file, by name."""
    with default_storage.open(export.path) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nobody_but_its_owner_ever_gets_a_copy(
    as_: As, nia: Member, ben: Member, olli: Member, visitor: "AnonymousUser"
) -> None:
    export = made(nia)
    path = reverse("settings_data_file", args=[export.secret])
    for other in (ben, olli):
        assert as_(other).get(path).status_code == 404
    for page in (path, reverse("settings_data")):
        assert as_(visitor).get(page)["Location"].startswith(reverse("account_login"))
    assert as_(visitor).post(reverse("settings_data_ask")).status_code == 302
    assert as_(nia).get(reverse("settings_data_ask")).status_code == 405
    assert DataExport.objects.count() == 1
    answer = as_(nia).get(path)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith('attachment; filename="nia-')
    assert "no-store" in answer["Cache-Control"]
    # Somebody else's copy is as unknown as none at all, also when its owner can sign in no more.
    Member.objects.filter(pk=nia.pk).update(is_active=False)
    assert as_(nia).get(path).status_code == 302


def test_a_copy_is_asked_for_with_a_password_of_a_moment_ago_and_once_a_day(as_: As, db: None) -> None:
    ana = a_member("Ana", password=PASSWORD)
    client = as_(ana)
    answer = client.post(reverse("settings_data_ask"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert not DataExport.objects.exists()
    answer = client.post(answer["Location"], {"password": PASSWORD})
    assert answer["Location"] == reverse("settings_data")
    assert DataExport.objects.get().member == ana
    page = client.get(reverse("settings_data")).content.decode()
    assert "Being made since" in page and "Ask for a copy" not in page
    # Pressed twice, it is one copy.
    assert client.post(reverse("settings_data_ask")).status_code == 302
    assert DataExport.objects.count() == 1
    make_due(60)
    again = client.post(reverse("settings_data_ask"))
    assert again.status_code == 422 and "There is one copy a day" in again.content.decode()
    page = client.get(reverse("settings_data")).content.decode()
    assert "Fetch the copy" in page and "You can ask for another copy from" in page
    with pytest.raises(TooSoon):
        ask_for_copy(by=ana)
    DataExport.objects.update(asked_at=timezone.now() - timedelta(days=1))
    ask_for_copy(by=ana)
    assert DataExport.objects.count() == 2


def test_a_copy_holds_what_is_mine_and_no_words_of_others(nia: Member, ben: Member, space: "Space") -> None:
    thread = a_thread(space, by=ben, title="Zqothertitle of a thread", source="Zqotherwords stand here.")
    a_post(thread, by=nia, source="Zqmywords stand here.")
    Nomination.objects.create(member=nia, step=4, made_by=ben, reason="Zqother words to the team.")
    Thanks.objects.create(giver=ben, receiver=nia, reason="Zqother words", withdrawn_at=timezone.now())
    own = a_thread(space, by=nia, title="Zqmytitle of a thread")
    a_post(own, by=ben, source="Zqotherreply stands here.")
    nia.photo = "photos/zq-160.webp"
    nia.save()
    default_storage.save(nia.photo, ContentFile(b"a picture"))
    found = contents(made(nia))
    assert set(found) == {"README.txt", "photo.webp", *(f"{name}.json" for name in EXPORTERS)}
    every = b"".join(found.values()).lower()
    assert b"zqmywords" in every and b"zqmytitle" in every
    assert b"zqother" not in every
    rows = {name: json.loads(text) for name, text in found.items() if name.endswith(".json")}
    assert rows["members/profile.json"][0]["email"] == nia.email
    assert rows["community/posts.json"][0]["source"] == "Zqmywords stand here."
    assert "password" not in rows["members/profile.json"][0]
    readme = found["README.txt"].decode()
    assert all(name in readme for name in EXPORTERS) and "Nia" in readme
    assert found["photo.webp"] == b"a picture"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_leaves_whole_parts_and_another_goes_on(tmp_path: Path) -> None:
    ana = a_member("Ana")
    export = ask_for_copy(by=ana)
    for _step in range(3):
        assert make_next()
    export.refresh_from_db()
    done = list(export.parts_done)
    assert done == list(EXPORTERS)[:3]
    # Half a part that a killed worker left in the storage is written anew.
    default_storage.save(export.part_path(list(EXPORTERS)[3]), ContentFile(b"[half"))
    while set(EXPORTERS) - set(export.parts_done):
        assert make_next()
        export.refresh_from_db()
    # Killed when the file was put together, and nothing of that committed; a part is lost besides.
    with transaction.atomic():
        make_next()
        transaction.set_rollback(True)
    default_storage.delete(export.part_path("members/profile"))
    make_due(60)
    export.refresh_from_db()
    assert sorted(export.parts_done) == sorted(EXPORTERS) and export.ready_at and not make_next()
    found = contents(export)
    assert found[f"{list(EXPORTERS)[3]}.json"].endswith(b"]\n")
    assert json.loads(found["members/profile.json"])[0]["name"] == "Ana"
    # The parts that waited are gone: the ZIP file is all there is.
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / export.path]


def test_a_copy_that_cannot_be_made_says_so_and_may_be_asked_for_again(
    as_: As, nia: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Exporter("members/rehearsal", "Nothing.", Member, ("pk",), ("no_such_field",))
    monkeypatch.setitem(EXPORTERS, broken.name, broken)
    export = ask_for_copy(by=nia)
    for _try in range(len(EXPORTERS) + TRIES):
        DataExport.objects.update(retry_at=timezone.now())
        make_due(60)
    export.refresh_from_db()
    assert export.failed_at and not default_storage.exists(export.part_path("members/profile"))
    page = as_(nia).get(reverse("settings_data")).content.decode()
    assert "could not be made" in page and "Ask for a copy" in page
    monkeypatch.delitem(EXPORTERS, broken.name)
    assert made(nia).ready_at


def test_the_owner_is_told_in_the_inbox_and_after_seven_days_the_file_is_gone(
    as_: As, nia: Member, delivered: Callable[[], int]
) -> None:
    export = made(nia)
    delivered()
    assert Notification.objects.get().member == nia
    client = as_(nia)
    inbox = client.get(reverse("inbox")).content.decode()
    assert "The copy of your data is ready" in inbox
    assert remove_ended() == 0
    DataExport.objects.update(ends_at=timezone.now())
    assert client.get(reverse("settings_data_file", args=[export.secret])).status_code == 404
    assert remove_ended() == 1 and remove_ended() == 0
    assert not default_storage.exists(export.path)
    assert "no longer kept" in client.get(reverse("settings_data")).content.decode()
    assert "The copy of your data is ready" not in client.get(reverse("inbox")).content.decode()
