"""What a merge set aside: one more side of its sentence until it is decided anew, whoever has decided the sentence."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.adjudicating import Adjudicating
from reviewer.errors import Refused
from reviewer.layers import ADJUDICATED, again
from reviewer.store.rows import Act
from reviewer.store.sides import Shared
from reviewer.store.sqlite import SqliteStore
from tests.conftest import FLOOD, by, labels, place, put
from tests.store.desks import ARTICLES, Worker

GOLD = Act("zoe", "reviewer-1", "key", layer=ADJUDICATED)
At = Callable[[SqliteStore], object]


class Files:
    """Databases of people who go on from the same one, and come together again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.main = SqliteStore.open(folder / "main.db")

    def apart(self, *acts: At) -> Iterator[Path]:
        """Do each of these in a copy of its own; yield the copies."""
        for number, act in enumerate(acts):
            path = self.folder / f"{number}.db"
            self.main.connection.execute("VACUUM INTO ?", (str(path),))
            other = SqliteStore.open(path)
            act(other)
            other.close()
            yield path

    def met(self, *acts: At) -> SqliteStore:
        """Do the acts apart, one after the other, and take in what came of them."""
        self.main.unite(list(self.apart(*acts)))
        return self.main


@pytest.fixture
def files(tmp_path: Path) -> Iterator[Files]:
    """Give a database with an article that nobody has labelled."""
    made = Files(tmp_path)
    put(made.main, FLOOD)
    yield made
    made.main.close()


def label(index: int, name: str | None, act: Act | None = None) -> At:
    return lambda store: store.annotate(place(store, 1, index), act or by("ada"), "label", label=name)


def note(index: int, words: str) -> At:
    return lambda store: store.annotate(place(store, 1, index), by("ada"), "note", note=words)


def columns(sitting: Adjudicating) -> list[tuple[str, str | None]]:
    """Return the sides of the sentence under the cursor: names and labels."""
    one = sitting.current()
    assert one
    return [(side.layer, side.label) for side in one.sides]


def test_one_reviewers_two_labels_are_two_sides(files: Files) -> None:
    sitting = Adjudicating(files.met(label(1, "quote"), label(1, "assertion")), "zoe")
    assert sitting.left() == 1
    assert columns(sitting) == [("ada", "assertion"), ("ada, set aside", "quote")]
    one = sitting.current()
    assert one
    assert (one.position, one.state, one.differ, one.aside) == (1, "open", ("label",), ("label",))


@pytest.mark.parametrize(("side", "word"), [(0, "assertion"), (1, "quote")])
def test_either_side_settles_it_and_undo_opens_it_again(files: Files, side: int, word: str) -> None:
    store = files.met(label(1, "quote"), label(1, "assertion"))
    sitting = Adjudicating(store, "zoe")
    sitting.take(side)
    assert labels(store, 1, ADJUDICATED)[1] == word
    assert labels(store, 1)[1] == "assertion", "nobody's own labels change"
    assert (store.conflicts(), sitting.articles, sitting.left()) == ([], [], 0)
    sitting.undo()
    assert (len(store.conflicts()), sitting.left()) == (1, 1)
    sitting.decide("background")
    assert store.conflicts() == []


def test_it_is_open_though_it_was_settled_before_and_may_be_settled_so_again(files: Files) -> None:
    for name in ("ben", "cy"):
        label(1, "quote", by(name))(files.main)
    label(1, "quote", GOLD)(files.main)
    store = files.met(label(1, "quote"), label(1, "assertion"))
    sitting = Adjudicating(store, "zoe")
    assert store.shared("zoe") == [Shared(1, 0, 1, 0, 0)]
    assert [name for name, _ in columns(sitting)] == ["ada", "ada, set aside", "ben", "cy"]
    sitting.take(1)
    assert (store.conflicts(), store.shared("zoe")) == ([], [Shared(1, 0, 0, 1, 0)])
    with pytest.raises(Refused, match="settled so already"):
        sitting.take(1)


def test_two_who_settled_it_differently_are_a_conflict_too(files: Files) -> None:
    for name in ("ada", "ben"):
        label(1, "quote", by(name))(files.main)
    store = files.met(label(1, "background", GOLD), label(1, "assertion", GOLD))
    sitting = Adjudicating(store, "zoe")
    assert columns(sitting) == [("ada", "quote"), ("adjudicated, set aside", "background"), ("ben", "quote")]
    sitting.take(1)
    assert labels(store, 1, ADJUDICATED)[1] == "background"
    assert store.conflicts() == []


