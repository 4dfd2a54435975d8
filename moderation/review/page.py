"""The page of a case: all that is known about it, what may be done, and the form with what was typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from members.profiles.refusing import Refusal
from moderation.guidelines.rules import rules_in_force
from moderation.review.asking import one_page
from moderation.review.beginning import stated
from moderation.review.cases import APPEAL, Case, CaseNote
from moderation.review.choosing import Choice, choices_for, recommended
from moderation.review.decisions import APPEAL_WITHIN, Decision
from moderation.review.forms import DecideForm, NoteForm, SeverityForm
from moderation.review.marking import marked, without_media
from moderation.review.neighbours import labelled, rules_named, words_marked
from moderation.review.others import Other, others_about
from moderation.review.panels import panels_of
from moderation.review.permissions import may_agree, may_work
from moderation.review.precedent import Precedent, precedent
from moderation.review.proposing import Draft, Step, drafts_for, next_step
from moderation.review.queue import number_beside
from moderation.review.showing import claimed_since, heading, noun_of
from moderation.review.subjects import KINDS
from moderation.review.timing import Due, due_of
from moderation.review.whole import Whole, whole_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from members.profiles.models import Member
    from moderation.guidelines.models import Rule
    from moderation.review.subjects import Item, Said

EARLIER = 10


@dataclass(frozen=True)
class Shown:
    """One message as it is shown: its words, and its pictures apart."""

    said: Said | None
    html: SafeString
    media: list[SafeString]


@dataclass
class CasePage:
    """What the template of a case reads."""

    case: Case
    viewer: Member
    item: Item | None
    heading: str
    noun: str
    due: Due
    body: Shown | None
    before: list[Shown]
    after: list[Shown]
    refusal: Refusal | None
    decisions: list[Decision]
    notes: list[CaseNote]
    others: list[Other]
    panels: dict[str, list[tuple[str, dict[str, Any]]]]
    step: Step | None
    choices: list[Choice]
    rules: list[Rule]
    form: DecideForm
    drafts: list[Draft] = field(default_factory=list)
    precedent: Precedent | None = None
    problem: str = ""
    """Why the last attempt was not accepted, in a sentence."""
    labels: list[str] = field(default_factory=list)
    """What rules call the thing."""
    is_kept: bool = False
    """Whether the form holds what somebody typed."""
    why: str = ""
    """What a second moderator typed who does not agree."""
    note: NoteForm = field(default_factory=NoteForm)
    severity: SeverityForm = field(default_factory=SeverityForm)
    whole: Whole = field(default_factory=Whole)
    goes_on_at: str = ""
    """Where whoever came second goes on."""

    @property
    def standing(self) -> Decision | None:
        """The decision that holds, or the proposal that waits."""
        return next((one for one in self.decisions if one.is_standing), None)

    @property
    def earlier(self) -> list[Decision]:
        """What was decided in this case and holds no more."""
        return [one for one in self.decisions if not one.is_standing]

    @property
    def claimed_against(self) -> bool:
        """Whether somebody else has it open."""
        return self.case.closed_at is None and self.case.is_claimed_against(self.viewer)

    @property
    def minutes(self) -> int:
        """Since when it is claimed."""
        return claimed_since(self.case)

    @property
    def is_private(self) -> bool:
        """Whether what it shows stands in a private place, or does by now."""
        return self.case.is_private or (self.item is not None and self.item.is_private)

    @property
    def is_mine(self) -> bool:
        """Whether the viewer has it open."""
        return self.case.claimed_by_id == self.viewer.pk and self.case.claimed_until is not None

    @property
    def is_given_to_viewer(self) -> bool:
        """Whether it is the viewer's own, without a word why."""
        return self.case.assigned_to_id == self.viewer.pk and not self.case.assigned_why

    @property
    def rule_lines(self) -> list[tuple[Rule, str]]:
        """The rules to choose from, each with how the words about it begin."""
        return [(rule, stated(self.case, rule)) for rule in self.rules]

    @property
    def is_open(self) -> bool:
        """Whether it can be decided here and now."""
        return self.refusal is None and self.case.closed_at is None and self.standing is None

    @property
    def acts(self) -> bool:
        """Whether the viewer may decide it now, nobody else being at it."""
        return self.is_open and not self.claimed_against

    @property
    def typed_words(self) -> list[str]:
        """What was written into the form: message, facts and quote."""
        return [words for name in ("message", "facts", "quote") if (words := self.form[name].value())]

    @property
    def version(self) -> str:
        """Of the thing as this page shows it."""
        return self.item.version if self.item is not None else ""

    @property
    def may_agree(self) -> Refusal | None:
        """Why the viewer may not agree to the proposal."""
        return may_agree(self.viewer, self.standing) if self.standing is not None else None

    @property
    def has_title(self) -> bool:
        """Whether the thing has a title besides its words."""
        if self.item is None:
            return False
        words, title = " ".join(self.item.text.split()), self.item.title.rstrip("… ")
        return bool(title) and not words.startswith(" ".join(title.split()))

    @property
    def person_url(self) -> str:
        """Where all that is known of the person stands."""
        if self.case.about is None:
            return ""
        return reverse("person_standing", args=[self.case.about.handle])

    @property
    def appeal_days(self) -> int:
        """How long the member can appeal."""
        return APPEAL_WITHIN.days

    @property
    def chip(self) -> Choice | None:
        """The choice that is marked now."""
        name = self.form["choice"].value()
        return next((choice for choice in self.choices if choice.name == name), None)


