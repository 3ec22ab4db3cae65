"""Addresses of evidence: which are taken, what the browser is handed, and one line for each that is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.errors import Refused
from reviewer.links import accepted, openable


@pytest.mark.parametrize(
    "address",
    [
        "http://x.example", "https://x.example:8080/a?b=c#d", "HTTPS://X.EXAMPLE/", "https://ann:secret@x.example/",
        "https://[::1]/a", "https://münchen.example/straße", "/tmp/a b.pdf", "~/a.pdf", "./a.pdf", "../a.pdf",
        "file:///tmp/a.pdf", "file://localhost/tmp/a.pdf",
    ],
)  # fmt: skip
def test_web_addresses_and_paths_are_taken_as_they_stand(address: str) -> None:
    assert accepted(f" {address}\n") == address
    assert openable(address).isascii()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "needs an address"),
        ("javascript:alert(1)", "javascript: addresses are not taken"),
        ("data:text/html,x", "data: addresses are not taken"),
        ("ftp://x.example", "ftp: addresses are not taken"),
        ("mailto:a@x.example", "mailto: addresses"),
        ("x.example", "begins with http://"),
        ("-x", "begins with http://"),
        ("https:x.example", "lacks its slashes"),
        ("https://", "names no host"),
        ("https://:80/", "names no host"),
        ("https://x.example\\@y.example/", "names no host"),
        ("https://x.example:port/", "host or port"),
        ("https://[::1/", "host or port"),
        ("https://x.example/a b", "no spaces"),
        ("https://x.example/\x1b[31m", "control characters"),
        ("https://x.example/\u202egpj", "invisible signs"),
        ("./a\nb", "no line ends"),
        ("file://server/a", "no other machine"),
        ("https://x.example/" + "a" * 2_000, "2,018 characters"),
    ],
)
def test_others_are_refused_in_one_line(address: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        accepted(address)
    assert "\n" not in str(refused.value)
    with pytest.raises(Refused):
        openable(address)


def test_a_path_becomes_a_file_url(tmp_path: object) -> None:
    assert openable(f"{tmp_path}/a b'.pdf") == f"file://{tmp_path}/a%20b%27.pdf"


def test_quotation_marks_are_written_as_percents() -> None:
    assert openable("https://x.example/'\"`<>|é%20") == "https://x.example/%27%22%60%3C%3E%7C%C3%A9%20"


@given(st.text() | st.builds("https://{}".format, st.text()))
def test_whatever_is_pasted_is_handed_over_harmless_or_refused(text: str) -> None:
    try:
        url = openable(text)
    except Refused:
        return
    assert url.startswith(("http", "HTTP", "file:///")) or url.lower().startswith(("http", "file"))
    assert url.isascii()
    assert not set(url) & set("\"'`<>| \\\n")
