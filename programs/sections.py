"""What programs say in the digest."""

from programs.events import digesting as _events  # noqa: F401
