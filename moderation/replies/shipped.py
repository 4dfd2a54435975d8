"""The words Talkoot comes with, in three tones: whole paragraphs, one for each part of a decision."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from moderation.guidelines.measures import Content, Person
from moderation.replies.models import Tone

BEGINNING = {
    Tone.KIND: gettext_lazy("Hello {name}, thank you for taking part here."),
    Tone.PLAIN: gettext_lazy("Hello {name}."),
    Tone.FORMAL: gettext_lazy("Dear {name}:"),
}
QUOTE = {
    Tone.KIND: gettext_lazy("I am writing about these words of yours: “{quote}”"),
    Tone.PLAIN: gettext_lazy("This is about: “{quote}”"),
    Tone.FORMAL: gettext_lazy("This concerns the following words: “{quote}”"),
}
RULE = {
    Tone.KIND: gettext_lazy("We have a rule for this: {rule}. It is there so that everybody likes to come back."),
    Tone.PLAIN: gettext_lazy("The rule: {rule}."),
    Tone.FORMAL: gettext_lazy("The rule that applies is: {rule}."),
}
CONTENT = {
    (Content.EDIT, Tone.KIND): gettext_lazy(
        "Could you change it a little? Then it can stay, and others can go on from it."
    ),
    (Content.EDIT, Tone.PLAIN): gettext_lazy("Change it so that it keeps to the rule."),
    (Content.EDIT, Tone.FORMAL): gettext_lazy("You are asked to change it so that it keeps to the rule."),
    (Content.HIDE, Tone.KIND): gettext_lazy(
        "For now only you can see it. Change what does not fit, and it comes back once one of us has looked."
    ),
    (Content.HIDE, Tone.PLAIN): gettext_lazy("It is hidden until you change it."),
    (Content.HIDE, Tone.FORMAL): gettext_lazy("It is hidden from others until you have changed it."),
    (Content.REMOVE, Tone.KIND): gettext_lazy(
        "I had to take it away. I know that this is no good news, and you are welcome to say it in another way."
    ),
    (Content.REMOVE, Tone.PLAIN): gettext_lazy("It was removed."),
    (Content.REMOVE, Tone.FORMAL): gettext_lazy("It was removed after two of us had looked at it."),
    (Content.MOVE, Tone.KIND): gettext_lazy("I moved it to a space where more people who know about it read."),
    (Content.MOVE, Tone.PLAIN): gettext_lazy("It was moved to a space where it belongs."),
    (Content.MOVE, Tone.FORMAL): gettext_lazy("It was moved to the space that is meant for it."),
}  # fmt: skip
PERSON = {
    (Person.EDUCATE, Tone.KIND): gettext_lazy("I only want you to know the rule for next time."),
    (Person.EDUCATE, Tone.PLAIN): gettext_lazy("Keep the rule in mind next time."),
    (Person.EDUCATE, Tone.FORMAL): gettext_lazy("You are asked to keep to this rule from now on."),
    (Person.WARN, Tone.KIND): gettext_lazy(
        "This is a warning. I would rather keep you here, so look at the rule once more."
    ),
    (Person.WARN, Tone.PLAIN): gettext_lazy("This is a warning."),
    (Person.WARN, Tone.FORMAL): gettext_lazy("You are hereby warned. If it happens again, a further step follows."),
    (Person.SILENCE, Tone.KIND): gettext_lazy(
        "You can read everything, and write again from {until}. Take the time; we will be here."
    ),
    (Person.SILENCE, Tone.PLAIN): gettext_lazy("You can read, and write again from {until}."),
    (Person.SILENCE, Tone.FORMAL): gettext_lazy("You may not write until {until}. Reading stays possible."),
    (Person.SUSPEND, Tone.KIND): gettext_lazy("Your account rests until {until}. I hope that you come back after it."),
    (Person.SUSPEND, Tone.PLAIN): gettext_lazy("Your account is suspended until {until}."),
    (Person.SUSPEND, Tone.FORMAL): gettext_lazy("Your account is suspended until {until}."),
    (Person.BAN, Tone.KIND): gettext_lazy(
        "Your account is closed. Two of us looked at this, and neither found another way."
    ),
    (Person.BAN, Tone.PLAIN): gettext_lazy("Your account is closed for good."),
    (Person.BAN, Tone.FORMAL): gettext_lazy("Your account is closed for good. Two moderators decided it together."),
}  # fmt: skip
HIDDEN = {
    Tone.KIND: gettext_lazy("What stands there now is fine; only what you wrote there before is hidden from others."),
    Tone.PLAIN: gettext_lazy("What it said before you changed it is hidden."),
    Tone.FORMAL: gettext_lazy("The earlier version of your words is hidden from others."),
}
"""Of what its author cannot change any more."""
SHOWN = {
    Tone.KIND: gettext_lazy("Your words are there for everybody now. Thank you for waiting."),
    Tone.PLAIN: gettext_lazy("Your words are there for everybody now."),
    Tone.FORMAL: gettext_lazy("Your words were looked at and are there for everybody now."),
}
END = {
    Tone.KIND: gettext_lazy("If you see it differently, say so until {appeal}: somebody else will look at it."),
    Tone.PLAIN: gettext_lazy("You can appeal until {appeal}. Somebody else decides."),
    Tone.FORMAL: gettext_lazy(
        "You may appeal until {appeal}. The appeal is decided by somebody who was not part of this."
    ),
}  # fmt: skip


def shipped_words(
    content: str, person: str, tone: str, *, held: bool, rule: bool, quote: bool, mendable: bool = True,
    by_two: bool = True,
) -> str:  # fmt: skip
    """The paragraphs for a decision in the language that is spoken now; empty where nothing needs to be said.

    `by_two`: whether a second moderator agrees to what needs one. Where there is none, no letter says so.
    """
    kind = Tone(tone)
    if content == Content.KEEP and person == Person.NOTHING:
        parts = [BEGINNING[kind], SHOWN[kind]] if held else []
        return "\n\n".join(str(part) for part in parts)
    parts = [BEGINNING[kind]]
    parts += [QUOTE[kind]] if quote else []
    parts += [RULE[kind]] if rule else []
    grave = kind if by_two else Tone.PLAIN
    became = CONTENT.get((Content(content), grave if content == Content.REMOVE else kind))
    became = became if mendable or content != Content.HIDE else HIDDEN[kind]
    found = (became, PERSON.get((Person(person), grave if person == Person.BAN else kind)))
    parts += [part for part in found if part is not None]
    return "\n\n".join(str(part) for part in [*parts, END[kind]])
