"""What members says in the digest."""

from members.digest import recognised

__all__ = ["recognised"]
