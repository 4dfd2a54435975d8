"""Nothing lost, nothing twice: a worker killed while it tells, and one killed while it mails."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections
from django.utils import timezone

from community.following.models import Follow
from members.activity.relay import owed
from members.notifications.gathering import gather
from members.notifications.models import Mail, MailItem, Notification
from members.notifications.preferences import choose
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread
from tests.members.activity.stage import Stage, until
from tests.members.notifications.conftest import Postbox

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
READERS, NEWS, MAILS = 300, 6, 14


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Real processes, ended before the database is cleared."""
    made = Stage()
    yield made
    made.close()


def followers(count: int) -> list[Member]:
    """Members made quickly; nobody signs in as one of them."""
    return Member.objects.bulk_create(
        [Member(handle=f"reader-{n}", name=f"Reader {n}", email=f"reader-{n}@example.org") for n in range(count)]
    )


def test_a_worker_killed_while_it_tells_leaves_everybody_told_once(stage: Stage) -> None:
    ben = a_member("Ben")
    thread = a_thread(a_space(), by=ben)
    readers = followers(READERS)
    Follow.objects.bulk_create([Follow(member=reader, thread=thread, level="everything") for reader in readers])
    for number in range(NEWS):
        a_post(thread, by=ben, source=f"News number {number}.")
    stage.scheduler()
    for _ in range(2):
        told = Notification.objects.count()
        worker = stage.worker()
        until(_more_than(told), 90, "it tells")
        stage.kill(worker)
    stage.worker()
    until(lambda: owed().everything_is_delivered, 120, "everything is delivered")
    rows = Notification.objects.filter(kind="followed")
    assert Counter(rows.values_list("member_id", "count")) == {(reader.pk, NEWS): 1 for reader in readers}
    assert all(len(set(subjects)) == NEWS for subjects in rows.values_list("subjects", flat=True))


def test_a_sender_killed_in_the_middle_repeats_one_mail_at_most_under_the_same_name(postbox: Postbox) -> None:
    ben, nia = a_member("Ben"), a_member("Nia")
    for reader in [a_member() for _ in range(MAILS)]:
        mail = Mail.objects.create(key=f"n{reader.pk}.m{reader.pk}", member=reader, settings=["mention"])
        post = a_post(a_thread(a_space(), by=ben), by=nia, source="Hello.")
        MailItem.objects.create(
            member=reader, mail=mail, activity_id=post.pk, kind="mention", subject_id=post.pk, actor_id=nia.pk
        )
    kills = 0
    while Mail.objects.filter(sent_at=None).exists():
        Mail.objects.filter(sent_at=None).update(retry_at=timezone.now())
        sender = _sender()
        before = len(postbox.raw)
        while sender.poll() is None and len(postbox.raw) < before + 6:
            time.sleep(0.002)
        if sender.poll() is None:
            kills += 1
            os.killpg(sender.pid, signal.SIGKILL)
        sender.wait()
    names = Counter(str(letter["Message-ID"]) for letter in postbox.letters)
    assert len(names) == MAILS
    assert kills > 0 and sum(names.values()) <= MAILS + kills
    assert max(names.values()) <= 2


def _sender() -> "subprocess.Popen[bytes]":
    place = connection.settings_dict
    port = django_settings.MAILERS["default"]["OPTIONS"]["port"]
    url = f"postgres://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    script = "import django; django.setup(); from members.notifications.delivering import deliver; deliver()"
    return subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=django_settings.ROOT,
        env=os.environ
        | {"DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "config.settings"},
        start_new_session=True,
    )


def test_eight_gatherers_at_once_make_each_mail_once_and_keep_the_budget() -> None:
    ben = a_member("Ben")
    choose(ben, "mention", in_app=True, by_mail=True)
    for number in range(1, 6):
        MailItem.objects.create(
            member=ben, activity_id=number, kind="mention", thread_id=number, subject_id=number, actor_id=1,
            at=timezone.now() - timedelta(minutes=11),
        )  # fmt: skip
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_gather_with_a_connection_of_its_own, range(8)))
    gather()
    assert Mail.objects.count() == 3
    assert MailItem.objects.exclude(over_budget_at=None).count() == 2


def _gather_with_a_connection_of_its_own(_number: int) -> None:
    try:
        gather()
    finally:
        connections.close_all()


def _more_than(told: int) -> Callable[[], bool]:
    return lambda: Notification.objects.count() > told or owed().everything_is_delivered
