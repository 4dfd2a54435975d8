"""The list of shortcuts, and the switch that turns single keys off."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import MemberRequest, members_only, public
from members.profiles.preferences import Preferences, choose

# What the keys are called, and what they do; groups as in the brief.
KEYS = (
    (
        _("Everywhere"),
        (
            ("/", _("Search")),
            ("Ctrl K", _("Search and commands")),
            ("?", _("This list")),
            ("C", _("Start a thread")),
            ("Z", _("Undo")),
            ("Esc", _("Close what is open")),
            ("Ctrl Enter", _("Send what you wrote")),
        ),
    ),
    (
        _("Go to"),
        (
            ("G H", _("Home")),
            ("G I", _("Inbox")),
            ("G E", _("Events")),
            ("G P", _("People")),
            ("G S", _("Saved")),
            ("G D", _("Drafts")),
            ("G M", _("Moderation")),
            ("G C", _("Programs")),
            ("G J", _("Journeys")),
            ("G T", _("Health")),
        ),
    ),
    (
        _("In lists"),
        (
            ("J", _("Next row")),
            ("K", _("Previous row")),
            ("Enter", _("Open")),
            ("O", _("Open")),
        ),
    ),
    (
        _("In a thread"),
        (
            ("J", _("Next post")),
            ("K", _("Previous post")),
            ("U", _("First unread")),
            ("Shift U", _("Latest")),
            ("A", _("Accepted answer")),
            ("R", _("Reply")),
            ("Q", _("Quote")),
            ("L", _("React")),
            ("B", _("Save for later")),
            ("E", _("Edit my post")),
        ),
    ),
)

FOR_MODERATORS = (
    _("In the review queue"),
    (
        ("J", _("Next case")),
        ("K", _("Previous case")),
        ("Enter", _("Open")),
        ("O", _("Open in place")),
        ("A", _("No action")),
        ("E", _("Educate")),
        ("W", _("Warn")),
        ("R", _("Remove")),
        ("X", _("Escalate")),
        ("S", _("Snooze")),
        ("N", _("Write a note")),
        ("Ctrl Enter", _("Send and close")),
    ),
)
FOR_MANAGERS = (
    _("In the calendar of programs"),
    (
        ("M", _("Move to another date")),
        ("Space", _("Lift an item, and put it down")),
        ("← →", _("A week earlier or later")),
    ),
)
OF_TEAM = {"G M"}
OF_MANAGERS = {"G C", "G J", "G T"}


@public
@require_safe
def keyboard(request: HttpRequest) -> HttpResponse:
    """Every shortcut; each has another way, and one switch turns all single keys off."""
    return _answer(request)


@members_only
@require_POST
def keyboard_switch(request: HttpRequest) -> HttpResponse:
    """Turn single keys off or on, for this member everywhere."""
    word = {"on": "", "off": "off"}.get(request.POST.get("shortcuts", ""))
    if word is None:
        messages.error(request, _("Choose on or off."))
        return redirect("keyboard")
    choose(cast(MemberRequest, request).user, shortcuts=word)
    return _answer(request) if request.htmx else redirect("keyboard")  # type: ignore[attr-defined]


def _answer(request: HttpRequest) -> HttpResponse:
    member = request.user
    are_off = member.is_authenticated and Preferences.of(member).shortcuts == "off"
    part = "#dialog" if request.htmx else ""  # type: ignore[attr-defined]
    in_team = member.is_authenticated and member.is_moderator
    manages = member.is_authenticated and member.is_manager
    hidden = set() if manages else OF_MANAGERS
    hidden = hidden if in_team else hidden | OF_TEAM
    shown = (*KEYS, *((FOR_MODERATORS,) if in_team else ()), *((FOR_MANAGERS,) if manages else ()))
    groups = [(title, [pair for pair in keys if pair[0] not in hidden]) for title, keys in shown]
    response = render(request, f"keyboard.html{part}", {"groups": groups, "are_off": are_off})
    patch_vary_headers(response, ["HX-Request"])
    return response
