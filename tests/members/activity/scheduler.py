"""What the scheduler does, at the pace of a rehearsal: `python -m tests.members.activity.scheduler [relay]`."""

import itertools
import os
import sys
import time

import django


def main(*, relay_only: bool) -> None:
    """Relay and sweep until somebody ends this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from members.activity.relay import relay
    from members.activity.sweeping import sweep
    from tests.members.activity import reactions  # noqa: F401 - the relay must know who reacts

    for beat in itertools.count():
        relay(batch=7)
        if not relay_only and beat % 10 == 0:
            sweep(waited_seconds=1)
        time.sleep(0.1)


if __name__ == "__main__":
    main(relay_only="relay" in sys.argv)
