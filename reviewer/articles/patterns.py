"""Regular expressions compiled when first used, so that importing the splitter costs next to nothing."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the compiled form of a pattern, the same object each time."""
    return re.compile(pattern)
