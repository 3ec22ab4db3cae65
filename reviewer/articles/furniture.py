"""What stands round an article's prose: menus, bylines, picture credits and date lines, told by their form."""

from reviewer.articles.patterns import compiled
from reviewer.articles.wordlists import phrases, words

_MENU = phrases(
    """
    all news|news|home|menu|search|share|share this|share this article|print|print this|email|e-mail|comments|
    comment|tweet|facebook|twitter|whatsapp|telegram|copy link|save|advertisement|advertising|advert|ad|sponsored|
    promoted|world|politics|business|economy|sport|sports|opinion|culture|science|technology|tech|health|video|
    videos|photos|photo|gallery|live|latest|latest news|top stories|most read|most popular|trending|trending now|
    breaking news|related|related stories|related articles|related topics|more|more on this story|more from|
    recommended|recommended for you|editors' picks|editor's picks|newsletter|subscribe|sign in|sign up|log in|login|
    register|contact|contact us|about|about us|privacy policy|terms of use|terms of service|cookie policy|
    back to top|next|previous|tags|topics|read next|you may also like|what to read next|story continues below|
    skip to content|video player close|skip to main content|close|loading|listen|listen to this article|download|
    follow us|military & defense|all rights reserved|read more|read also|see also|also read|continue reading|
    show more|load more|view comments|leave a comment|full text|abstract
    """
)
_LONGEST_MENU = 40
_LINK_WORDS = phrases(
    """
    read more|read also|read next|see also|also read|related|related stories|related articles|related coverage|
    more on this|more|watch|watch live|watch more|recommended|tags|topics|filed under|listen|categories|keywords
    """
)
_LINK = r"([A-Za-z ]{4,20}?)\s?[:|>»→]"
_NOTICES = (
    *("Advertisement", "ADVERTISEMENT", "Story continues below", "Article continues below", "Article continues after"),
    *(
        "Sign up for our",
        "Sign up to our",
        "Sign up for the",
        "Subscribe to our",
        "Subscribe to the",
        "Follow us on ",
        "Click here ",
    ),
    *("Skip to ", "Share this ", "Continue reading", "Slideshow (", "Download our app", "Download the app"),
)
_AUTHOR_MARKS = (
    "By ",
    "BY ",
    "by ",
    "Written by ",
    "Reported by ",
    "Text by ",
    "Story by ",
    "Analysis by ",
    "Author: ",
    "From ",
)
_SIGN_OFFS = (
    "Source:",
    "Editor:",
    "Editors:",
    "Reporting by ",
    "Additional reporting by ",
    "Writing by ",
    "Editing by ",
    "Compiled by ",
    "Edited by ",
)
_PARTICLES = words("de da do du van von der den al el bin ibn le la and & y")
_ROLES = words("correspondent reporter writer editor columnist contributor staff analyst")
_AGENCIES = words(
    """
    EPA AP AFP TASS ITAR-TASS Reuters REUTERS Getty Bloomberg Xinhua dpa DPA PA ANSA EFE UPI Sputnik Shutterstock
    NurPhoto Anadolu CNN BBC EPA-EFE Guardian Politico NBC ABC CBS NPR Interfax Kyodo AFP/Getty Files Handout File
    """
)
_CREDIT_WORDS = "(?:Photo(?:graph)?s?|PHOTO|Pictures?|Images?|IMAGE|Credit|CREDIT|Illustration|Graphic|Foto)"
_CREDITED = rf"\(?{_CREDIT_WORDS}(?: credit| courtesy| source)?(?: of)?(?:\s?:| by\b| courtesy of\b) ?\S"
# "EPA/JANE ROE", "REUTERS/Jane Roe/File Photo", "Getty Images", "AFP via Getty Images", at the end of a line.
_SIGNED = (
    r"(?:\b(?:EPA|AP|AFP|PA|TASS|Reuters|REUTERS|Xinhua|EPA-EFE|AP Photo|Getty Images) ?/ ?[^\W\d_a-z][^.!?\n]{2,50}"
    r"|\bGetty Images|\bAP Photo|\bAFP Photo|\bFile [Pp]hoto)[)\].]{0,2}$"
)
_CREDIT_AT_END = rf"\s\(?{_CREDIT_WORDS}(?::| by ) ?[^\W\d_a-z][^.!?\n]{{1,80}}[)\].]{{0,2}}$"
_CAPTION_STARTS = (
    "FILE PHOTO",
    "FILE -",
    "FILE –",
    "FILE —",
    "File photo",
    "Caption:",
    "Pictured:",
    "Image caption",
    "Media caption",
)
_DATE_STARTS = (
    "Published",
    "Updated",
    "Posted",
    "Last updated",
    "Last modified",
    "Modified",
    "First published",
    "PUBLISHED",
    "UPDATED",
)
_DATE = (
    r"(?:[A-Z][a-z]+day,? )?(?:\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][A-Za-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4})"
)
_CLOCK = r"\d{1,2}(?:[:.] ?\d\d(?: ?[AaPp]\.?[Mm]\.?)?| ?[AaPp]\.?[Mm]\.?)(?:,? [A-Z]{2,4})?(?: \([^)]{2,20}\))?"
_LONGEST_BYLINE = 200
_LONGEST_DATE = 90
_LONGEST_CREDIT = 140
_MOST_NAMES = 14
_MOST_PLACE_WORDS = 6


