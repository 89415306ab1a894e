"""How much memory this process uses, on each system."""

from __future__ import annotations

import os
import sys

from hmic_tracker.light_typing import Any


def resident_bytes() -> int:
    """The bytes of memory in use now; on macOS the most there ever were. 0 where unknown."""
    if sys.platform == "win32":
        return _on_windows()
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  # fifty times a second
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError, ValueError):
        return _most()


def _most() -> int:
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _on_windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_ulong),
            ("faults", ctypes.c_ulong),
            *((f"amount{number}", ctypes.c_size_t) for number in range(8)),
        )

    counters = Counters()
    counters.size = ctypes.sizeof(counters)
    libraries: Any = vars(ctypes)["windll"]
    kernel = libraries.kernel32
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    read = kernel.K32GetProcessMemoryInfo
    read.argtypes = (ctypes.c_void_p, ctypes.POINTER(Counters), ctypes.c_ulong)
    read(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.amount1)  # the working set; amount0 is the most it ever was
