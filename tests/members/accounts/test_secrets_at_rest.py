"""Secrets of second factors in the database: sealed, whatever the key was when they were written."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db import connection

from config.lib.sealing import BrokenSeal, reseal, seal, unseal
from members.accounts.sealing import SECRETS, reseal_all
from members.profiles.models import Member

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
pytestmark = pytest.mark.django_db


def app_code() -> str:
    """What the authenticator app shows now."""
    return str(format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time())))))


def dump() -> str:
    """The table as a dump of the database shows it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mfa_authenticator::text FROM mfa_authenticator")
        return "\n".join(row for (row,) in cursor.fetchall())


def test_a_dump_contains_no_secret_and_the_codes_work(ben: Member) -> None:
    totp, recovery = TOTP.activate(ben, SECRET), RecoveryCodes.activate(ben)
    codes = recovery.generate_codes()
    held = dump()
    assert SECRET not in held and "sealed:" in held
    seed = unseal(SECRETS, recovery.instance.data["seed"])
    assert seed not in held
    assert not [code for code in codes if code in held]
    assert totp.validate_code(app_code())
    assert recovery.validate_code(codes[3])


def test_rows_from_before_go_on_working_and_are_sealed_by_the_way(ben: Member) -> None:
    old = Authenticator.objects.create(user=ben, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    migrated = {"migrated_codes": ["abcdefgh", "ijklmnop"]}
    Authenticator.objects.create(user=ben, type=Authenticator.Type.RECOVERY_CODES, data=migrated)
    assert TOTP(old).validate_code(app_code())
    assert reseal_all() == 2
    assert SECRET not in dump() and "ijklmnop" not in dump()
    assert reseal_all() == 0
    recovery = RecoveryCodes(Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES))
    assert recovery.validate_code("ijklmnop")


def test_after_a_change_of_the_key_old_secrets_open_and_move_to_the_new_one(ben: Member, settings: Any) -> None:
    TOTP.activate(ben, SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the key of now", [settings.SECRET_KEY]
    assert TOTP(Authenticator.objects.get()).validate_code(app_code())
    assert reseal_all() == 1
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(SECRETS, Authenticator.objects.get().data["secret"]) == SECRET


def test_a_secret_that_no_key_opens_lets_nobody_in(ben: Member, settings: Any) -> None:
    totp, recovery = TOTP.activate(ben, SECRET), RecoveryCodes.activate(ben)
    codes = recovery.generate_codes()
    settings.SECRET_KEY = "the wrong key"
    assert not totp.validate_code(app_code())
    assert not totp.validate_code(format_hotp_value(hotp_value("", next(iter(yield_hotp_counters_from_time())))))
    assert not recovery.validate_code(codes[0])
    assert reseal_all() == 0


def test_a_seal_is_for_one_purpose_and_notices_a_change() -> None:
    sealed = seal("letter", "word")
    assert unseal("letter", sealed) == "word"
    assert reseal("letter", sealed) == sealed
    for purpose, text in ((SECRETS, sealed), ("letter", sealed[:-3] + "AAA"), ("letter", "word")):
        with pytest.raises(BrokenSeal):
            unseal(purpose, text)
