"""What stands round an article's prose: menus, bylines, picture credits and date lines, told by their form."""

import re

_MENU = frozenset(
    """
    all news|news|home|menu|search|share|share this|share this article|print|print this|email|e-mail|comments|comment|tweet|facebook|
    twitter|whatsapp|telegram|copy link|save|advertisement|advertising|advert|ad|sponsored|promoted|world|politics|business|economy|
    sport|sports|opinion|culture|science|technology|tech|health|video|videos|photos|photo|gallery|live|latest|latest news|top stories|
    most read|most popular|trending|trending now|breaking news|related|related stories|related articles|related topics|more|
    more on this story|more from|recommended|recommended for you|editors' picks|editor's picks|newsletter|subscribe|sign in|sign up|
    log in|login|register|contact|contact us|about|about us|privacy policy|terms of use|terms of service|cookie policy|back to top|
    next|previous|tags|topics|read next|you may also like|what to read next|story continues below|skip to content|
    skip to main content|close|loading|listen|listen to this article|download|follow us|russia|military & defense|all rights reserved|
    read more|read also|see also|also read|continue reading|show more|load more|view comments|leave a comment|full text|abstract
    """.replace("\n", "").replace("    ", "").split("|")
)
_MENU_START = re.compile(
    r"(?:Read (?:more|also|next)|See also|Also read|Related(?: stories| articles| coverage)?|More on this|MORE|READ MORE|RELATED|WATCH|"
    r"READ ALSO|SEE ALSO|Recommended|Watch(?: live| more)?|Tags|Topics|Filed under|Listen)\s?(?::|\||>|»|→)|(?:Advertisement\b|"
    r"ADVERTISEMENT\b|Story continues below|Article continues (?:below|after)|Sign up (?:for|to) (?:our|the)\b|Subscribe to (?:our|the)\b|"
    r"Follow (?:us|@\w+) on\b|Click here to\b|Skip to (?:main )?content|Share this\b|Continue reading\b|Download (?:our|the) app\b)"
)
_PERSON = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|da|van|von|der|den|al|bin|le|la)){1,4}"
_PEOPLE = rf"{_PERSON}(?:(?:,| and| &|, and|; ) ?{_PERSON}){{0,5}}"
_BYLINE = re.compile(
    rf"(?:(?:By|BY|by|Written by|Reported by|Reporting by|Text by|Story by|Analysis by|Author:|From)[: ]\s?{_PEOPLE}"
    r"(?:[,|/·•–—-]? ?[^.!?]{0,60})?"
    rf"|{_PEOPLE},? in [A-Z][\w.'’ -]{{2,40}}(?:, [A-Z][\w.'’ -]{{2,30}})?(?: and [^.!?]{{3,60}})?"
    rf"|{_PERSON}, (?:[A-Z][\w.'’ ]{{1,30}} )?(?:[Cc]orrespondent|[Rr]eporter|[Ww]riter|[Ee]ditor|Reuters|AP|AFP|BBC News|CNN|TASS|"
    r"Associated Press|The Associated Press|Guardian|USA TODAY|Politico)"
    r"|\(?(?:Additional )?(?:[Rr]eporting|Writing|Editing|Compiled) by [^\n]{3,200}\)?"
    r")$"
)
_AGENCY = r"(?:EPA|AP|AFP|TASS|ITAR-TASS|Reuters|REUTERS|Getty|Bloomberg|Xinhua|dpa|DPA|PA|ANSA|EFE|UPI|Sputnik|RIA Novosti|Shutterstock|NurPhoto|Anadolu)"
_NAMED = rf"{_AGENCY}(?:[ -](?:EFE|Photo|Images?|Agency))?(?: ?/ ?(?:[A-Z][\w.'’-]*[ /]?){{1,5}})"
_CREDIT = re.compile(
    r"(?:©|\(c\)|\(C\)|Ⓒ)\s?\S[^\n]{0,120}"
    r"|\(?(?:Photo(?:graph)?s?|PHOTO|Pictures?|Images?|IMAGE|Credit|CREDIT|Illustration|Graphic|Video|Foto)"
    r"(?: (?:credit|courtesy|source|by))?(?: of)?\s?(?::|\bby\b|\bcourtesy of\b)\s?[^\n]{2,120}\)?"
    rf"|\(?{_NAMED}\)?\.?"
    rf"|(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){{0,4}} ?[/|,] ?)?(?:{_AGENCY}|AFP via Getty Images|Getty Images(?: [\w ]{{2,20}})?|AP Photo|File)"
    rf"(?: ?(?:/|via|\|) ?(?:{_AGENCY}|Getty Images|[A-Z][\w]+))?"
)
_INLINE_CREDIT = re.compile(
    rf"(?:\s{{2,}}|\s?[|(\[]|[.] )(?:{_NAMED}|Getty Images|AP Photo|File photo)[^.\n]{{0,80}}[)\].]?$"
    rf"|(?:\s)(?:Photo:|Photo by|Image:|Credit:|Photograph:|Picture:)[^.\n]{{0,80}}[)\].]?$"
    rf"|(?:REUTERS|AP Photo|EPA|AFP|EPA-EFE)/[A-Z][\w.'’ /-]{{2,40}}[)\].]?$|\bGetty Images[)\].]?$"
)
_CAPTION_START = re.compile(r"(?:FILE (?:PHOTO|-)|File photo|Caption:|Pictured:|Image caption|Media caption|\(L-R\))")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE_LINE = re.compile(
    rf"(?:(?:Published|Updated|Posted|Last updated|Modified|First published|PUBLISHED|UPDATED)\b[^.!?\n]{{0,80}}"
    rf"|(?:[A-Z][a-z]+day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?),? (?:\d{{4}})?[^.!?\n]{{0,40}}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[^.!?\n]{0,30})$",
    re.IGNORECASE,
)


def is_navigation(line: str) -> bool:
    """Say whether a line is a menu word, a share button, a link to other articles or an advertisement's slug."""
    return line.strip(" :.>»|[]→").casefold() in _MENU if len(line) < 40 else False or bool(_MENU_START.match(line))


def is_byline(line: str) -> bool:
    """Say whether a line only names who wrote the article."""
    return len(line) < 240 and _BYLINE.match(line) is not None


def is_credit(line: str) -> bool:
    """Say whether a line only names who made or owns a picture."""
    return len(line) < 160 and _CREDIT.fullmatch(line) is not None


def has_credit(line: str) -> bool:
    """Say whether a line ends in a picture credit after other words, or opens as captions do."""
    return len(line) < 600 and (_CAPTION_START.match(line) is not None or _INLINE_CREDIT.search(line) is not None)


def is_date(line: str) -> bool:
    """Say whether a line only says when the article was published."""
    return len(line) < 100 and _DATE_LINE.match(line) is not None
