"""Opening an address in the system's browser: as one argument, never through a shell; nothing is fetched here."""

import webbrowser
from threading import Thread

from reviewer.errors import Refused
from reviewer.links import openable

IN_THE_TERMINAL = frozenset({"www-browser", "links", "elinks", "lynx", "w3m", "browsh"})
"""Browsers that would paint over this program."""


def open_address(address: str) -> None:
    """Hand an address to the browser; raises Refused where there is none, or none with a window of its own."""
    url = openable(address)
    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise Refused("no browser is known here; set BROWSER, or open the address by hand") from error
    name = str(getattr(browser, "name", ""))
    if name.rpartition("/")[2] in IN_THE_TERMINAL:
        raise Refused(f"{name} would open in this terminal; open the address by hand, or set BROWSER to another")
    if type(browser) is webbrowser.GenericBrowser:  # it would wait for the browser's end
        browser = webbrowser.BackgroundBrowser([name, *browser.args])
    # A launcher may take its time; no key waits for it.
    Thread(target=browser.open, args=(url,), daemon=True).start()
