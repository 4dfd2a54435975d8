"""The builder: a rule as rows of a form, read from what the form sends, changed by its buttons, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from members.segments.fields import options
from members.segments.predicates import PREDICATES, Predicate, pieces
from members.segments.rules import DEEPEST, MOST, Rule, leaves, too_deep, too_many
from members.segments.wording import HEADS, Labels, gone

if TYPE_CHECKING:
    from django.http import QueryDict

TOP = "0"
LONGEST = 200
MOST_ROWS = 100
_PATH = re.compile(r"0(\.\d{1,3}){0,9}")
JOINS = {"all": ("all", False), "any": ("any", False), "not-all": ("all", True), "not-any": ("any", True)}
_NAMES = {meaning: name for name, meaning in JOINS.items()}


class SentenceForm(forms.Form):
    """The fields of one predicate; each says its name to those who do not see the sentence around it."""

    def __init__(self, predicate: Predicate, *args: Any, labels: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.predicate = predicate
        for name, asked in predicate.fields.items():
            self.fields[name] = deepcopy(asked)
            self.fields[name].widget.attrs["aria-label"] = asked.label
            if isinstance(asked, forms.ChoiceField):
                self._offer(name, labels.all(asked))

    def _offer(self, name: str, choices: dict[str, str]) -> None:
        """A choice that is not there any more stays on the screen, so that no other one slips into its place."""
        asked, value = self.fields[name], self[name].value()
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = list(choices.items())
        if value not in ("", None) and str(value) not in choices:
            asked.widget.choices = [(str(value), gone()), *choices.items()]

    @property
    def pieces(self) -> list[tuple[str, forms.BoundField | None]]:
        """The sentence as text and the field behind it."""
        numbers = {name: _number(self[name].value()) for name in self.fields}
        found = pieces(self.predicate.sentence, self.fields, numbers)
        return [(text.strip(), self[name] if name else None) for text, name in found]

    @property
    def problems(self) -> list[str]:
        """What is wrong with the values, in sentences."""
        return [str(problem) for errors in self.errors.values() for problem in errors]


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass
class Row:
    """One row: a sentence with its values, or a group with rows."""

    predicate: Predicate | None = None
    given: dict[str, str] = field(default_factory=dict)
    denied: bool = False
    join: str = "all"
    rows: list[Row] = field(default_factory=list)
    is_new: bool = False
    """Added this moment: its fields are empty, and nobody is blamed for it."""
    path: str = TOP
    problem: str = ""
    form: SentenceForm | None = None

    @property
    def depth(self) -> int:
        """1 for the outermost group."""
        return self.path.count(".") + 1

    @property
    def may_hold_groups(self) -> bool:
        """Whether another group still fits inside."""
        return self.depth < DEEPEST

    @property
    def joins(self) -> list[tuple[str, str, bool]]:
        """How the rows of a group may be joined: value, words, chosen."""
        chosen = _NAMES[self.join, self.denied]
        return [(name, HEADS[meaning](), name == chosen) for name, meaning in JOINS.items()]

    def all(self) -> Iterator[Row]:
        """This row and all below it, in order."""
        yield self
        for row in self.rows:
            yield from row.all()


class Builder:
    """The rows of a form: `rule` is what they say, None for everybody or while something is wrong (`problem`)."""

    def __init__(self, top: Row, problem: str = "") -> None:
        self.top, self.problem, self._labels = top, problem, Labels()
        _place(top, TOP)
        for row in top.all():
            if row.predicate is not None:
                given = {f"{row.path}-{name}": said for name, said in row.given.items()}
                row.form = self._form(row, given, auto_id="id_%s")
        rule, right = self._read(top)
        if right and rule is not None and sum(1 for _leaf in leaves(rule)) > MOST:
            self.problem = too_many()
        if not right and not self.problem:
            self.problem = next(self._problems(), "")
        self.rule: Rule | None = None if self.problem else rule

    @classmethod
    def of(cls, rule: Rule | None) -> Builder:
        """The rows that say a rule."""
        return cls(_top_of(rule))

    @classmethod
    def read(cls, data: QueryDict) -> Builder:
        """What a form sent, after the button that was pressed has done its work."""
        rows, problem = _rows_of(data)
        pressed, _colon, path = data.get("do", "").partition(":")
        if pressed == "remove":
            _remove(rows, path)
        elif pressed in ("add", "group") and path in rows and rows[path].predicate is None:
            problem = _add(rows, path, data.get(f"{path}-add", "") if pressed == "add" else None) or problem
        return cls(rows[TOP], problem)

    def pairs(self) -> list[tuple[str, str]]:
        """What the form of these rows sends, for addresses."""
        return _pairs(self.top)

    def _problems(self) -> Iterator[str]:
        """What is wrong in the rows, from top to bottom, with the name of the field."""
        for row in self.top.all():
            if row.problem:
                yield row.problem
            elif row.form is not None and not row.is_new:
                for name, errors in row.form.errors.items():
                    label = row.form.fields[name].label
                    yield from (_("%(field)s: %(problem)s") % {"field": label, "problem": text} for text in errors)

    def _form(self, row: Row, given: dict[str, str] | None = None, **kwargs: Any) -> SentenceForm:
        assert row.predicate is not None
        also: dict[str, Any] = {"prefix": row.path, "use_required_attribute": False, "labels": self._labels}
        return SentenceForm(row.predicate, given, **also, **kwargs)

    def _read(self, row: Row) -> tuple[Rule | None, bool]:
        """The rule of a row and whether it is right. New rows that say nothing yet are left out."""
        if row.form is not None and row.predicate is not None:
            if row.form.is_valid():
                rule: Rule = {"is": row.predicate.key, "with": row.form.cleaned_data}
                return ({"not": rule} if row.denied else rule), True
            if row.is_new:
                row.form = self._form(row, initial=row.given)
            return None, row.is_new
        read = [self._read(inner) for inner in row.rows]
        said = [rule for rule, _right in read if rule is not None]
        right = all(fine for _rule, fine in read)
        if not row.rows and row is not self.top and not row.is_new:
            row.problem = row.problem or _("This group holds no sentence. Add one, or remove the group.")
            right = False
        if not said:
            return None, right
        group: Rule = {row.join: said}
        return ({"not": group} if row.denied else group), right


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be added, by family: keys, and sentences with dots for the fields."""
    found = sorted(PREDICATES.values(), key=_family)
    return [
        (family, [(predicate.key, _outline(predicate)) for predicate in members])
        for family, members in groupby(found, key=_family)
    ]


