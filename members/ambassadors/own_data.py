"""What ambassadors have of a member: for a copy of it, and for erasing it."""

from django.utils.translation import gettext_lazy as _

from members.ambassadors.applying import AmbassadorApplication
from members.ambassadors.kit import KitFile
from members.ambassadors.models import Ambassador, Spending
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.reviewing import ReviewNote, ReviewQuestion
from members.privacy import erasers, owning
from members.privacy.erasers import OtherWords, OwnWords, only_a_number, words_stay
from members.privacy.owning import Exporter

owning.register(
    Exporter("members/ambassador", _("Your years as an ambassador, and what was there for you to spend."), Ambassador,
             ("member",), ("since", "asked_at", "reminded_at", "left_at", "how", "budget", "budget_words")),
    Exporter("members/ambassador-spent", _("What was paid for you as an ambassador."), Spending,
             ("ambassador__member",), ("amount", "words", "at")),
    Exporter("members/ambassador-applications", _("What you wrote when you applied to be an ambassador."),
             AmbassadorApplication, ("nomination__member",),
             ("answers", "reason", "nomination__made_at", "nomination__decided_at", "nomination__accepted")),
    Exporter("members/ambassador-questions", _("What the team asked you then, and your answers."), ReviewQuestion,
             ("application__nomination__member",), ("words", "asked_at", "answer", "answered_at")),
    Exporter("members/ambassador-questions-asked", _("What you asked applicants; their answers are theirs."),
             ReviewQuestion, ("asked_by",), ("application_id", "words", "asked_at")),
    Exporter("members/ambassador-notes", _("What you noted about applications of others."), ReviewNote, ("author",),
             ("application_id", "leaning", "words", "at")),
    Exporter("members/ambassador-spent-noted", _("What you noted as paid for ambassadors."), Spending, ("noted_by",),
             ("ambassador_id", "amount", "words", "at")),
    Exporter("members/ambassador-files", _("Files you put into the kit of ambassadors."), KitFile, ("added_by",),
             ("title", "file_name", "size", "added_at")),
)  # fmt: skip
erasers.register(
    OwnWords(ReviewNote, "author", {"words": lambda leaver: ""}),
    OwnWords(ReviewQuestion, "asked_by", {"words": lambda leaver: ""}),
    OtherWords(AmbassadorApplication, "answers", "reason"),
    OtherWords(AmbassadorProgramme, "doing", "expecting", "kit"),
    OtherWords(Ambassador, "budget_words"),
    OtherWords(Spending, "words"),
    OtherWords(ReviewNote, "words"),
    OtherWords(ReviewQuestion, "words", "answer"),
    OtherWords(KitFile, "title", "file_name"),
)
only_a_number(
    "Who did it is in the list of everything the member did.", "members.AmbassadorProgramme.opened_by",
)  # fmt: skip
words_stay("What was paid for somebody is kept with them.", "members.Spending.noted_by")
words_stay("A kit goes on without whoever put a file into it.", "members.KitFile.added_by")
