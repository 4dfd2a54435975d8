"""Every file that a row names is known to backups."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from config.backup.named import named_files
from tests.house.source import python_files, short
from tests.platform.backup.conftest import Installation, names_in_media

KNOWN = {
    "community/previews/asking.py", "community/uploads/storing.py", "community/uploads/thumbs.py",
    "community/welcome/film.py", "config/demo/media.py", "config/demo/pictures.py", "members/ambassadors/kit.py",
    "members/installation/icons.py", "members/installation/views.py", "members/privacy/gathering.py",
    "members/profiles/picturing.py", "programs/amas/picturing.py", "programs/challenges/pictures.py",
}  # fmt: skip


def test_whoever_stores_a_file_is_known_to_backups() -> None:
    saves = {short(path) for path in python_files() if "default_storage.save(" in path.read_text()}
    assert saves == KNOWN, "Name the new kind of file in config/backup/named.py, then here."


@pytest.mark.faults
def test_all_files_of_the_demo_are_named_and_there(town: Installation) -> None:
    named = set(named_files("default"))
    assert len(named) > 20
    assert all(map(default_storage.exists, named))
    drawn = {name for name in names_in_media() if name.startswith("icons/")}
    assert names_in_media() - drawn == named


def test_the_folder_of_uploads_is_no_place_for_backups(settings: object, tmp_path: Path) -> None:
    from config.backup.refusing import BackupRefused
    from config.backup.stores import destination

    settings.MEDIA_ROOT = str(tmp_path)  # type: ignore[attr-defined]
    (tmp_path / "backups").mkdir()
    with pytest.raises(BackupRefused, match="elsewhere"):
        destination(str(tmp_path / "backups"))
