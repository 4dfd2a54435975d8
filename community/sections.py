"""What community says in the digest."""

from community.digesting import answers, expertise, people, worthwhile

__all__ = ["answers", "expertise", "people", "worthwhile"]
