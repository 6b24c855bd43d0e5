"""PDFium's functions bound to plain numbers, to be mapped over many objects without Python between.

pypdfium2's own bindings make a pointer object for every argument and every result; for a function that is
called on each character and each line of a page that is most of the time.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from functools import cache
from typing import Any

import pypdfium2.raw as raw
from numpy.typing import NDArray

POINTER, INTEGER, FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


@cache
def call(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The function FPDF<name>; pointers go in and come out as addresses, None for a null pointer."""
    address = ctypes.cast(getattr(raw, f"FPDF{name}"), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address or 0)


def run(function: Callable[..., Any], *arguments: Any) -> None:
    """Calls the function on what the arguments yield, as `map` would; its results are dropped."""
    deque(map(function, *arguments), maxlen=0)


def address_of(handle: Any) -> int:
    """The address that one of pypdfium2's raw handles holds."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def addresses(array: NDArray[Any], *offsets: int) -> list[range]:
    """For each offset in bytes, where in memory each row of a two-dimensional array stands."""
    first, step = array.ctypes.data, array.itemsize * array.shape[1]
    return [range(first + offset, first + offset + step * len(array), step) for offset in offsets]
