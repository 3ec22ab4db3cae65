"""Bytes become exact text in a named encoding, or are refused with a reason."""

import codecs
import gzip
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.encodings import SAMPLE_BYTES, NotTextError, decode

MOSCOW = "MOSCOW, May 20. /TASS/. “The coup coup d'etat,” Lavrov said – and left…\r\n\r\nÉnd.\n"


def reason(data: bytes) -> str:
    with pytest.raises(NotTextError) as caught:
        decode(data)
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"", "utf-8", "utf-8"),
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    ],
)
def test_unicode_is_read_exactly_and_the_mark_is_no_part_of_it(mark: bytes, codec: str, name: str) -> None:
    assert decode(mark + MOSCOW.encode(codec)) == (MOSCOW, name)


def test_only_the_first_mark_is_taken_off() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"news").text == "\ufeffnews"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_whatever_is_written_as_utf8_is_read_as_it_stood(text: str) -> None:
    try:
        decoded = decode(text.encode())
    except NotTextError as error:
        assert "control characters" in str(error) or text.startswith(("%PDF-", "{\\rtf"))  # noqa: PT017 - either may be
    else:
        assert decoded.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_reason(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except NotTextError as error:
        assert str(error).isprintable()  # noqa: PT017 - either may be
    else:
        assert "\0" not in text
        assert encoding


@pytest.mark.parametrize(
    ("language", "codec", "text"),
    [
        ("English", "cp1252", "“Don’t,” he said — it’s the café’s £5 menu…"),
        ("English, two words", "cp1252", "It’s here"),
        ("English, a quotation", "cp1252", "“Hi”"),
        ("French", "cp1252", "Le président a été réélu à l’issue d’une élection très serrée, où ça s’est joué à peu."),
        ("German", "cp1252", "Die Regierung hat am Freitag Maßnahmen für ältere Bürger beschlossen. Über Löhne bald."),
        ("Spanish", "cp1252", "¿Qué pasó? El presidente dijo que mañana habrá una reunión con la oposición."),
        ("Italian", "cp1252", "Il governo è caduto lunedì: perché la città non è più sicura, così ha detto."),
        ("Portuguese", "cp1252", "O governo não aprovou a reforma da educação em São Paulo, informação à imprensa."),
        ("Swedish", "cp1252", "Regeringen föreslår nya åtgärder för att minska våldet på gator."),
        ("Danish", "cp1252", "Regeringen foreslår på mandag nye årlige løfter til kærlige københavnere."),
        ("Polish", "cp1250", "Rząd ogłosił w środę nowe przepisy, które będą obowiązywać od początku roku."),
        ("Polish, ISO", "iso8859_2", "Rząd ogłosił w środę nowe przepisy, które będą obowiązywać od początku roku."),
        ("Czech", "cp1250", "Vláda v pondělí schválila nový zákon, který začne platit příští rok."),
        ("Hungarian", "cp1250", "A kormány hétfőn bejelentette az új törvényt, amely jövőre lép életbe."),
        ("Romanian", "cp1250", "Guvernul a anunţat astăzi măsuri noi, în timp ce opoziţia cere alegeri."),
        ("Turkish", "cp1254", "Başbakan Türkiye’nin yeni ekonomi programını açıkladı. Işık çoğu şehirde kesildi."),
        ("Russian", "cp1251", "Министр иностранных дел России заявил в среду, что переговоры продолжаются."),
        ("Russian, Unix", "koi8_r", "Министр иностранных дел России заявил в среду, что переговоры продолжаются."),
        ("Greek", "cp1253", "Ο πρωθυπουργός ανακοίνωσε νέα μέτρα για την οικονομία της χώρας."),
        ("Japanese", "cp932", "首相は新しい経済対策を発表した。野党は反対している。"),
        ("Chinese", "gb18030", "总理今天宣布了新的经济措施。反对党表示反对。"),
        ("Korean", "cp949", "총리는 오늘 새로운 경제 조치를 발표했다. 야당은 반대했다."),
        ("Macintosh", "mac_roman", "“Don’t,” he said. “Yes.”"),
    ],
)
def test_one_sentence_is_enough_to_tell_the_fallback(language: str, codec: str, text: str) -> None:
    assert decode(text.encode(codec)) == (text, codec), language


def test_foreign_names_in_a_long_western_text_stay_western() -> None:
    text = (
        "The mayor of São Paulo met Mr Žižek and the Malmö council. " + "Plain words follow and go on for long. " * 12
    )
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_the_fallback_samples_a_long_file_where_it_is_not_ascii() -> None:
    greek = "Ο πρωθυπουργός ανακοίνωσε νέα μέτρα για την οικονομία.\n"
    text = "Nothing but plain words on this line.\n" * 30_000 + greek
    assert len(text) > SAMPLE_BYTES * 10
    assert decode(text.encode("cp1253")) == (text, "cp1253")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"some words\x00\x01", "is a binary file (NUL bytes at 10); give a text file"),
        (gzip.compress(b"news", mtime=0), "is compressed (gzip); unpack it first"),
        (b"PK\x03\x04\x14", "is a zip archive or an office document; unpack it or save its text as a .txt file"),
        (b"%PDF-1.7\n", "is a PDF; save its text as a .txt file"),
        (b"{\\rtf1\\ansi News}", "is a rich text (RTF) document; save it as plain text"),
        (b"\x89PNG\r\n\x1a\n", "is a picture (PNG); give a text file"),
        (b"\x7fELF\x02", "is a program (ELF); give a text file"),
        (b"\x01\x02\x03\x04", "is a binary file (4 control characters in 4 bytes); give a text file"),
        ("News from Malmö.".encode("utf-16-le"), "looks like UTF-16 without a byte order mark; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"A\0B", "says it is UTF-16-LE but ends in the middle of a character; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"\0\xdcA\0B\0", "says it is UTF-16-LE but is broken at byte 0; save it as UTF-8"),
        (codecs.BOM_UTF8 + b"caf\xe9 noir", "says it is UTF-8 but is broken at byte 3; save it as UTF-8"),
        (codecs.BOM_UTF16_BE + b"\0A\0\0", "is a binary file (a NUL character at 1); give a text file"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, why: str) -> None:
    assert reason(data) == why


def test_damaged_utf8_is_not_read_as_something_else() -> None:
    data = "“Yes,” said Gül.".encode()
    assert reason(data[:-6] + b"\xff" + data[-6:]).startswith("is UTF-8 with broken bytes (0xff at ")
    assert reason(data[:3] + b" cut \xe2\x80").startswith("is UTF-8 with broken bytes (0xe2 at 8)")


def test_rubbish_is_never_taken_for_a_mainframe_text() -> None:
    assert reason(b"\xe2\x80" * 2_000) == (
        "is not UTF-8 (byte 0xe2 at 0) and in no other encoding that is known; save it as UTF-8"
    )


def test_a_few_escapes_are_hostile_text_but_text() -> None:
    assert decode(b"\x1b[2J\x07 Breaking \x01 news").text == "\x1b[2J\x07 Breaking \x01 news"


def test_utf8_costs_no_detector() -> None:
    code = "import sys; from reviewer.articles.encodings import decode; decode('é'.encode()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "reviewer.articles.encodings" in loaded
    assert "charset_normalizer" not in loaded
