"""Acts on calls for contributions, which the table does not know."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from members.profiles.models import Member
from programs.contributions.deciding import accept
from programs.contributions.models import CallEditor, Contribution, ContributionStep, ContributionVersion
from programs.contributions.writing import begin
from programs.series.occurrences import Occurrence
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.programs.called import a_call, form_of, sent, typed
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
TEAM = frozenset({"moderator"})
WRITE = frozenset({"new_member", "member", "trusted_member", "mentor", "space_host", "another_member"})
"""Those who are neither of the team nor silenced or suspended."""
NOBODY: frozenset[str] = frozenset()
ROWS: tuple[type[Model], ...] = (CallEditor, Contribution, ContributionStep, ContributionVersion)
OF_CALL, OF_ONE, AT_DESK = ("call",), ("one",), ("call", "one")


def _rows() -> list[Any]:
    return [list(model._base_manager.order_by("pk").values()) for model in ROWS]


def _act(
    name: str, only: frozenset[str], args: tuple[str, ...], data: dict[str, Any], *, address: str = "",
    own: bool = False, over: bool = False, draft: bool = False,
    ready: Callable[[Contribution, Member], None] | None = None,
) -> None:  # fmt: skip
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        manager, person = village.member("community_manager"), village.people[role]
        call: Occurrence = a_call(manager, village.open_space)
        mine = own and isinstance(person, Member) and role in WRITE
        author: Member = person if mine and isinstance(person, Member) else a_member()
        one = begin(call, typed(), by=author) if draft else sent(call, author)
        editor = CallEditor.objects.create(occurrence=call, member=a_member())
        if ready is not None:
            ready(one, village.member("admin"))
            one.refresh_from_db()
        if over:
            Occurrence.objects.filter(pk=call.pk).update(ends_at=one.at)
        values = {"call": call.pk, "one": one.pk, "editor": editor.pk}
        said = {"edition": one.edition, "handle": author.handle} | data
        return Attempt(reverse(address or name, args=[values[each] for each in args]), said, _rows)


def _accepted(one: Contribution, by: Member) -> None:
    accept(one, "", edition=one.edition, by=by)


_act("contribution_write", WRITE | TEAM | MANAGERS, OF_CALL, form_of(title="Another one"))
_act("contribution_write_late", NOBODY, OF_CALL, form_of(title="Another"), over=True, address="contribution_write")
_act("contribution", WRITE, OF_ONE, form_of(title="Other words"), own=True, draft=True)
_act("contribution_of_others", NOBODY, OF_ONE, form_of(title="Other words"), draft=True, address="contribution")
_act("contribution_withdraw", WRITE, OF_ONE, {}, own=True)
_act("contribution_withdraw_others", NOBODY, OF_ONE, {}, address="contribution_withdraw")
_act("contribution_discard", WRITE, OF_ONE, {}, own=True, draft=True)
_act("contribution_discard_others", NOBODY, OF_ONE, {}, draft=True, address="contribution_discard")
_act("contribution_comment", MANAGERS, AT_DESK, {"words": "I like it."})
_act("contribution_decide", MANAGERS, AT_DESK, {"do": "send_back", "words": "Say more."})
_act("contribution_publish", MANAGERS, AT_DESK, {}, ready=_accepted)
_act("contribution_editor_add", MANAGERS, OF_CALL, {})
_act("contribution_editor_release", MANAGERS, ("call", "editor"), {})