def test_a_note_that_was_set_aside_is_taken_with_the_rest_of_its_side(files: Files) -> None:
    label(1, "quote")(files.main)
    store = files.met(note(1, "ask her"), note(1, "ask him"))
    sitting = Adjudicating(store, "zoe")
    one = sitting.current()
    assert one
    assert (one.differ, one.aside) == ((), ("note",))
    sitting.take(1)
    gold = store.annotation(place(store, 1, 1).sentence, ADJUDICATED)
    assert gold
    assert (gold.label, gold.note) == ("quote", "ask her")
    assert store.conflicts() == []


def test_what_is_said_of_something_else_leaves_it_open(files: Files) -> None:
    store = files.met(label(1, "quote"), label(1, "assertion"))
    note(1, "hm")(store)
    sitting = Adjudicating(store, "zoe")
    sitting.worthiness("CFS")
    assert len(store.conflicts()) == sitting.left() == 1
    assert columns(sitting) == [("ada", "assertion"), ("ada, set aside", "quote")]
    label(1, "assertion")(store)
    assert store.conflicts() == []


def test_of_sentences_that_were_joined_both_labels_are_sides(files: Files) -> None:
    def twice(store: SqliteStore) -> None:
        label(1, "quote")(store)
        label(2, "assertion")(store)

    store = files.met(lambda one: one.merge(place(one, 1, 1), by("ben")), twice)
    sitting = Adjudicating(store, "zoe")
    assert sorted(columns(sitting), key=str) == [
        ("ada", None),
        ("ada, set aside", "assertion"),
        ("ada, set aside", "quote"),
    ]
    with pytest.raises(Refused, match="no label for this sentence; give it one"):
        sitting.take([name for name, _ in columns(sitting)].index("ada"))
    sitting.take([name for _, name in columns(sitting)].index("quote"))
    assert store.conflicts() == []


def test_it_waits_for_the_own_label_of_whoever_reviews_the_article(files: Files) -> None:
    label(2, "quote", by("ben"))(files.main)
    store = files.met(label(1, "quote"), label(1, "assertion"))
    assert store.shared("ben") == [Shared(1, 0, 0, 0, 1)]
    assert Adjudicating(store, "ben").current() is None


def test_second_answers_and_what_is_no_label_are_told_of_but_no_sides(files: Files) -> None:
    second = Act("ada", "reviewer-1", "key", layer=again("ada"))
    for name, word in (("ada", "quote"), ("ben", "background")):
        label(2, word, by(name))(files.main)

    def cut(words: str) -> At:
        return lambda store: store.split(place(store, 1, 1), FLOOD.index(words), by("ben"))

    label(1, "quote", second)(files.main)
    store = files.met(label(1, "background", second), label(1, "assertion", second), cut("rose"), cut("on Monday"))
    sitting = Adjudicating(store, "zoe")
    assert ({one.is_side for one in store.conflicts()}, sitting.unshown, sitting.left()) == ({False}, 2, 1)
    sitting.take(0)
    assert sitting.finished() == "all is settled but 2 conflicts of a merge: reviewer merge --conflicts"


def test_only_in_the_articles_that_were_asked_for(files: Files) -> None:
    (other,) = put(files.main, ARTICLES[1])
    store = files.met(label(1, "quote"), label(1, "assertion"))
    assert Adjudicating(store, "zoe", [other]).articles == []
    assert len(Adjudicating(store, "zoe", [1, other]).articles) == 1


@pytest.mark.parametrize("seed", [*range(4), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(4, 40))])
def test_whatever_was_done_apart_deciding_every_open_sentence_settles_every_side(files: Files, seed: int) -> None:
    chance = random.Random(seed)
    put(files.main, *ARTICLES[1:])
    Worker(files.main, "ada", chance).work(20)

    def work(store: SqliteStore) -> None:
        for _ in range(4):
            Worker(store, chance.choice(["ada", "ben"]), chance).work(10)

    store = files.met(work, work, work)
    sitting = Adjudicating(store, "zoe")
    for number, shared in enumerate(sitting.articles):
        sitting.next_article(number - sitting.article)
        assert (*sitting.counts().values(),) == shared[1:]
        assert {one.sentence.id for one in sitting.shown if one.aside} == {
            one.sentence for one in store.conflicts(shared.document) if one.is_side
        }
    while sitting.left():
        sitting.next_open() if (one := sitting.current()) is None or one.state != "open" else None
        named = [number for number, (_, word) in enumerate(columns(sitting)) if word]
        sitting.take(chance.choice(named)) if named else sitting.decide("quote")
    assert not [one for one in store.conflicts() if one.is_side]
