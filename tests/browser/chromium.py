"""Headless Chromium by its DevTools protocol over a pipe: no library, no port, nothing fetched."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS: Final = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-first-run",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    "--font-render-hinting=none",
)
# Chromium reads commands from its third file and answers on its fourth.
_LAUNCH: Final = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for end, place in zip(ends, (3, 4)):
    os.dup2(end, place)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Size(NamedTuple):
    """A window: its width and height in CSS pixels."""

    width: int
    height: int


PHONE: Final = Size(360, 740)
LAPTOP: Final = Size(1280, 800)
A4: Final = Size(794, 1123)


def program() -> str | None:
    """Where Chromium is, if it is installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Browser:
    """A running Chromium; what its pages said on the console is in `said`."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._waiting = b""
        self._number = 0
        self._events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        """Sends a command and waits for its result; raises RuntimeError where it failed."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") != self._number:
                self._events.append(found)
            elif "error" in found:
                raise RuntimeError(f"{method}: {found['error']}")
            else:
                result: dict[str, Any] = found["result"]
                return result

    def wait(self, event: str) -> None:
        """Waits until an event was told since the last wait."""
        while not any(found.get("method") == event for found in self._events):
            self._events.append(self._next())

    def events(self) -> list[dict[str, Any]]:
        """What was told since the last time."""
        found, self._events = self._events, []
        return found

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._waiting:
            more = os.read(self._read, 1 << 20)
            if not more:
                raise RuntimeError("Chromium ended")
            self._waiting += more
        one, _, self._waiting = self._waiting.partition(b"\0")
        found: dict[str, Any] = json.loads(one)
        return found


class Tab:
    """A file shown in a window of a size, light or dark, on screen or as it is printed."""

    def __init__(self, browser: Browser, path: Path, size: Size, dark: bool, media: str) -> None:
        self._browser = browser
        self.target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        attached = browser.call("Target.attachToTarget", targetId=self.target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=size.width,
            height=size.height,
            deviceScaleFactor=1,
            mobile=size.width < 500,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=media, features=[scheme])
        browser.events()
        self.call("Page.navigate", url=path.resolve().as_uri())
        browser.wait("Page.loadEventFired")
        self._told = browser.events()

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Sends a command to this tab."""
        return self._browser.call(method, self._session, **params)

    def told(self) -> list[str]:
        """What the page said on the console, what failed, what it fetched besides itself."""
        self.value("1")  # all that was said before the answer
        self._told += self._browser.events()
        return [text for event in self._told if (text := _told(event))]

    def value(self, expression: str) -> Any:
        """The value of an expression, awaited where it is a promise."""
        found = self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in found:
            raise RuntimeError(str(found["exceptionDetails"])[:500])
        return found["result"].get("value")

    def picture(self, first: str | None = None, before: str | None = None) -> bytes:
        """What is seen as PNG: the whole page, or from one element to before another.

        They are named by their selectors.
        """
        clip = {**self.call("Page.getLayoutMetrics")["cssContentSize"], "scale": 1}
        top = self._top(first) if first else 0
        clip.update(y=top, height=(self._top(before) if before else clip["height"]) - top)
        params = {"format": "png", "captureBeyondViewport": True, "clip": clip}
        return base64.b64decode(self.call("Page.captureScreenshot", **params)["data"])

    def _top(self, selector: str) -> int:
        found = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().top"
        return int(self.value(f"Math.floor({found} + scrollY)"))

    def pdf(self) -> bytes:
        """The page as it is printed, on the paper that it asks for."""
        self.call("Emulation.setEmulatedMedia", media="print", features=[])
        params = {"preferCSSPageSize": True, "printBackground": False}
        return base64.b64decode(self.call("Page.printToPDF", **params)["data"])


@contextmanager
def browser() -> Iterator[Browser]:
    """A Chromium with a profile of its own, ended afterwards."""
    found = program()
    if found is None:
        raise RuntimeError(f"none of these is installed: {', '.join(PROGRAMS)}")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        their_read, our_write = os.pipe()
        our_read, their_write = os.pipe()
        ends = [str(their_read), str(their_write)]
        flags = [*_FLAGS, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *ends, found, *flags, "about:blank"],
            pass_fds=(their_read, their_write),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(their_read)
        os.close(their_write)
        try:
            yield Browser(our_read, our_write)
        finally:
            os.close(our_write)
            os.close(our_read)
            process.terminate()
            process.wait(20)


@contextmanager
def tab(
    shown_in: Browser, path: Path, size: Size = LAPTOP, dark: bool = False, media: str = "screen"
) -> Iterator[Tab]:
    """A file opened in a tab, closed afterwards."""
    found = Tab(shown_in, path, size, dark, media)
    try:
        yield found
    finally:
        shown_in.call("Target.closeTarget", targetId=found.target)


def _told(event: dict[str, Any]) -> str:
    params = event.get("params", {})
    match event.get("method"):
        case "Runtime.consoleAPICalled":
            return f"console.{params['type']}"
        case "Runtime.exceptionThrown":
            return f"exception: {params['exceptionDetails'].get('text')}"
        case "Log.entryAdded":
            return f"{params['entry']['level']}: {params['entry']['text']}"
        case "Page.javascriptDialogOpening":
            return f"dialog: {params['message']}"
        case "Network.requestWillBeSent" if params.get("type") != "Document":
            return f"fetched {params['request']['url']}"
    return ""
