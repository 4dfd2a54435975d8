"""Cases of the village: reported, held, decided, appealed, escalated, with the words of all who took part."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from community.composing.submitting import submit_reply, submit_thread
from members.profiles.models import Member
from moderation.appeals.opening import answer, appeal
from moderation.escalation.escalating import escalate
from moderation.escalation.matrix import add_rung
from moderation.guidelines.measures import Severity, Source
from moderation.replies.keeping import write_reply
from moderation.reports.reporting import Said, report, report_as_visitor
from moderation.review.cases import Case, CaseNote
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from moderation.rota.away import go_away
from moderation.rota.handing import write_note
from moderation.rota.patterns import add_pattern
from moderation.rota.shifts import add_shift
from moderation.sanctions.models import Sanction
from moderation.sanctions.noting import note
from moderation.transparency.reports import Quarter, TransparencyReport
from tests.factories import a_member, a_post
from tests.moderation.screening.ruling import a_rule

if TYPE_CHECKING:
    from community.posts.models import Post
    from tests.visibility.village import Village

TEAM = frozenset({"moderator", "community_manager", "admin"})
OF_CASES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "zqheldtitle": (TEAM | {"another_member"}, frozenset()),
    "zqheldwords": (TEAM | {"another_member"}, frozenset()),
    "zqhitword": (TEAM | {"another_member"}, frozenset()),
    "zqinsidereport": (frozenset({"trusted_member"}), TEAM),
    "zqinsidefacts": (frozenset({"member"}), TEAM),
    "zqinsidetold": (frozenset({"member"}), TEAM),
    "zqmessagenote": (frozenset({"member"}), TEAM),
    "zqappealed": (frozenset({"member"}), TEAM),
    "zqappealanswer": (frozenset({"member"}), TEAM),
    "zqabovereport": (frozenset({"member", "admin"}), frozenset()),
    "zqabovenote": (frozenset({"admin"}), frozenset()),
    "zqabovewhy": (frozenset({"admin"}), frozenset()),
    "zqabovefacts": (frozenset({"community_manager", "admin"}), frozenset()),
    "zqaboveappeal": (frozenset({"community_manager", "admin"}), frozenset()),
    "zqvisitorwords": (TEAM, frozenset()),
    "zqvisitorname": (TEAM, frozenset()),
    "zqreportername": (TEAM, frozenset()),
    "zqescalated": (TEAM, frozenset()),
    "zqmarkwords": (frozenset({"trusted_member", "community_manager", "admin"}), frozenset()),
    "zqasidewhy": (frozenset({"mentor", "community_manager", "admin"}), frozenset()),
    "zqrefusedwhy": (frozenset({"member", "community_manager", "admin"}), frozenset()),
}
"""Words the table from outside has no line for: who reads them, and who reads them on the page of a case alone, where
the look is recorded."""


def moderated(village: "Village") -> None:
    """The team is at work: `community_manager` decided, `moderator` has a shift; one case is about the manager."""
    _private(village)
    _held(village)
    _open(village)
    _above(village)
    _rota(village)
    moderator = village.member("moderator")
    note(village.member("member"), "Be patient with them: zqpersonnote", by=moderator)
    write_reply(by=moderator, label="Kind zqtemplate", words="Please, zqtemplate")
    quarter = Quarter.of(timezone.now())
    TransparencyReport.objects.create(year=quarter.year, number=quarter.number, numbers={"numbers": quarter.numbers()})


def _case(post: "Post", source: Source = Source.REPORT) -> Case:
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return open_case(item, source)


def _decided(case: Case, *, by: Member, **wanted: Any) -> Decision:
    """A decision in force, which can no longer be undone."""
    item = case.kind.one(case.subject_id)
    assert item is not None
    decision = decide(case, Wanted(version=item.version, **wanted), by=by)
    now = timezone.now()
    Decision.objects.filter(pk=decision.pk).update(in_force_at=now - timedelta(minutes=1), letter_at=now)
    decision.refresh_from_db()
    return decision


def _private(village: "Village") -> None:
    """Among a few: a reply that was reported and escalated, one that was decided and appealed, one that was hit."""
    author, other = village.member("member"), village.member("trusted_member")
    moderator, manager = village.member("moderator"), village.member("community_manager")
    item = KINDS["post"].reportable(other, village.private.posts.get(number=2).pk)
    assert item is not None
    case = report(item, Said("other", words="Not so nice: zqinsidereport"), by=other).case
    CaseNote.objects.create(case=case, by=moderator, words="Seen before: zqcasenote")
    add_rung("legal", Severity.MEDIUM, 1, 60, by=manager, member=manager)
    escalate(case, "legal", "A court asks: zqescalated", by=moderator)
    hidden = a_post(village.private, by=author, source="Too much: zqinsidehidden")
    said = {"facts": "You wrote it: zqinsidefacts", "message": "Dear zqinsidetold", "quote": "zqinsidehidden"}
    decision = _decided(_case(hidden), by=manager, content="hide", person="warn", **said)
    made = appeal(decision, "It was a joke: zqappealed", by=author)
    found = made.case()
    assert found is not None
    answer(made, found, "Let us see: zqappealanswer", by=village.member("admin"))
    rule = {"name": "Long words", "action": "report"}
    a_rule(manager, {"pattern": {"pattern": "zqinsideh[a-z]+"}}, **rule)
    submit_reply(village.private, by=author, source="Among us: zqinsidehit", key="")


def _held(village: "Village") -> None:
    """In the open, what a rule held: a thread and a reply."""
    outsider = village.member("another_member")
    rule = {"name": "Rule zqrulename", "action": "hold"}
    a_rule(village.member("community_manager"), {"words": {"words": "zqruleword\nzqheldwords\nzqhitword"}}, **rule)
    thread: dict[str, Any] = {"title": "Look at zqheldtitle", "source": "Held: zqheldwords"}
    submit_thread(village.open_space, by=outsider, key="", kind="discussion", tags=[], **thread)
    submit_reply(village.public, by=outsider, source="Held: zqhitword", key="")


def _open(village: "Village") -> None:
    """In the open: a reply that a member, somebody who is not to be named, and a visitor reported."""
    item = KINDS["post"].one(village.public.posts.get(number=2).pk)
    assert item is not None
    author, reporter = village.member("member"), a_member("Zqreportername", handle="somebody-else")
    report(item, Said("unkind", words="That is rude: zqreportwords"), by=author)
    report(item, Said("unkind", words="I think so too"), by=reporter)
    # No list of members has them, so that whoever reads the name has it from the report.
    Member.objects.filter(pk=reporter.pk).update(confirmed_at=None)
    visitor: dict[str, Any] = {
        "words": "Not lawful: zqvisitorwords",
        "name": "Zqvisitorname",
        "email": "zqvisitormail@example.org",
    }
    report_as_visitor(item, Said("hate", submission="once", **visitor))


def _above(village: "Village") -> None:
    """Two cases about the manager, of which only the owner may know: one is open, one was appealed."""
    about, owner = village.member("community_manager"), village.member("admin")
    first, second = (a_post(village.public, by=about, source=f"The manager says {one}") for one in ("one", "two"))
    item = KINDS["post"].one(first.pk)
    assert item is not None
    case = report(item, Said("unkind", words="Even them: zqabovereport"), by=village.member("member")).case
    CaseNote.objects.create(case=case, by=owner, words="Careful: zqabovenote")
    escalate(case, "press", "They may call: zqabovewhy", by=owner)
    decision = _decided(_case(second), by=owner, content="hide", person="warn", facts="You wrote it: zqabovefacts")
    appeal(decision, "I meant well: zqaboveappeal", by=about)
    over = {"starts_at": timezone.now() - timedelta(days=2), "ends_at": timezone.now() - timedelta(days=1)}
    Sanction.objects.create(member=about, kind="silence", decision=decision, **over)


def _rota(village: "Village") -> None:
    """A shift that is over, with a note; one that runs; one that is offered; a pattern and days away."""
    moderator, manager, now = village.member("moderator"), village.member("community_manager"), timezone.now()
    over = add_shift(manager, now - timedelta(hours=9), now - timedelta(hours=1), by=manager)
    write_note(over).write("Two are still open: zqhandover", by=manager)
    add_shift(moderator, now - timedelta(hours=1), now + timedelta(hours=7), by=moderator)
    add_shift(manager, now + timedelta(days=1), now + timedelta(days=1, hours=2), by=manager).offer(by=manager)
    nine, noon = (datetime(2030, 1, 1, hour).time() for hour in (9, 12))  # noqa: DTZ001 - on the wall
    add_pattern(moderator, 0, nine, noon, "UTC", by=moderator)
    go_away(manager, (now + timedelta(days=40)).date(), (now + timedelta(days=41)).date(), by=manager)
