"""Secrets of second factors under the key of now."""

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from config.lib.sealing import BrokenSeal, reseal

SECRETS = "second-factor"
BATCH = 500
log = logging.getLogger(__name__)


def reseal_all() -> int:
    """Seal what stands plain, and move what an old key sealed to the key of now. Returns how many rows changed."""
    changed, last = 0, 0
    secret = Authenticator.objects.filter(type__in=(Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES))
    while batch := list(secret.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        changed += sum(_reseal_one(pk) for pk in batch)
        last = batch[-1]
    return changed


@transaction.atomic
def _reseal_one(pk: int) -> bool:
    """Under a lock, because using a recovery code writes the same row."""
    factor = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if factor is None:
        return False
    try:
        data = _resealed(factor.data)
    except BrokenSeal as error:
        log.warning("The second factor %d stays as it is: %s", pk, error)
        return False
    if data == factor.data:
        return False
    factor.data = data
    factor.save(update_fields=["data"])
    return True


def _resealed(data: dict[str, Any]) -> dict[str, Any]:
    """The same data, its secrets under the key of now."""
    sealed: dict[str, Any] = {name: reseal(SECRETS, data[name]) for name in data.keys() & {"secret", "seed"}}
    if "migrated_codes" in data:
        sealed["migrated_codes"] = [reseal(SECRETS, code) for code in data["migrated_codes"]]
    return data | sealed
