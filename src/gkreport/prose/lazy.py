"""Attributes worked out when first asked for; without the lock of `cached_property`, which costs
more than most of them.
"""

from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - reads as a decorator
    """An attribute that is kept where the instance keeps its others."""

    def __init__(self, work: "Callable[[Any], T]") -> None:
        self._work, self.__doc__ = work, work.__doc__

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> "lazy[T]": ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> "T | lazy[T]":
        """Work it out; from then on it is found before this is."""
        if instance is None:
            return self
        value = vars(instance)[self._name] = self._work(instance)
        return value
