"""Who was erased stays erased, also when an older backup comes back."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from config.backup.choosing import chosen
from config.backup.erased import erase_again, keep_list, list_name, read_list
from config.backup.keeping import archives
from config.backup.making import back_up, community_here
from config.backup.refusing import BackupRefused
from config.backup.restoring import bring_back
from config.backup.settling import settle
from config.backup.stores import Folder
from members.activity.log import record
from members.privacy.erasing import erase_due
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from tests.platform.backup.conftest import Here, Installation, MakeOne


def erased(member: Member, *, hours_ago: float = 0) -> None:
    with transaction.atomic():
        one = record("member.erased", subject=member, fate="erase")
    type(one).objects.filter(pk=one.pk).update(at=timezone.now() - timedelta(hours=hours_ago))


def test_only_numbers_stand_on_the_list_and_nobody_leaves_it(ben: Member, nia: Member, tmp_path: Path) -> None:
    place = Folder(tmp_path)
    erased(ben)
    keep_list(place, "11111111")
    from members.activity.models import Activity

    Activity.objects.all().delete()  # an older backup came back: its log knows nothing of it
    erased(nia)
    assert keep_list(place, "11111111") == 2
    assert set(read_list(place, "11111111")) == {str(ben.pk), str(nia.pk)}
    held = (tmp_path / list_name("11111111")).read_text()
    assert "Ben" not in held and "example.org" not in held
    assert archives(place) == [], "It is no archive, and no rule deletes it."


def test_it_is_written_only_when_somebody_was_added(ben: Member, tmp_path: Path) -> None:
    erased(ben)
    keep_list(Folder(tmp_path), "11111111")
    before = (tmp_path / list_name("11111111")).stat().st_mtime_ns
    keep_list(Folder(tmp_path), "11111111")
    assert (tmp_path / list_name("11111111")).stat().st_mtime_ns == before


def test_only_who_was_erased_after_the_backup_is_erased_again(
    ben: Member, nia: Member, mo: Member, tmp_path: Path
) -> None:
    erased(ben, hours_ago=1)
    erased(nia, hours_ago=3)
    keep_list(Folder(tmp_path), "11111111")
    assert erase_again(Folder(tmp_path), "11111111", timezone.now() - timedelta(hours=2)) == 1
    assert [leaving.member for leaving in Leaving.objects.due()] == [ben]
    for member, is_active in ((ben, False), (nia, True), (mo, True)):
        member.refresh_from_db()
        assert member.is_active is is_active


def test_who_was_leaving_already_goes_at_once(olli: Member, ben: Member, tmp_path: Path) -> None:
    leave(ben, by=ben, fate=Fate.KEEP)
    erased(ben)
    keep_list(Folder(tmp_path), "11111111")
    erase_again(Folder(tmp_path), "11111111", timezone.now() - timedelta(hours=2))
    assert Leaving.objects.due().get().member == ben


@pytest.mark.parametrize("held", ["", "{}", '{"erased": 1}', '{"erased": {"1": "x"}}'])
def test_a_list_that_cannot_be_read_is_said(held: str, tmp_path: Path) -> None:
    (tmp_path / list_name("11111111")).write_text(held)
    with pytest.raises(BackupRefused, match="cannot be read"):
        read_list(Folder(tmp_path), "11111111")


@pytest.mark.faults
def test_a_member_erased_after_the_backup_is_gone_again_after_the_restore(
    town: Installation, place: Path, make_one: MakeOne, here: Here, settings: Any
) -> None:
    ben = Member.objects.get(email="ben@example.org")
    name = ben.name
    back_up()
    leave(ben, by=ben, fate=Fate.ERASE)
    Leaving.objects.update(due_at=timezone.now(), retry_at=timezone.now())
    erase_due(60)
    assert not Member.objects.filter(pk=ben.pk).exists()
    keep_list(Folder(place), community_here())
    other = make_one(empty=True)
    here(other)
    settled = settle(bring_back(*chosen("latest"), ()).manifest, Folder(place))
    assert settled.erased == 1 and Member.objects.filter(pk=ben.pk).exists()
    erase_due(60)
    assert not Member.objects.filter(pk=ben.pk).exists()
    assert not Member.objects.filter(name=name).exists()
    assert json.loads((place / list_name(community_here())).read_text())["erased"].keys() == {str(ben.pk)}
