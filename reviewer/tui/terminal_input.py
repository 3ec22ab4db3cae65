"""What the terminal sends, without what it answers to questions: an answer that comes late must not be typed."""

import os
import re
import selectors
from codecs import getincrementaldecoder
from contextlib import closing

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_REPORT = re.compile(
    r"\x1b[P\]_^X][^\x07\x1b]*(?:\x07|\x1b\\)"  # strings: colours, settings, names, the clipboard
    r"|\x1b\[[?>=][0-9;:]*[cnqRSu]"  # what the terminal is, its state, its keyboard
    r"|\x1b\[[0-9;:]*[cn]|\x1b\[(?!48;)[0-9;:]*t"  # the same without a sign; its sizes, but not that of a resize
)
_BEGUN = re.compile(r"\x1b[P\]_^X][^\x07\x1b]*\x1b?\Z|\x1b\[(?:[?>=][0-9;:]*|[0-9;:]+)\Z")
LONGEST = 64 * 1024
"""Characters of an answer that has not ended; a longer one is none."""
IDLE_SECONDS = 0.1
LATE = 10
"""After so many pauses of IDLE_SECONDS what has begun like an answer is taken for keys: no hand types that."""


class Reports:
    """Takes the answers out of what comes; what has begun like one is held until more comes."""

    def __init__(self) -> None:
        self._held = ""

    def without(self, data: str) -> str:
        """Return the keys in what was held and what has come now."""
        left = _REPORT.sub("", self._held + data)
        begun = _BEGUN.search(left)
        self._held = begun.group() if begun and len(begun.group()) < LONGEST else ""
        return left[: len(left) - len(self._held)]

    def rest(self) -> str:
        """Return what was held, as nothing has come to end it."""
        held, self._held = self._held, ""
        return held


class ReportlessDriver(LinuxDriver):
    """Textual's driver, which would hand each sign of an answer it does not know on as a key."""

    def run_input_thread(self) -> None:
        """Read the terminal until the app ends. Bytes that are no UTF-8 become signs that no key has."""
        parser, reports, pauses = XTermParser(self._debug), Reports(), 0
        decode = getincrementaldecoder("utf-8")("replace").decode
        with closing(selectors.SelectSelector()) as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(IDLE_SECONDS):
                    data = os.read(self.fileno, 4096)
                    if not data:
                        self.exit_event.wait(IDLE_SECONDS)
                    keys, pauses = reports.without(decode(data)), 0
                else:
                    pauses += 1
                    keys = reports.rest() if pauses >= LATE else ""
                for event in (*(parser.feed(keys) if keys else ()), *parser.tick()):
                    self.process_message(event)
