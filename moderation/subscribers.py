"""Who in moderation reacts to what happens."""

from moderation.screening import acts as screening_acts  # noqa: F401 - words of the log
from moderation.screening import profiles as screening_profiles  # noqa: F401 - enrols it
