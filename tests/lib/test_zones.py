"""Time zones have one name each, wherever they are written."""

import pytest

from config.lib.zones import is_offered, offered, zone_name, zones, zones_with


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Helsinki", "Helsinki"),
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires, Argentina"),
        ("America/North_Dakota/New_Salem", "New Salem, North Dakota"),
        ("Australia/North", "North, Australia"),
        ("UTC", "UTC"),
        ("Etc/GMT-3", "Etc/GMT-3"),
        ("US/Eastern", "US/Eastern"),
    ],
)
def test_a_zone_is_called_after_its_city(zone: str, name: str) -> None:
    assert zone_name(zone) == name


def test_no_two_of_a_continent_have_the_same_name() -> None:
    for area, rows in zones():
        names = [name for _zone, name in rows]
        assert len(set(names)) == len(names) > 0, area
        assert all(is_offered(zone) for zone, _name in rows)
    assert not is_offered("Etc/GMT-3") and not is_offered("Europe/Nowhere") and not is_offered("")


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Helsinki", "Europe/Helsinki"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("US/Eastern", "America/New_York"),
        ("EST", "America/Panama"),
        ("GB", "Europe/London"),
        ("Etc/UTC", "UTC"),
        ("Zulu", "UTC"),
        ("Etc/GMT-3", "Etc/GMT-3"),
        ("localtime", "UTC"),
        ("Mars/Olympus", "UTC"),
        ("", "UTC"),
    ],
)
def test_an_old_name_leads_to_the_city_on_offer(zone: str, name: str) -> None:
    assert offered(zone) == name


def test_a_form_offers_what_stands_there_even_if_it_has_no_city() -> None:
    assert zones_with("Europe/Helsinki") == zones()
    assert zones_with("Etc/GMT-3")[0] == ("Etc/GMT-3", "Etc/GMT-3")
    assert zones_with("Etc/GMT-3")[1:] == zones()
