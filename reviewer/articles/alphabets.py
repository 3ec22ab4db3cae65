"""Which Latin code page a text is in, judged by the alphabets of the languages that used it.

A statistical detector needs length: on one paragraph with curly quotation marks charset-normalizer 3.5 names
windows-1250 or a Macintosh page as readily as windows-1252. An alphabet decides sooner:
Swedish has å, ä, ö and é, and no ĺ.
"""

from contextlib import suppress

FAMILIES = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "iso8859_2", "iso8859_5",
    "iso8859_7", "cp932", "euc_jp", "gb18030", "big5", "cp949", "mac_roman",
)  # fmt: skip
"""The encodings that news was kept in before UTF-8, by Python's names: what charset-normalizer is asked about first."""

EBCDIC = ("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140")
"""Encodings in which plain ASCII words mean something else: a file with line ends as we know them is never in one."""

_SIGNS = frozenset("“”„‘’‚–—…•€£§©®™°·«»‹›\u00a0")
_WEST, _CENTRAL, _TURKISH = ("cp1252",), ("cp1250", "iso8859_2"), ("cp1254",)
_ALPHABETS = (
    (_WEST, "àâæçéèêëîïôœùûüÿ"),  # French
    (_WEST, "äöüßé"),  # German
    (_WEST, "áéíñóúü¿¡ºª"),  # Spanish
    (_WEST, "àèéìíîòóùú"),  # Italian
    (_WEST, "áâãàçéêíóôõúüºª"),  # Portuguese
    (_WEST, "åäöéü"),  # Swedish, Finnish
    (_WEST, "æøåéèêóòâôü"),  # Danish, Norwegian
    (_WEST, "áéëïóöüèêç"),  # Dutch
    (_WEST, "àçéèíïóòúü·"),  # Catalan
    (_WEST, "áæéíðóöúýþ"),  # Icelandic
    (_CENTRAL, "ąćęłńóśźż"),  # Polish
    (_CENTRAL, "áčďéěíňóřšťúůýž"),  # Czech
    (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    (_CENTRAL, "áéíóöőúüű"),  # Hungarian
    (_CENTRAL, "ăâîşţ"),  # Romanian
    (_CENTRAL, "čćđšž"),  # Croatian, Slovene
    (_TURKISH, "çğıiöşüâîû"),  # Turkish
)
_WESTERN = "".join(letters for codecs, letters in _ALPHABETS if codecs is _WEST) + "šžłčć"
_FOREIGN_SHARE = 70  # fewer than one accented letter in so many: names in an English text, which may come from anywhere


def latin_codec(sample: bytes) -> str | None:
    """Return the code page in which every sign of `sample` belongs to one alphabet; None if it fits none.

    Where several fit, the Western one is taken: letters they share have the same bytes in all of them.
    """
    high = sum(byte >= 0x80 for byte in sample)
    plain = sum(bytes((byte,)).isalpha() for byte in sample)
    if high > plain:
        return None
    texts: dict[str, str] = {}
    for codec in (*_WEST, *_CENTRAL, *_TURKISH):
        with suppress(UnicodeDecodeError):
            texts[codec] = sample.decode(codec)
    alphabets = list(_ALPHABETS)
    if sum(sign > "\x7f" and sign.isalpha() for sign in texts.get("cp1252", "")) * _FOREIGN_SHARE < plain:
        alphabets.insert(0, (_WEST, _WESTERN))
    for codecs, letters in alphabets:
        for codec in codecs:
            if codec in texts and _fits(texts[codec], frozenset(letters)):
                return codec
    return None


def _fits(text: str, letters: frozenset[str]) -> bool:
    """Whether each sign above ASCII is a common sign, or one of `letters` in a place where its case makes sense."""
    known = _SIGNS.union(letters)
    before = " "
    for sign in text:
        if sign > "\x7f":
            if sign.lower() not in known:
                return False
            # In the Macintosh page the curly quotation marks are the bytes of Ò, Ó, Ô and Õ: "donÕt", "Yes.Ó"
            if sign.isupper() and not (before.isspace() or before.isupper() or before in "“„‘«‹(['\"-–—/"):
                return False
        before = sign
    return True
