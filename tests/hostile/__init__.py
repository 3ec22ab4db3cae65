"""Inputs that are no articles, and some that would be if they were whole: each made where it is wanted, none stored."""

from tests.hostile.special import SPECIAL
from tests.hostile.texts import BYTES, LINES, ODD, ODD_LINES
from tests.hostile.web import PAGES
from tests.hostile.work import WORK

INPUTS = (*SPECIAL, *BYTES, *ODD, *LINES, *ODD_LINES, *PAGES, *WORK)
