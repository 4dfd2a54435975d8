"""The form in which a host chooses for which turn of another one they would swap theirs; it never writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from programs.series.wording import Walls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.series.occurrences import Occurrence


class SwapForm(forms.Form):
    """Whose turn, on which date."""

    use_required_attribute = False
    turn = forms.ChoiceField(
        label=gettext_lazy("For which turn"), choices=[], widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a turn."),
            "invalid_choice": gettext_lazy("That turn is somebody else’s by now. Choose another one."),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, turns: Sequence[Occurrence], **more: Any) -> None:
        super().__init__(*args, **more)
        self.turns = {str(one.pk): one for one in turns}
        field: Any = self.fields["turn"]
        field.choices = [(pk, _words(one)) for pk, one in self.turns.items()]

    @property
    def back(self) -> Occurrence | None:
        """The turn that was chosen."""
        if not self.is_bound or not self.is_valid():
            return None
        return self.turns[self.cleaned_data["turn"]]

    @property
    def back_here(self) -> str:
        """When that is, on the reader's wall."""
        back = self.back
        return Walls(back.starts_at, back.program.zone).here if back is not None else ""


def _words(one: Occurrence) -> str:
    walls = Walls(one.starts_at, one.program.zone)
    there = f" ({walls.there})" if walls.there else ""
    return f"{one.host.name if one.host else ''}: {walls.here}{there}"
