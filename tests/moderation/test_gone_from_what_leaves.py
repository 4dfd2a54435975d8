"""What waits to leave the house, or is read elsewhere, says nothing of what was hidden meanwhile."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.conf import settings as conf
from django.core import mail
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone

from community.search.models import SavedSearch
from community.search.saving import look_next
from config.lib.live import STREAM, may_listen
from members.digest.delivering import told_of
from members.digest.models import Digest
from members.notifications import delivering, gathering, gathering_pushes
from members.notifications.models import MailItem
from members.privacy.asking import ask_for_copy
from members.privacy.gathering import make_due
from members.profiles.models import Member
from members.push.models import Push, PushItem
from moderation.review.subjects import KINDS
from tests.members.push.conftest import service
from tests.moderation.gone import CANARIES, ROLES, Scene, scene, ways, world

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])]
Delivered = Callable[[], int]

__all__ = ["scene", "service", "world"]


def leaving() -> str:
    """Everything that leaves the house now: mails, pushes, news of a saved search, a digest, a copy of one's data."""
    past = timedelta(minutes=30)
    SavedSearch.objects.update(looked_at=timezone.now() - timedelta(days=1, minutes=1))
    while look_next():
        pass
    MailItem.objects.filter(mail=None).update(at=F("at") - past)
    PushItem.objects.filter(push=None).update(at=F("at") - past)
    gathering.gather()
    delivering.deliver()
    gathering_pushes.gather()
    said = [str(mail.message()) + mail.body + str(getattr(mail, "alternatives", "")) for mail in mail.outbox]
    said += [str(push.__dict__) for push in Push.objects.all()]
    return "\n".join(said).lower()


@pytest.mark.parametrize("way", ["hide", "remove", "held"])
@pytest.mark.parametrize("heard", [True, False])
def test_what_waits_to_leave_does_not_tell_of_it(
    scene: Scene, mo: Member, mia: Member, delivered: Delivered, way: str, heard: bool
) -> None:
    assert MailItem.objects.filter(mail=None, subject_id=scene.post.pk).exists()
    assert PushItem.objects.filter(push=None).exists()
    ways(way, scene, mo, mia)[0]()
    if heard:
        delivered()
    assert not [word for word in CANARIES if word in leaving()]


def test_what_is_not_hidden_leaves(scene: Scene) -> None:
    assert "zqgonebody" in leaving()


def test_open_pages_hear_numbers_alone(scene: Scene, mo: Member, delivered: Delivered) -> None:
    valkey = redis.Redis.from_url(conf.REDIS_URL, decode_responses=True)
    valkey.delete(STREAM)
    scene.post.hide(by=mo, reason="zqgonebody")
    delivered()
    entries: Any = valkey.xrange(STREAM)
    said = str(entries).lower()
    assert not [word for word in CANARIES if word in said]


def test_nobody_listens_to_what_is_held(scene: Scene) -> None:
    channel = f"thread:{scene.thread.pk}"
    assert may_listen(scene.people["newcomer"], channel)
    KINDS["post"].hold(scene.post.pk, by=None)
    for role in ROLES:
        assert not may_listen(scene.people[role], channel)


def test_the_copy_of_somebody_elses_data_has_none_of_its_words(
    scene: Scene, mo: Member, delivered: Delivered, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    scene.post.hide(by=mo)
    delivered()
    export = ask_for_copy(by=scene.people["friend"])
    make_due(60)
    export.refresh_from_db()
    with default_storage.open(export.path) as file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        read = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()).lower()
    assert "an answer to it" in read
    assert "zqgonebody" not in read and "zqgonetitle" not in read


def letter_of(row: Digest) -> str:
    """All that a digest says if it leaves now."""
    return str(told_of([row], {row.member_id: row.member})).lower()


@pytest.mark.parametrize("heard", [True, False])
def test_a_digest_that_was_put_together_leaves_it_out(
    scene: Scene, mo: Member, delivered: Delivered, heard: bool
) -> None:
    friend, now = scene.people["friend"], timezone.now()
    chosen = {key: [scene.thread.pk] for key in ("answers", "worthwhile", "expertise")} | {"people": [scene.post.pk]}
    row = Digest.objects.create(
        key="gone", member=friend, week=now.date(), since=now - timedelta(weeks=1), chosen=chosen, chosen_at=now
    )
    assert "zqgone" in letter_of(row)
    scene.post.hide(by=mo)
    if heard:
        delivered()
    assert "zqgone" not in letter_of(row)
