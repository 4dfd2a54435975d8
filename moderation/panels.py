"""What rooms add to the page of a case."""

from moderation.screening import panel as screening_panel  # noqa: F401 - registers it
