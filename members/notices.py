"""The notices of all rooms, registered when Django is ready."""

import members.ambassadors.notices
import members.duties.notices
import members.groups.notices
import members.invitations.notices
import members.journeys.notices
import members.mentoring.notices
import members.messages.notices
import members.recognition.notices
import members.recognition.thanks_notices
import members.viewing.notices  # noqa: F401 - registers its notices