def changed() -> str:
    """What somebody is told who decided about other words than those that stand there now."""
    return _("It was changed since you opened it. Read the new words, then decide again; what you typed is kept.")


@one_page()
def page_of(
    case: Any, viewer: Member, *, shelf: str = "all", problem: str = "", form: DecideForm | None = None
) -> CasePage:
    """Everything about a case that this moderator may see. `form` is what they typed, if they sent one."""
    item, is_fresh = item_of(case), form is None
    if form is not None:
        _weigh(case, form.chosen_others())
    step, others = next_step(case), _others(case, viewer)
    choices = form.offered if form is not None else choices_for(case, step)
    rules = list(form.rules.values()) if form is not None else rules_in_force()
    if form is None:
        form = form_for(case, viewer, item, choices, rules, step, others=others, shelf=shelf)
    decisions = _decisions(case)
    words = words_marked(case)
    if form.is_bound and not problem and item is not None and form["version"].value() != item.version:
        problem = changed()
    page = CasePage(
        case=case, viewer=viewer, item=item, heading=heading(case), noun=noun_of(case), due=due_of(case),
        body=_shown(None, item.html, words) if item is not None else None,
        before=[_shown(said, said.html) for said in item.before] if item is not None else [],
        after=[_shown(said, said.html) for said in item.after] if item is not None else [],
        refusal=may_work(viewer, case), decisions=decisions,
        notes=list(CaseNote.objects.filter(case=case).select_related("by").order_by("pk")) if case.has_notes else [],
        others=others, panels=panels_of(case, item, viewer), step=step, choices=choices, rules=rules, form=form,
        precedent=precedent_of(form, case), drafts=drafts_of(form, case, item, viewer),
        problem=problem, is_kept=form.is_bound,
        labels=labelled([(case.subject_type, case.subject_id)]).get((case.subject_type, case.subject_id), []),
        whole=whole_of(next((one for one in decisions if one.is_standing), None), viewer),
    )  # fmt: skip
    form.spaces()  # the template shows them, and asks nothing
    if is_fresh and page.drafts:
        first = page.drafts[0]
        form.initial.update({"message": first.words, "drafted": first.words, "tone": first.tone})
    return page


def typed(case: Case, viewer: Member, sent: QueryDict | None, initial: dict[str, Any] | None = None) -> DecideForm:
    """The form as it was sent; or, not sent yet, with what is typed into it."""
    others, values = _others(case, viewer), sent.getlist("joined") if sent else (initial or {}).get("joined", ())
    _weigh(case, [other for other in others if other.value in values and not other.barred])
    given: dict[str, Any] = {"case": case, "viewer": viewer, "others": others}
    given |= {"choices": choices_for(case, next_step(case)), "rules": rules_in_force()}
    return DecideForm(sent, **given) if sent is not None else DecideForm(initial=initial, **given)


def _weigh(case: Case, chosen: list[Other]) -> None:
    """Let the next step be that of the most severe of the cases that are decided as one."""
    case.beside = max((other.case.severity for other in chosen), default=0)


def form_for(
    case: Case, viewer: Member, item: Item | None, choices: list[Choice], rules: list[Rule], step: Step | None, *,
    others: list[Other], shelf: str,
) -> DecideForm:  # fmt: skip
    """The form as it begins: with the choice and the rule that fit."""
    known = {rule.key: rule for rule in rules}
    named = next((known[rule.key] for rule in rules_named(case) if rule.key in known), None)
    initial = {
        "choice": recommended(choices, case, step, named),
        "rule": str(named.pk) if named is not None else "",
        "facts": stated(case, named) if named is not None else "",
        "version": item.version if item is not None else "",
        "shelf": shelf,
    }
    return DecideForm(initial=initial, case=case, viewer=viewer, choices=choices, rules=rules, others=others)


def drafts_of(form: DecideForm, case: Case, item: Item | None, viewer: Member) -> list[Draft]:
    """Words to begin with, for what is chosen now."""
    if case.about is None or case.closed_at is not None or not form["choice"].value():
        return []
    content, person = form.chosen()
    return drafts_for(case, item, content, person, form.ruled(), viewer, days=form.chosen_days())


def item_of(case: Case, *, beside: bool = True) -> Item | None:
    """What the case is about, in its place or by itself; None if it is gone for good."""
    kind, pk = KINDS.get(case.subject_type), case.subject_id
    item = None if kind is None else kind.one(pk) if beside else kind.many([pk]).get(pk)
    return item.discreet() if item is not None else None


def precedent_of(form: DecideForm, case: Case) -> Precedent | None:
    """What was decided before about the rule that is chosen now."""
    rule = form.ruled()
    return precedent(case, rule) if rule is not None else None


def _decisions(case: Any) -> list[Decision]:
    people = ("decided_by", "second_by", "undone_by", "reversed_by", "declined_by")
    found = case.decisions.select_related("rule", *people).order_by("-pk")[:EARLIER] if case.has_decisions else ()
    for decision in found:
        decision.case = case
    return list(found)


def _others(case: Any, viewer: Member) -> list[Other]:
    """Without asking, if the list has said already that there are none."""
    return [] if case.subject_type == APPEAL or not number_beside(case) else others_about(case, viewer)


def _shown(said: Said | None, html: str, words: list[str] | None = None) -> Shown:
    bare, media = without_media(html)
    return Shown(said, marked(bare, words or []), media)
