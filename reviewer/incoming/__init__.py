"""Work from other formats, taken into the store: as decisions of a reviewer, or as suggestions for one."""

from reviewer.incoming.taking import Came, Incoming, Options

__all__ = ["Came", "Incoming", "Options"]
