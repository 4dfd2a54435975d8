"""What waits in the demo community's review queue, and what was decided before; the rota stands beside it."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.composing.submitting import submit_thread
from community.posts.models import Post
from community.posts.writing import rendered_into
from community.spaces.models import Space
from community.threads.models import Thread
from config.demo import acting, sanctions
from config.demo.parsing import DemoFault
from config.demo.pictures import illustrate
from members.activity.models import Activity
from members.profiles.models import Member
from moderation.appeals.models import AppealMessage
from moderation.appeals.opening import appeal
from moderation.guidelines.measures import Content, Person, Severity
from moderation.guidelines.models import Rule
from moderation.guidelines.rules import rules_in_force
from moderation.ledger.writing import as_of, enter
from moderation.reports.models import Report
from moderation.reports.reasons import Reason
from moderation.reports.reporting import Said, report
from moderation.review.cases import Case, CaseNote
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision, Effect
from moderation.review.subjects import KINDS, Item
from moderation.sanctions.models import LIVES, Strike

DAY = timedelta(days=1)
DRY_RUN, WEBHOOK, CLUB = "A dry run for almanac rota rotate", "Webhook delivers a swap twice", "Lisbon table, second"
CLOCKS, SCORES = "The feed on my phone is always", "Who holds the keys?"
UNKIND = (
    "Nine days for a flag that three people could write on a Sunday? Only an idiot would ship the rotation without it. "
    "I have been asking since spring, and half of my club stands before a locked boathouse."
)
CALM = "I hear the frustration. Let's keep it about the release, please."
EARLIER = "Read the page before you ask, it is not that hard. Some of us have work to do."
PICTURE = (
    "This is how ours looks after the second delivery. The names on the left are all doubled:\n\n"
    "![A rota with the names and e-mail addresses of four members](demo:rota-board)"
)
SALE = (
    "This week only: our running harness for dogs, **half price** for everybody here. I have told the hiking clubs and "
    "the swimmers already. Three sizes, two colours, and I post on Friday: https://harness.example/half-price"
)
NUMBER = (
    "The man who has the key to the back room never answers mail. Ring him at night on 01632 960 123, then he will "
    "learn it."
)
BENS = "Whoever wrote that importer has never seen a calendar in their life, and should not be let near ours."
WORDS = (
    "I was angry at the importer, and said it badly. But I named nobody, and I took the sentence out within the hour. "
    "A warning for that seems much to me."
)
HELLO = (
    "Hello all! I help clubs to be found. Have a look: https://climb-higher.example, https://more-members.example, "
    "https://reviews.example/stars and https://seen-first.example/offer"
)


def queue(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    """A queue of a Saturday, the rules, the rota and the templates behind it. Nobody is notified of any of it."""
    known = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    second = members["reka"]
    Member.objects.filter(pk=second.pk).update(role="moderator")
    second.role = "moderator"
    rules = {rule.number: rule for rule in _rules()}
    # What was decided before comes in order of time, and first: so it stands in the log.
    _decided_before(members, rules, now)
    sanctions.explain(members)
    _appealed(members, rules, now)
    with as_of(now - timedelta(hours=20)):
        acting.arrange(members, now)
    _unkind(members, rules, now)
    _selling(spaces, members, rules, now)
    _private_data(members, rules, now)
    _proposed(members, rules, now)
    _held(spaces, members, now)
    Activity.objects.filter(pk__gt=known).update(dispatched_at=now)


def _rules() -> list[Rule]:
    """The rules of the guidelines, with what usually follows and an example each."""
    for number, severity, usual, fine, broken in (
        ("1", Severity.MEDIUM, Person.EDUCATE, "This release broke our Sunday.", "Only a fool would release this."),
        ("2", Severity.LOW, Person.EDUCATE, "I tried the import twice; the third row is empty.", "It does not work."),
        ("3", Severity.HIGH, Person.WARN, "A picture of the rota with the names covered.", "Somebody's number."),
        ("4", Severity.LOW, Person.EDUCATE, "I wrote a small script for this. It is mine.", "Half price until Friday!"),
    ):
        Rule.objects.filter(guidelines__published_at__isnull=False, number=number).update(
            severity=severity, usual=usual, example_fine=fine, example_broken=broken
        )
    return rules_in_force()


def _thread(beginning: str) -> Thread:
    thread = Thread.objects.filter(title__startswith=beginning).select_related("space").first()
    if thread is None:
        raise DemoFault(f"moderation: no thread is called {beginning!r}")
    return thread


def _said(beginning: str, by: Member, words: str, at: datetime) -> Post:
    """A reply at the end of a thread, as if it had been written at that time; never before the one above it."""
    thread = _thread(beginning)
    at = max(at, thread.last_post_at + timedelta(minutes=1))
    post = thread.reply(by=by, source=words.split("\n\n!", maxsplit=1)[0])
    post.created_at = at
    if "(demo:" in words:
        post.source = words
        illustrate(post)
        rendered_into(post, post.source)
    post.save(update_fields=["created_at", "source", "html", "text"])
    Thread.objects.filter(pk=thread.pk).update(last_post_at=at)
    return post


def _item(post: Post) -> Item:
    item = KINDS["post"].one(post.pk)
    assert item is not None
    return item


def _reported(post: Post, rule: Rule, said: dict[Member, str], at: datetime, *, due: datetime) -> Case:
    """Everybody reports it, nine minutes after one another; with a word that begins with a dash: something else."""
    for number, (member, words) in enumerate(said.items()):
        why = Said(Reason.OTHER, None, words[1:]) if words.startswith("-") else Said(Reason.RULE, rule, words)
        made = report(_item(post), why, by=member)
        Report.objects.filter(pk=made.pk).update(at=at + timedelta(minutes=9 * number))
    case: Case = Case.objects.get(subject_type="post", subject_id=post.pk, closed_at=None)
    Case.objects.filter(pk=case.pk).update(opened_at=at, due_at=due)
    case.refresh_from_db()
    return case


def _decide(case: Case, at: datetime, decision: Decision) -> Decision:
    """Decide it as if it had been that day: it counts as a step, and its letter was sent then."""
    assert case.about is not None and decision.decided_by is not None
    decision.case, decision.about, decision.decided_at, decision.in_force_at = case, case.about, at, at
    decision.version = KINDS["post"].many([case.subject_id])[case.subject_id].version
    decision.save()
    Case.objects.filter(pk=case.pk).update(closed_at=at, closed_by=decision.decided_by)
    Strike.objects.create(
        decision=decision,
        member=case.about,
        person=decision.person,
        given_at=at,
        expires_at=at + LIVES,
        number=1,
        of=3,
    )
    Effect.objects.create(decision=decision, kind="strike", at=at)
    for act in ("struck", "decided"):
        enter(act, by=decision.decided_by, decision=decision, at=at)
    Report.objects.filter(case=case).update(decision=decision, closed_at=at, tell_at=at, told_at=at)
    sanctions.tell(decision, at)
    return decision


def _decided_before(members: dict[str, Member], rules: dict[str, Rule], now: datetime) -> None:
    """Elias was spoken to about his tone some weeks ago; that step counts still."""
    at = now - timedelta(days=76, hours=3)
    post = _said(CLOCKS, members["elias-w"], EARLIER, at)
    case = _reported(
        post, rules["1"], {members["gwen-p"]: ""}, post.created_at, due=post.created_at + timedelta(days=1)
    )
    wanted = Decision(
        content=Content.KEEP, person=Person.EDUCATE, decided_by=members["mo"], rule=rules["1"],
        facts="A question was answered with a reproach.", tone="kind",
        quote="it is not that hard", language="en",
        message="Hi Elias. Whoever asks here has often looked already, only not where we would. A link is enough.",
    )  # fmt: skip
    _decide(case, post.created_at + timedelta(hours=2), wanted)


def _unkind(members: dict[str, Member], rules: dict[str, Rule], now: datetime) -> None:
    at = now - timedelta(minutes=58)
    post = _said(DRY_RUN, members["elias-w"], UNKIND, at)
    _said(DRY_RUN, members["jonas-w"], CALM, at + timedelta(minutes=6))
    said = {members["jonas-w"]: "", members["callum-r"]: "Not how we talk here.",
            members["tomasz"]: "-He is right about the wait. But this is about people now."}  # fmt: skip
    case = _reported(post, rules["1"], said, at + timedelta(minutes=7), due=now + timedelta(minutes=79))
    case.give(members["mo"], by=members["reka"])


def _selling(spaces: dict[str, Space], members: dict[str, Member], rules: dict[str, Rule], now: datetime) -> None:
    at = now - timedelta(hours=3, minutes=20)
    thread = spaces["show-and-tell"].start_thread(
        by=members["marli-d"], title="Half price on running harnesses for dogs, this week only", source=SALE
    )
    Thread.objects.filter(pk=thread.pk).update(created_at=at, last_post_at=at)
    post = Post.objects.get(thread=thread, number=1)
    Post.objects.filter(pk=post.pk).update(created_at=at)
    said = {members["petra-m"]: "The same stands with the hiking clubs.", members["wale"]: ""}
    case = _reported(post, rules["4"], said, at + timedelta(minutes=30), due=now + timedelta(minutes=34))
    CaseNote.objects.create(
        case=case, by=members["reka"], at=now - timedelta(minutes=50),
        words="Came twelve days ago and has been kind so far. A word may be enough.",
    )  # fmt: skip


def _private_data(members: dict[str, Member], rules: dict[str, Rule], now: datetime) -> None:
    at = now - timedelta(minutes=74)
    post = _said(WEBHOOK, members["otto-l"], PICTURE, at)
    said = {members["adaeze"]: "One can read the e-mail addresses of four people in the picture."}
    _reported(post, rules["3"], said, at + timedelta(minutes=5), due=now + timedelta(minutes=52))


def _held(spaces: dict[str, Space], members: dict[str, Member], now: datetime) -> None:
    """The rule about links holds the first words of somebody new."""
    at = now - timedelta(minutes=12)
    title = "More members for your club"
    with as_of(at):
        thread = submit_thread(
            spaces["start-here"], by=members["aoife-b"], kind="discussion", title=title, source=HELLO, tags=(), key=""
        )
    Thread.objects.filter(pk=thread.pk).update(created_at=at, last_post_at=at)
    Post.objects.filter(thread=thread).update(created_at=at, held_at=at)
    post = Post.objects.get(thread=thread)
    cases = Case.objects.filter(subject_type="post", subject_id=post.pk, closed_at=None)
    cases.update(opened_at=at, due_at=now + timedelta(minutes=108))


def _proposed(members: dict[str, Member], rules: dict[str, Rule], now: datetime) -> None:
    """Réka wants it removed, and somebody has to agree."""
    at = now - timedelta(hours=2, minutes=40)
    post = _said(SCORES, members["idris-m"], NUMBER, at)
    said = {members["hamish-r"]: "This is a private number."}
    case = _reported(post, rules["3"], said, at + timedelta(minutes=10), due=now + timedelta(hours=2, minutes=5))
    wanted = Wanted(
        Content.REMOVE, Person.WARN, rule=rules["3"], facts="A private number, with the wish that he be rung at night.",
        quote="Ring him at night", version=_item(post).version, tone="plain", language="en",
        message="Hello Idris. Your reply named a private number, and is removed. Ask the hall's office instead.",
    )  # fmt: skip
    with as_of(now - timedelta(minutes=31)):
        decision = decide(case, wanted, by=members["reka"])
    Decision.objects.filter(pk=decision.pk).update(decided_at=now - timedelta(minutes=31))


def _appealed(members: dict[str, Member], rules: dict[str, Rule], now: datetime) -> None:
    """Ben was warned eight days ago, by Réka, and asks that somebody else looks at it."""
    at = now - timedelta(days=8, hours=2)
    post = _said(CLUB, members["ben"], BENS, at)
    case = _reported(
        post, rules["1"], {members["joana-p"]: ""}, post.created_at, due=post.created_at + timedelta(days=1)
    )
    wanted = Decision(
        content=Content.KEEP, person=Person.WARN, decided_by=members["reka"], rule=rules["1"],
        facts="Somebody's work was called unfit in hard words.",
        quote="has never seen a calendar in their life", tone="plain", language="en",
        message="Hello Ben. Say what the importer does wrong, not what its author is. This is a warning.",
    )  # fmt: skip
    decision = _decide(case, post.created_at + timedelta(hours=1), wanted)
    asked = now - timedelta(hours=21)
    with as_of(asked):
        found = appeal(decision, WORDS, by=members["ben"])
    AppealMessage.objects.filter(appeal=found).update(at=asked)
    type(found).objects.filter(pk=found.pk).update(opened_at=asked)
    Case.objects.filter(subject_type="appeal", subject_id=found.pk).update(
        opened_at=asked, due_at=now + timedelta(hours=22)
    )
