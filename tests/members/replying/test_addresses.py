"""An address that one member may answer one thing at: signed, short, and of no use to anybody else."""

from datetime import UTC, datetime

import time_machine
from pytest_django import Settings

from members.replying.addresses import Errand, address_for, errand_of

ERRAND = Errand(2**39, "post", 2**47, is_direct=True)


def test_what_was_not_made_here_or_was_changed_names_nobody(settings: Settings) -> None:
    address = address_for(ERRAND)
    local, _at, host = address.partition("@")
    changed = [local[:-1] + ("a" if local[-1] != "a" else "b"), local[:6] + "z" + local[7:], local[:-1], local + "a"]
    strangers = [f"{other}@{host}" for other in changed] + ["", "reply@forum.example", "reply+@forum.example", "ü@x"]
    strangers += [address.replace("forum", "other"), address.replace("reply", "other"), "a" * 5000]
    assert errand_of(strangers) is None
    settings.SECRET_KEY = "another"
    assert errand_of([address]) is None
    settings.MAIL_REPLIES = ""
    assert address_for(ERRAND) == "" and errand_of([address, "+@"]) is None


def test_an_address_says_who_about_what_in_any_case_of_letters_and_after_a_change_of_keys(settings: Settings) -> None:
    address = address_for(ERRAND)
    assert errand_of(["ben@example.org", address.upper()]) == ERRAND
    assert len(address.partition("@")[0]) <= 64
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert errand_of([address]) == ERRAND
    assert errand_of([address_for(Errand(7))]) == Errand(7)


def test_it_is_good_for_sixty_days() -> None:
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        address = address_for(ERRAND)
    for day, late in ((datetime(2026, 4, 30, 23, tzinfo=UTC), False), (datetime(2026, 5, 1, tzinfo=UTC), True)):
        with time_machine.travel(day, tick=False):
            found = errand_of([address])
        assert found and found.is_late is late and found.subject_id == ERRAND.subject_id
