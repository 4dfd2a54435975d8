"""The keys that pushes are signed with: made once, when the first device asks, and kept sealed."""

from config.lib.sealing import seal, unseal
from config.lib.webpush import new_keys
from members.push.models import PushKeys

PURPOSE = "push"


def public_key() -> str:
    """What browsers are given to know our pushes by; makes the keys if there are none."""
    return _keys().public


def key_pair() -> tuple[str, str]:
    """The public and the private key. Raises BrokenSeal when SECRET_KEY has changed and its former one is not known."""
    keys = _keys()
    return keys.public, unseal(PURPOSE, keys.sealed)


def _keys() -> PushKeys:
    found = PushKeys.objects.filter(pk=1).first()
    if found is None:
        public, private = new_keys()
        # Of two that make keys at the same moment, the first one's stay.
        PushKeys.objects.bulk_create(
            [PushKeys(pk=1, public=public, sealed=seal(PURPOSE, private))], ignore_conflicts=True
        )
        found = PushKeys.objects.get(pk=1)
    return found
