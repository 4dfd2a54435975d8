"""The notices of all rooms, registered when Django is ready."""

import members.duties.notices
import members.groups.notices
import members.invitations.notices
import members.mentoring.notices
import members.messages.notices
import members.recognition.notices
import members.recognition.thanks_notices  # noqa: F401 - registers its notices
