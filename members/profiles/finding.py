"""The people directory: who is here, by name, interest, what they can help with, and place."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core import signing
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from config.lib.audience import Viewer
from config.lib.handle_names import typed_handle
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member
from members.profiles.roles import Role
from members.profiles.wording import under_their_names

PAGE = 30
LONGEST = 60
TEAM, EVERY_ROLE = [Role.MODERATOR, Role.MANAGER, Role.OWNER], "team"
FILTERS = ("q", "interest", "help", "place", "language", "role")
UNLISTED = Q(preferences__contains={"directory": "hidden"})
"""Who chose not to be found: offered to nobody who is not in touch with them already."""


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; the words of the address."""

    q: str = ""
    interest: str = ""
    help: str = ""
    place: str = ""
    language: str = ""
    role: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is looked for at all."""
        return any(getattr(self, name) for name in FILTERS)

    def address(self, **other: str) -> str:
        """These words as the end of an address, some of them changed."""
        words = {name: getattr(self, name) for name in FILTERS} | other
        kept = {name: word for name, word in words.items() if word}
        return f"?{urlencode(kept)}" if kept else "?"


def people(viewer: Viewer, wanted: Wanted) -> QuerySet[Member]:
    """Everyone who wants to be found, may be seen by the viewer, and fits; by name.

    Visitors do not see members who closed their profile to them; one always finds oneself.
    """
    found = Member.objects.present().annotate(sort_name=Lower("name"))
    found = found.exclude(UNLISTED & ~Q(pk=viewer.pk)) if viewer.is_authenticated else found.exclude(UNLISTED)
    if not viewer.is_authenticated:
        found = found.exclude(preferences__contains={"profile": "members"})
    if away := who_keeps_away_from(viewer):
        found = found.filter(~Q(pk__in=away) | Q(preferences__contains={"blocked": "seen"}))
    if wanted.q:
        named = Q(name__unaccent__icontains=wanted.q) | Q(handle__icontains=typed_handle(wanted.q))
        found = found.filter(named | Q(line__unaccent__icontains=wanted.q))
    if wanted.place:
        found = found.filter(place__unaccent__icontains=wanted.place).exclude(preferences__contains={"place": "hidden"})
    if wanted.language:
        found = found.filter(languages__contains=[wanted.language])
    if wanted.role:
        found = found.filter(role__in=TEAM if wanted.role == EVERY_ROLE else [wanted.role])
    for field, word in (("interests", wanted.interest), ("expertise", wanted.help)):
        if word:
            asked = under_their_names([word])[0].lower()
            found = found.annotate(**{f"all_{field}": _joined(field)}).filter(**{f"all_{field}__contains": asked})
    return found.order_by("sort_name", "pk")


def page_of(found: QuerySet[Member], after: str) -> tuple[list[Member], str]:
    """One page behind a mark, and the mark of the next one (empty: that was all). A wrong mark is the beginning."""
    if after:
        try:
            name, pk = signing.loads(after, salt="people")
        except signing.BadSignature:
            pass
        else:
            found = found.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=pk))
    rows = list(found[: PAGE + 1])
    more = len(rows) > PAGE
    last = rows[PAGE - 1] if more else None
    mark = signing.dumps([last.sort_name, last.pk], salt="people") if last is not None else ""  # type: ignore[attr-defined]
    return rows[:PAGE], mark


def _joined(field: str) -> Lower:
    """A list of words as one text with bars between them, in small letters, so that a part of one is found too."""
    return Lower(Func(F(field), Value("|"), function="array_to_string", output_field=TextField()))
