"""What the addresses are asked besides their plain path, when somebody walks over them."""

from collections.abc import Callable
from typing import Any

from tests.visibility.returning import MEASURED_ASKED
from tests.visibility.speakers import SPEAKERS_ASKED
from tests.visibility.village import Village

QUERIES: dict[str, Callable[[Village], list[dict[str, Any]]]] = {**SPEAKERS_ASKED, **MEASURED_ASKED}
"""What pages are asked besides their plain address."""


def _asked(*names: str) -> Callable[[Callable[[Village], list[dict[str, Any]]]], None]:
    def keep(found: Callable[[Village], list[dict[str, Any]]]) -> None:
        QUERIES.update(dict.fromkeys(names, found))

    return keep


@_asked("search", "search_palette")
def _(village: Village) -> list[dict[str, Any]]:
    texts = ["zqprivtitle", "zqprivbdy", "zqremoved", "zqhidden", "zqpending", "zqhiddenrevision", "zqspacename"]
    texts += ["zqguidetitle", "zqguidebody", "kind:guide zqguidebody"]
    asked = [*texts, "matter", f"in:{village.space.slug} matter", "by:member words", "tag:zqprivtag"]
    return [{"q": q} for q in asked] + [{"q": q, "near": ""} for q in ("zqprivbdy", "zqprivtytle")]


@_asked("complete", "names_called", "messages_names")
def _(village: Village) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = [{}, {"thread": village.private.pk}, {"space": village.space.pk}]
    return [place | {"q": q} for place in places for q in ("zq", "m")]


@_asked("chat_room", "chat_thread")
def _(village: Village) -> list[dict[str, Any]]:
    line = village.rooms[1].lines.earliest("pk").pk
    return [{"at": line}, {"after": line - 1}, {"before": line + 9}, {"from": line}]


@_asked("messages_talk", "messages_new")
def _(village: Village) -> list[dict[str, Any]]:
    message = village.talks[0].last_message
    return [{"at": message}, {"after": message - 1}, {"before": message + 9}, {"to": village.member("member").handle}]


@_asked("guides", "guide_new")
def _(village: Village) -> list[dict[str, Any]]:
    shelves: list[dict[str, Any]] = [{"show": which} for which in ("progress", "stale", "retired", "nonsense")]
    return [*shelves, {"thread": village.private.pk}, {"space": village.space.slug}]


@_asked("ama")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"show": show} for show in ("newest", "answered", "mine", "about", "summary")]


@_asked("ama_similar")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"question": "What about zqamaquestion among us"}, {"question": "zqamaheld"}]


@_asked("journey_preview", "journey_letter")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"as": village.member("member").handle, "on": way} for way in ("mail", "inbox", "phone")] + [{"as": "x"}]


@_asked("journey", "journey_step_new", "journey_people")
def _(village: Village) -> list[dict[str, Any]]:
    kinds = ["message", "if", "task", "add_to_group", "badge", "stage", "call", "variant"]
    return [
        *({"step": kind, "after": "hello"} for kind in kinds),
        {"step": "wait"},
        {"state": "inside", "before": "x"},
    ]


@_asked("experiment_new")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"name": "Subject", "key": "digest-subject", "variant": ["fact", "week"]}]


@_asked("experiment_library", "experiment_library_csv")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"q": "greeting"}, {"q": "zqprivbody", "page": "nonsense"}]


@_asked("segment")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"why": "member"}, {"why": "nobody"}, {"after": "nonsense"}]


@_asked("manage_people", "segment_count", "segment_new")
def _(village: Village) -> list[dict[str, Any]]:
    replied = {"row": "0.0", "0.0-is": "replied", "0.0-space": village.space.pk, "0.0-times": "1", "0.0-since": "0"}
    return [replied, replied | {"0.0-times": "many"}, {"q": "member", "do": "group:0"}, {"row": "0.0", "0.0-is": "x"}]


@_asked("tasks", "task_new")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"show": "team"}, {"show": "done"}, {"about": village.private.get_absolute_url()}]


@_asked("group_directory")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"q": "circle"}, {"kind": "other"}, {"page": "nonsense"}]


@_asked("thanks", "thank")
def _(village: Village) -> list[dict[str, Any]]:
    inner = village.private.posts.get(number=1).pk
    return [{"to": village.member("member").handle}, {"about": f"post:{inner}"}, {"about": "nonsense"}]


@_asked("thread_similar")
def _(village: Village) -> list[dict[str, Any]]:
    return [
        {"title": title}
        for title in (village.private.title, village.public.title, "zqprivtitle matter", village.guides[1].title)
    ]


@_asked("thread_new", "home", "latest", "following", "unanswered")
def _(village: Village) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"space": village.space.slug}, {"space": village.space.pk}, {"tag": "zqprivtag"}]
    kinds: list[dict[str, Any]] = [{"space": village.space.slug, "kind": "question"}, {"kind": "idea"}]
    return [*found, *kinds, {"space": village.open_space.slug}, {"after": "nonsense"}]


@_asked("thread_on")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"number": "2"}, {"number": "x"}, {"day": "2020-01-01"}]


@_asked("saved")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"q": "zqnote"}, {"show": "reminders"}, {"removed": village.member("member").bookmarks.latest("pk").pk}]


@_asked("thread")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"page": 1}, {"page": "all"}]


@_asked("welcome", "welcome_around")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"open": "interests"}, {"open": "useful"}, {"open": "x"}, {"interest": "zqprivtag"}, {"more": "zqprivtag"}]


@_asked("event_console")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"q": "member"}, {"show": "waiting"}, {"show": "nonsense", "page": "x"}]


@_asked("plan")
def _(village: Village) -> list[dict[str, Any]]:
    return [{"kind": "prompt", "day": "2030-02-30", "rhythm": "weekly"}, {"kind": "nothing"}]


@_asked("newsletter_preview", "newsletter_letter")
def _(village: Village) -> list[dict[str, Any]]:
    readers = [{"reader": village.member(role).handle} for role in ("member", "another_member")]
    return [*readers, {"reader": "nobody-here"}, {"show": "phone-dark", "language": "fi"}, {"language": "x"}]


@_asked("events", "programs", "program_template", "program_move")
def _(village: Village) -> list[dict[str, Any]]:
    views: list[dict[str, Any]] = [{"view": view} for view in ("month", "list", "90", "x")]
    asked: list[dict[str, Any]] = [{"space": village.space.slug}, {"space": village.space.pk}, {"kind": "prompt"}]
    return [*views, *asked, {"from": "2027-02-30"}, {"to": "2027-02-01"}, {"begins": "2027-02-01"}]
