"""Columns of a question are told apart quickly.

Before Django writes an ordered question it looks up each selected column by what it is, and finds out what that is by
binding the arguments it was made with to their names: a third of the time it takes to write a question with everything
around it. Here the same answer is put together directly.
"""

from typing import Any

from django.db.models.expressions import Col, Expression
from django.utils.functional import cached_property

as_django_says: Any = vars(Expression)["identity"]


def tell_apart_quickly() -> None:
    """From now on, for all columns; done again it changes nothing."""
    quick = cached_property(_identity)
    quick.__set_name__(Col, "identity")
    Col.identity = quick  # type: ignore[assignment]


def _identity(column: Col) -> Any:
    """What `Expression.identity` says, if it was made with two or three values in their order, as Django does."""
    args, kwargs = column._constructor_args  # type: ignore[attr-defined]
    if kwargs or type(column) is not Col or not 2 <= len(args) <= 3:
        return as_django_says.func(column)
    alias, target, output = args if len(args) == 3 else (*args, None)
    what = column._identity  # type: ignore[attr-defined]
    return Col, ("alias", what(alias)), ("target", what(target)), ("output_field", what(output))
