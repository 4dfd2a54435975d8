"""What a tag is called: other names lead to the tag itself, wherever one is written, followed or looked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from community.tags.models import Tag


def synonyms(names: Collection[str]) -> dict[str, str]:
    """Other name -> the tag, of those among `names` that are other names; one query, none for no names."""
    if not names:
        return {}
    rows = Tag.objects.filter(name__in=names, synonym_of__isnull=False).values_list("name", "synonym_of__name")
    return dict(rows)


def canonical(names: Iterable[str]) -> list[str]:
    """The tags themselves, each once, in order."""
    names = list(names)
    known = synonyms(names)
    return list(dict.fromkeys(known.get(name, name) for name in names))


def the_tag(name: str) -> str:
    """The same for one."""
    return synonyms([name]).get(name, name)


def retired(names: Collection[str]) -> set[str]:
    """Those that are not given to new threads any more."""
    if not names:
        return set()
    return set(Tag.objects.filter(name__in=names, retired_at__isnull=False).values_list("name", flat=True))
