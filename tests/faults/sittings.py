"""What is done to a database while its disk is watched: a sitting, a renewal of its schema, a merge."""

from contextlib import closing
from pathlib import Path

from reviewer.store.sqlite import SqliteStore
from tests.conftest import by, place, put
from tests.faults.disk import Disk, Step, watched
from tests.older import make_older

LINES = "Council at work\n\n" + " ".join(f"The council passed rule {number} on Monday." for number in range(60))
LABELS = ("assertion", "quote", "background", "not_a_claim")


def tell(store: SqliteStore, disk: Disk) -> None:
    disk.tell(next(iter(store.log(limit=1))).uid)


def decide(store: SqliteStore, disk: Disk, indexes: range) -> None:
    for index in indexes:
        store.annotate(place(store, 1, index), by(), "label", next_start=0, label=LABELS[index % 4])
        tell(store, disk)
        if index % 7 == 3:
            store.undo(by())
            tell(store, disk)
            store.redo(by())
            tell(store, disk)
        if index % 10 == 9:
            store.tidy()


def sitting(folder: Path, decisions: int = 40) -> list[Step]:
    """Make a database, take two articles in, decide, move the log, close, open again and decide; return the steps."""
    folder.mkdir()
    with watched(folder) as disk:
        for numbers in (range(decisions // 2), range(decisions // 2, decisions)):
            store = SqliteStore.open(folder / "desk.db")
            put(store, f"{LINES} {numbers.start}")
            tell(store, disk)
            decide(store, disk, numbers)
            store.merge(place(store, 2 if numbers.start else 1, 50), by())
            tell(store, disk)
            store.close()
    return disk.steps


def standing(folder: Path, decisions: list[str]) -> list[Step]:
    """Return the steps that leave a database as it is in a folder, whole and told."""
    content = (folder / "desk.db").read_bytes()
    made = [Step("make", "desk.db"), Step("write", "desk.db", 0, content), Step("sync", "desk.db"), Step("folder", "")]
    return made + [Step("told", decision) for decision in decisions]


def renewal(folder: Path) -> tuple[list[Step], int]:
    """Bring a database of the second schema up to date; return the steps, and how many were before."""
    folder.mkdir()
    before = standing(folder, make_older(folder / "desk.db"))
    with watched(folder) as disk:
        SqliteStore.open(folder / "desk.db").close()
    return before + disk.steps, len(before)


def merging(folder: Path) -> tuple[list[Step], int, int]:
    """Take in a colleague's database; return the steps, how many were before, and how many decisions came."""
    folder.mkdir()
    with closing(SqliteStore.open(folder / "ben.db")) as other:
        put(other, LINES, reviewer="ben")
        for index in range(6):
            other.annotate(place(other, 1, index), by("ben"), "label", label="quote")
        came = [decision.uid for decision in other.log()]
    with closing(SqliteStore.open(folder / "desk.db")) as store:
        put(store, f"{LINES} here")
        store.annotate(place(store, 1, 0), by(), "label", label="quote")
        mine = [decision.uid for decision in store.log()]
    before = standing(folder, mine)
    with watched(folder) as disk, closing(SqliteStore.open(folder / "desk.db")) as store:
        store.unite([folder / "ben.db"])
        for decision in came:
            disk.tell(decision)
    return before + disk.steps, len(before), len(came)
