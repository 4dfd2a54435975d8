"""Replies that somebody is writing go along when their thread is merged into another."""

from __future__ import annotations

from community.drafts.models import Draft


def move_drafts(left_id: int, thread_id: int, numbers: dict[int, int]) -> None:
    """Drafts for one thread are for another; beside a text somebody began there, the words are kept as another one.

    `numbers` says which posts they answer now.
    """
    there = {draft.member_id: draft for draft in Draft.objects.filter(key=f"thread:{thread_id}")}
    for draft in Draft.objects.select_for_update().filter(key=f"thread:{left_id}").order_by("pk"):
        begun = there.get(draft.member_id)
        if begun is None:
            draft.key = f"thread:{thread_id}"
            draft.reply_to = numbers.get(draft.reply_to) if draft.reply_to else None
            draft.save(update_fields=["key", "reply_to"])
            continue
        words = {"body": draft.body, "at": draft.saved_at.isoformat()}
        begun.others = [*([words] if draft.body else []), *draft.others, *begun.others]
        begun.save(update_fields=["others"])
        draft.delete()
