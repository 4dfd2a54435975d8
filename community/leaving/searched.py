"""What was looked for by or about somebody who leaves, and the words that only they brought along."""

from __future__ import annotations

from django.db.models import Q

from community.search.accents import unaccented
from community.search.forgetting import forget_words
from community.search.models import SavedSearch, UnfoundSearch
from community.search.spelling import occurring
from members.privacy.erasers import Eraser, Leaver


class Searches(Eraser):
    """Deletes searches that look for the leaver: they would find nothing from now on."""

    key = "searches"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        who = leaver.who
        asks, typed = who.named_in("query", "name"), who.named_in("words")
        for handle in who.handles:
            asks |= Q(query__iregex=rf"by:{handle}(?![\w-])")
            typed |= Q(words__iregex=rf"(?<![\w-]){handle}(?![\w-])")
        typed |= Q(words__icontains=unaccented(who.name))
        SavedSearch.objects.filter(asks).delete()
        UnfoundSearch.objects.filter(typed).delete()
        return None


class Words(Eraser):
    """Forgets the words of a name and a profile, unless others use them too."""

    key = "known-words"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        member = leaver.member
        said = " ".join([*leaver.who.handles, member.name, member.line, member.about, member.place])
        forget_words(occurring(said.replace("-", " ").replace("_", " ")))
        return None
