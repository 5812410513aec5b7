"""A small store in the process for things that never change, by the hash of their bytes."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """Keeps the last ``size`` things asked for. What stands under a hash is the same in every process."""

    def __init__(self, size: int) -> None:
        """Hold at most ``size`` things."""
        self._size = size
        self._things: OrderedDict[str, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, name: str, make: Callable[[], Value]) -> Value:
        """The thing called ``name``, made when it is not here."""
        with self._lock:
            if name in self._things:
                self._things.move_to_end(name)
                return self._things[name]
        made = make()
        with self._lock:
            self._things[name] = made
            while len(self._things) > self._size:
                self._things.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._things.clear()
