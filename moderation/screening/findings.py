"""What screening found in one posting: what becomes of it, and what is written down about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import gettext as _

from members.profiles.refusing import NotNow, Refusal
from moderation.guidelines.measures import Severity
from moderation.screening.hits import Origin
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from moderation.screening.postings import Posting
    from moderation.screening.rules import RuleVersion

_SALT = "screening.insist"
INSIST_WITHIN = 3600 * 24


@dataclass(frozen=True)
class Found:
    """One thing that was found."""

    action: str
    origin: str = Origin.RULE
    version: RuleVersion | None = None
    words: tuple[str, ...] = ()
    is_shadow: bool = False
    score: int | None = None
    parts: tuple[tuple[str, int, int], ...] = ()

    @property
    def severity(self) -> int:
        """How severe a case about it is."""
        return self.version.severity if self.version is not None else Severity.MEDIUM


@dataclass(frozen=True)
class Stopping(Refusal):
    """Why it is not posted, in the words of the rule. With a `token` it can be sent to a moderator as it is."""

    token: str = ""


class Stopped(NotNow):
    """A rule does not let it be posted, or asks for an edit first; nothing was written."""

    def __init__(self, refusal: Stopping, findings: Findings) -> None:
        super().__init__(refusal)
        self.findings = findings


@dataclass
class Findings:
    """All that was found in one posting."""

    posting: Posting | None = None
    found: list[Found] = field(default_factory=list)
    insists: bool = False
    """Whether its author has read why, and wants a moderator to look at it as it is."""
    greets: bool = False
    """Whether somebody of the team is to welcome its author."""

    @property
    def real(self) -> list[Found]:
        """What something is done about."""
        return [one for one in self.found if not one.is_shadow]

    @property
    def held(self) -> bool:
        """Whether it waits for a moderator."""
        return any(one.action == Action.HOLD for one in self.real) or (
            self.insists and self._first(Action.ASK) is not None
        )

    @property
    def reports(self) -> bool:
        """Whether a case is opened about it."""
        return self.held or any(one.action == Action.REPORT for one in self.real)

    def _first(self, action: str) -> Found | None:
        return next((one for one in self.real if one.action == action), None)

    def stop(self) -> None:
        """Raises Stopped if it may not be posted, or if its author has not read yet what a rule asks of them."""
        assert self.posting is not None
        blocked = self._first(Action.BLOCK)
        if blocked is not None:
            raise Stopped(Stopping(said(blocked)), self)
        asked = self._first(Action.ASK)
        if asked is not None and not self.insists:
            token = signing.dumps(self.posting.author.pk, salt=_SALT)
            raise Stopped(Stopping(said(asked), token=token), self)


def said(found: Found) -> str:
    """What the author reads: the message of the rule, or plain words."""
    message = found.version.message if found.version is not None else ""
    if message:
        return message
    if found.action == Action.ASK:
        return _("A rule of this community asks you to look at this once more before you post it.")
    return _(
        "A rule of this community does not let this be posted. Your draft is kept. Write to a moderator if it is wrong."
    )


def insists(token: str, author: Any) -> bool:
    """Whether this author was asked to edit something a moment ago, and sends it to a moderator as it is."""
    try:
        return bool(token) and signing.loads(token, salt=_SALT, max_age=INSIST_WITHIN) == author.pk
    except signing.BadSignature:
        return False