def is_navigation(line: str) -> bool:
    """Say whether a line is a menu word, a button, a link to other articles, an advertisement's slug or a rule."""
    if len(line) < _LONGEST_MENU and line.strip(' :.>»|[]→"“”').casefold() in _MENU:
        return True
    if len(line) < _LONGEST_MENU and not any(character.isalnum() for character in line):
        return True
    link = compiled(_LINK).match(line)
    return (link is not None and link[1].strip().casefold() in _LINK_WORDS) or line.startswith(_NOTICES)


def is_byline(line: str) -> bool:
    """Say whether a line only names who wrote the article: "By Jane Roe", "Jane Roe in Kyiv"."""
    if len(line) > _LONGEST_BYLINE:
        return False
    if line.lstrip("(").startswith(_SIGN_OFFS):
        return True
    if line[-1] in ".!?:;":
        return False
    for mark in _AUTHOR_MARKS:
        if line.startswith(mark):
            return _starts_with_name(line[len(mark) :].split())
    return _is_reporter(line)


def names_itself_byline(line: str) -> bool:
    """Say whether a byline says that it is one, so that it counts wherever it stands."""
    return line.startswith(_AUTHOR_MARKS) or line.lstrip("(").startswith(_SIGN_OFFS)


def _starts_with_name(words: list[str]) -> bool:
    """Tell a name of two words or more, or of one word in capitals ("AFP"), before anything short."""
    named = 0
    for word in words:
        if not (word[0].isupper() or word in _PARTICLES):
            break
        named += 1
        if word[-1] in ",|":
            break
    return len(words) <= _MOST_NAMES and (named > 1 or (named == 1 and words[0].strip(",|").isupper()))


def _is_reporter(line: str) -> bool:
    """Tell "Jane Roe in Kyiv" and "Jane Roe, Moscow correspondent"."""
    who, inside, where = line.partition(" in ")
    if inside:
        names, places = who.strip(",").split(), where.split()
        return (
            1 < len(names) <= _MOST_PLACE_WORDS
            and all(word[0].isupper() or word in _PARTICLES for word in names)
            and len(places) <= _MOST_PLACE_WORDS
            and all(word[0].isupper() or word in _PARTICLES for word in places)
        )
    who, comma, role = line.partition(", ")
    names, roles = who.split(), role.split()
    return (
        bool(comma)
        and 1 < len(names) <= _MOST_PLACE_WORDS
        and 0 < len(roles) <= _MOST_PLACE_WORDS
        and all(word[0].isupper() or word in _PARTICLES for word in names)
        and (roles[-1].lower() in _ROLES or roles[-1] in _AGENCIES)
    )


def is_credit(line: str) -> bool:
    """Say whether a line only names who made or owns a picture: "© Jane Roe", "Photo: Jane Roe", "EPA/JANE ROE"."""
    if len(line) > _LONGEST_CREDIT:
        return False
    if line[0] == "©" or line[:3].lower() == "(c)" or line.startswith(("Courtesy ", "Handout ")):
        return True
    if compiled(_CREDITED).match(line):
        return ". " not in line.rstrip(".")
    signed = compiled(_SIGNED).search(line)
    if signed:
        before = line[: signed.start()].rstrip()
        return not before.strip("(") or (before.endswith(("/", "|", " via")) and before.count(" ") < _MOST_PLACE_WORDS)
    return line.strip("().") in _AGENCIES


def has_credit(line: str) -> bool:
    """Say whether a line ends in a picture credit after other words, or opens as captions do."""
    return (
        line.startswith(_CAPTION_STARTS)
        or compiled(_SIGNED).search(line) is not None
        or compiled(_CREDIT_AT_END).search(line) is not None
    )


def is_date(line: str) -> bool:
    """Say whether a line only says when the article was published, or gives the hour or day of what follows it."""
    if len(line) > _LONGEST_DATE or not any(character.isdigit() for character in line):
        return False
    if compiled(_CLOCK).fullmatch(line):
        return True
    if line[-1] in ".!?":
        return False
    if line.startswith(_DATE_STARTS):
        return True
    dated = compiled(_DATE).match(line)
    return (
        dated is not None
        and len(line) - dated.end() < _LONGEST_MENU
        and not line[dated.end() :].strip(" ,|-–—:")[:1].islower()
    )
