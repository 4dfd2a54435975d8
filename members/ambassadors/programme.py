"""The programme: whether the page is there, what stands on it, what applicants are asked, and the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.changing import change
from members.activity.log import record
from members.groups.models import Group
from members.profiles.models import Member

if TYPE_CHECKING:
    from config.lib.audience import Viewer

WORDS_MAX, KIT_MAX, QUESTION_MAX = 5000, 20_000, 200


class AmbassadorProgramme(models.Model):
    """Exactly one row; empty words mean those that Talkoot comes with."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    doing = models.TextField(blank=True, default="", validators=[MaxLengthValidator(WORDS_MAX)])
    expecting = models.TextField(blank=True, default="", validators=[MaxLengthValidator(WORDS_MAX)])
    questions = ArrayField(models.CharField(max_length=QUESTION_MAX), default=list, blank=True)
    kit = models.TextField(blank=True, default="", validators=[MaxLengthValidator(KIT_MAX)])
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager[AmbassadorProgramme]] = models.Manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="ambassador_programme_one_row")]

    def __str__(self) -> str:
        return "Ambassadors"

    @classmethod
    def current(cls) -> AmbassadorProgramme:
        """The one row; before anybody opened or wrote anything it is not saved."""
        return cls.objects.filter(id=1).first() or cls()

    @classmethod
    def _held(cls) -> AmbassadorProgramme:
        """The one row, for whoever changes it: others wait."""
        cls.objects.get_or_create(id=1)
        return cls.objects.select_for_update().get(id=1)

    @property
    def is_open(self) -> bool:
        """Whether the page is there and takes applications."""
        return self.opened_at is not None

    def is_shown_to(self, viewer: Viewer) -> bool:
        """Whether this reader finds the page: everybody once it is open, managers before."""
        return self.is_open or (viewer.is_authenticated and viewer.is_manager and not viewer.is_suspended)

    @property
    def doing_text(self) -> str:
        """What ambassadors do, in Markdown."""
        return self.doing or _(
            "Ambassadors speak for this community where they are: they tell others about it, help newcomers to find "
            "their way, bring people together, and tell us what we do not hear."
        )

    @property
    def expecting_text(self) -> str:
        """What somebody can expect who applies, in Markdown."""
        return self.expecting or _(
            "Two of the team read your application. You hear a yes or a no with a reason, and perhaps a question "
            "before. As an ambassador you get a kit, a private space with the others, and a year at a time. You can "
            "stop whenever you like."
        )

    @property
    def asked(self) -> list[str]:
        """What applicants are asked."""
        return list(self.questions) or [
            _("Why do you want to be an ambassador?"),
            _("What have you done here that you would like us to know of?"),
        ]

    @classmethod
    @transaction.atomic
    def open_up(cls, *, by: Member) -> AmbassadorProgramme:
        """Let everybody find the page and apply; those who have the level already become ambassadors soon after."""
        programme = cls._held()
        if not programme.is_open:
            programme.opened_at, programme.opened_by = timezone.now(), by
            programme.save(update_fields=["opened_at", "opened_by"])
            group = programme.circle(by=by)
            record("ambassadors.opened", actor=by, subject=programme, group=group.pk)
        return programme

    @classmethod
    @transaction.atomic
    def close(cls, *, by: Member) -> None:
        """Take the page away, and applications with it; whoever is an ambassador stays one."""
        programme = cls._held()
        if programme.is_open:
            programme.opened_at = programme.opened_by = None
            programme.save(update_fields=["opened_at", "opened_by"])
            record("ambassadors.closed", actor=by, subject=programme)

    @classmethod
    @transaction.atomic
    def describe(cls, doing: str, expecting: str, questions: list[str], *, by: Member) -> None:
        """Say and ask this; what is as before is not written."""
        programme = cls._held()
        words = {
            "doing": "" if doing.split() == cls().doing_text.split() else doing,
            "expecting": "" if expecting.split() == cls().expecting_text.split() else expecting,
            "questions": [] if questions == cls().asked else questions,
        }
        if changed := change(programme, words, known=words):
            record("ambassadors.described", actor=by, subject=programme, words=changed)

    @classmethod
    @transaction.atomic
    def write_kit(cls, kit: str, *, by: Member) -> None:
        """Let the kit say this."""
        programme = cls._held()
        if programme.kit != kit:
            programme.kit = kit
            programme.save(update_fields=["kit"])
            record("ambassadors.kit_written", actor=by, subject=programme)

    def circle(self, *, by: Member | None) -> Group:
        """The group of ambassadors; made when it is needed first, or when somebody deleted it."""
        held = type(self)._held()
        if held.group is None:
            taken = Group.objects.filter(name__iexact=_("Ambassadors")).exists()
            name = _("Ambassadors of this community") if taken else _("Ambassadors")
            held.group = Group.create(name, by=by, purpose=_("Those who speak for this community."))
            held.save(update_fields=["group"])
        self.group = held.group
        return held.group
