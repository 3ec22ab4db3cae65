"""Labels of one's own for tests: a `reviewer.toml` with them, and the scheme that it gives."""

import tomllib

from reviewer.keys import ACTIONS
from reviewer.schemes import scheme_of

OWN = """\
[[labels]]
name = "fact"
key = ["t", "1"]
glyph = "■"
colour = "success"
description = "can be looked up"

[[labels]]
name = "opinion"
word = "an opinion"
key = "o"
colour = "warning"
description = "says what somebody thinks"
guideline = "Also what somebody **hopes**."

[[labels]]
name = "quote"
key = "'"
description = "somebody's words"
"""
"""Three labels, one of which has the name of one of the program's."""
SCHEME = scheme_of(tomllib.loads(OWN)["labels"], ACTIONS)
