"""Traits of a message: edited for a while, deleted by its author, hidden by the team; a mark stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.db import models, transaction
from django.utils import timezone

from config.lib.live import publish
from members.activity.log import record
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.messages.models import Message

WORDS = ["source", "html", "text", "mentioned", "markup_version"]


class Editable(models.Model):
    """Its words can be changed."""

    edited_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def edit(self, *, by: Member, source: str) -> None:
        """Say it in other words. Raises MessageEmpty, PostTooLong."""
        from members.messages.attaching import attach
        from members.messages.wording import rendered_into

        message = cast("Message", self)
        before = message.source
        rendered_into(message, source)
        if message.source == before:
            return
        message.edited_at = timezone.now()
        message.save(update_fields=[*WORDS, "edited_at"])
        attach(message)
        record("message.edited", actor=by, subject=message, talk=message.talk_id)
        say_it_changed(message)


class Withdrawable(models.Model):
    """Its author deletes it: the words are gone for good, and a mark stays where they stood."""

    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def delete_words(self, *, by: Member) -> None:
        """Leave a mark instead. What was reported stays in its report as it was shown."""
        message = cast("Message", self)
        type(message).objects.lock(message)
        if message.deleted_at is None:
            message.deleted_at = timezone.now()
            message.source = message.html = message.text = ""
            message.mentioned = []
            message.save(update_fields=[*WORDS, "deleted_at"])
            message.pictures.all().delete()
            record("message.deleted", actor=by, subject=message, talk=message.talk_id)
            say_it_changed(message)


class Hideable(models.Model):
    """The team takes out of sight what was reported."""

    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)
    hidden_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def hide(self, *, by: Member | None) -> None:
        """Show a mark instead of the words."""
        message = cast("Message", self)
        type(message).objects.lock(message)
        if message.hidden_at is None:
            message.hidden_at, message.hidden_by = timezone.now(), by
            message.save(update_fields=["hidden_at", "hidden_by"])
            record("message.hidden", actor=by, subject=message)
            say_it_changed(message)

    @transaction.atomic
    def unhide(self, *, by: Member | None) -> None:
        """Show it again."""
        message = cast("Message", self)
        if message.hidden_at is not None:
            message.hidden_at = message.hidden_by = None
            message.save(update_fields=["hidden_at", "hidden_by"])
            record("message.shown", actor=by, subject=message)
            say_it_changed(message)


def say_it_changed(message: Message) -> None:
    """Let open pages fetch the message anew."""
    publish(f"messages:{message.talk_id}", "line.changed", line=message.pk)
