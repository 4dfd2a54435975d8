"""Replies by mail, as a mail program sends them; a mail server that keeps what leaves."""

from tests.members.notifications.conftest import later, postbox
from tests.members.replying.conftest import _a_place_for_replies, answer

__all__ = ["_a_place_for_replies", "answer", "later", "postbox"]
