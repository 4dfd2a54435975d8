"""Conditions about who writes, how often, and whether it stands elsewhere already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.screening.conditions.kinds import Condition, Words, WrongCondition, condition
from moderation.screening.likeness import NEARLY, likeness, same
from moderation.screening.postings import Posting


@condition
class YoungAccount(Condition):
    """An account younger than so many days, or with fewer posts that stand than so many; both, if both are said."""

    key = "account"
    cost, asks = 4, True

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.days, self.posts = int(given.get("days") or 0), int(given.get("posts") or 0)
        if not self.days and not self.posts:
            raise WrongCondition(_("Say how young the account is, or how few posts it has."))

    def found(self, posting: Posting) -> Words | None:
        """Whether it is so young, and has so few."""
        if self.days and posting.at - posting.author.joined_at >= timedelta(days=self.days):
            return None
        return () if not self.posts or posting.record.approved() < self.posts else None

    def sentence(self) -> str:
        """How young."""
        days = ngettext(
            "It comes from an account younger than %(n)d day",
            "It comes from an account younger than %(n)d days", self.days,
        ) % {"n": self.days}  # fmt: skip
        posts = ngettext(
            "It comes from somebody with less than %(n)d post",
            "It comes from somebody with less than %(n)d posts", self.posts,
        ) % {"n": self.posts}  # fmt: skip
        return "; ".join(words for words, is_said in ((days, self.days), (posts, self.posts)) if is_said)


@condition
class Rate(Condition):
    """So many posts of one member within so many minutes, this one among them."""

    key = "rate"
    cost, asks = 5, True

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.times, self.minutes = int(given.get("times") or 0), int(given.get("minutes") or 0)
        if self.times < 2 or self.minutes < 1:
            raise WrongCondition(_("Say how many posts (at least two) within how many minutes."))

    def found(self, posting: Posting) -> Words | None:
        """Whether it is the one too many."""
        if posting.is_edit:
            return None
        since = posting.record.since(posting.at - timedelta(minutes=self.minutes))
        return () if since + 1 >= self.times else None

    def sentence(self) -> str:
        """How many in which time."""
        words = ngettext("It is the post number %(times)d or later within %(n)d minute",
                         "It is the post number %(times)d or later within %(n)d minutes", self.minutes)  # fmt: skip
        return words % {"times": self.times, "n": self.minutes}


@condition
class Alike(Condition):
    """The same words, or nearly, in so many places; this one among them."""

    key = "alike"
    cost, asks = 6, True

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.places, self.days = int(given.get("places") or 2), int(given.get("days") or 7)
        self.nearly = bool(given.get("nearly", True))
        if self.places < 2:
            raise WrongCondition(_("Say in how many places, at least two."))

    def found(self, posting: Posting) -> Words | None:
        """Whether it stands in enough other places."""
        places = set()
        for place, text in posting.record.texts(posting.at - timedelta(days=self.days)):
            if place == posting.place and posting.is_edit:
                continue
            if same(text, posting.text) or (self.nearly and likeness(text, posting.text) >= NEARLY):
                places.add(place)
        return () if len(places | {posting.place or "here"}) >= self.places and places else None

    def sentence(self) -> str:
        """How alike, and where."""
        if self.nearly:
            words = ngettext("It stands, nearly the same, in %(places)d places within %(n)d day",
                             "It stands, nearly the same, in %(places)d places within %(n)d days",
                             self.days)  # fmt: skip
        else:
            words = ngettext("It stands word for word in %(places)d places within %(n)d day",
                             "It stands word for word in %(places)d places within %(n)d days", self.days)  # fmt: skip
        return words % {"places": self.places, "n": self.days}