def _family(predicate: Predicate) -> str:
    return str(predicate.family)


def _outline(predicate: Predicate) -> str:
    return "".join(text + ("…" if name else "") for text, name in pieces(predicate.sentence, predicate.fields))


def pairs_of(rule: Rule) -> list[tuple[str, str]]:
    """What a form of this rule would send, for addresses, without a question to the database."""
    top = _top_of(rule)
    _place(top, TOP)
    return _pairs(top)


def _pairs(top: Row) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for row in top.all() if top.rows else ():
        found.append(("row", row.path))
        if row.predicate is None:
            found.append((f"{row.path}-join", _NAMES[row.join, row.denied]))
            continue
        found.append((f"{row.path}-is", row.predicate.key))
        found += [(f"{row.path}-not", "on")] if row.denied else []
        found += [(f"{row.path}-{name}", value) for name, value in row.given.items()]
    return found


def _place(row: Row, path: str) -> None:
    row.path = path
    for number, inner in enumerate(row.rows):
        _place(inner, f"{path}.{number}")


def _top_of(rule: Rule | None) -> Row:
    top = _row_of(rule) if rule else Row()
    return top if top.predicate is None else Row(rows=[top])


def _row_of(rule: Rule, *, denied: bool = False) -> Row:
    if "not" in rule:
        return _row_of(rule["not"], denied=not denied)
    if "is" in rule:
        given = {name: str(value) for name, value in rule["with"].items()}
        if rule["is"] in PREDICATES:
            return Row(PREDICATES[rule["is"]], given, denied)
        return Row(problem=_("Something stood here that is not known any more."))
    join = "all" if "all" in rule else "any"
    return Row(join=join, denied=denied, rows=[_row_of(part) for part in rule[join]])


def _rows_of(data: QueryDict) -> tuple[dict[str, Row], str]:
    """Every row a form sent, by its path, hung into its group; and what could not be read."""
    rows, problem = {TOP: _group(data, TOP)}, ""
    paths = [path for path in data.getlist("row")[:MOST_ROWS] if _PATH.fullmatch(path) and path != TOP]
    for path in sorted(dict.fromkeys(paths), key=_order):
        above = rows.get(path.rpartition(".")[0])
        key = data.get(f"{path}-is", "")
        if above is None or above.predicate is not None:
            continue
        if key and key not in PREDICATES:
            problem = _("A sentence is not known here and was left out.")
            continue
        rows[path] = _sentence(data, path, PREDICATES[key]) if key else _group(data, path)
        above.rows.append(rows[path])
    if any(path.count(".") >= DEEPEST and row.predicate is None for path, row in rows.items()):
        problem = too_deep()
    return rows, problem


def _order(path: str) -> list[int]:
    return [int(part) for part in path.split(".")]


def _group(data: Mapping[str, Any], path: str) -> Row:
    join, denied = JOINS.get(data.get(f"{path}-join", ""), ("all", False))
    return Row(join=join, denied=denied)


def _sentence(data: Mapping[str, Any], path: str, predicate: Predicate) -> Row:
    given = {name: str(data.get(f"{path}-{name}", ""))[:LONGEST] for name in predicate.fields}
    return Row(predicate, given, denied=bool(data.get(f"{path}-not")))


def _remove(rows: dict[str, Row], path: str) -> None:
    above = rows.get(path.rpartition(".")[0])
    if path in rows and above is not None:
        above.rows = [row for row in above.rows if row is not rows[path]]


def _add(rows: dict[str, Row], path: str, key: str | None) -> str:
    """A new row in a group: a sentence, or (None) a group. Returns why not, in a sentence."""
    if key is None:
        if path.count(".") + 1 >= DEEPEST:
            return too_deep()
        rows[path].rows.append(Row(is_new=True))
        return ""
    if key not in PREDICATES:
        return _("Choose what to ask first.")
    if sum(1 for row in rows.values() if row.predicate is not None) >= MOST:
        return too_many()
    predicate = PREDICATES[key]
    given = {name: _first(asked) for name, asked in predicate.fields.items()}
    rows[path].rows.append(Row(predicate, given, is_new=True))
    return ""


def _first(asked: forms.Field) -> str:
    """What a new field says: where it begins, or the first choice."""
    if asked.initial is None and isinstance(asked, forms.ChoiceField):
        return next((value for value, _words in options(asked)), "")
    return "" if asked.initial is None else str(asked.initial)
