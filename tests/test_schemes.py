"""Labels of one's own: what `[[labels]]` can say, and a whole sitting with them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.articles.sentences import SPLITTER
from reviewer.articles.structure import segment
from reviewer.errors import Refused, SettingsError
from reviewer.intake import Intake
from reviewer.keys import ACTIONS, for_scheme, remapped, shown
from reviewer.labels import BUILT_IN, COLOURS, Scheme, together
from reviewer.learning import refit
from reviewer.lint import lint
from reviewer.schemes import OTHERWISE, RESERVED, columns, guidelines, read, scheme_of, written
from reviewer.session import Session
from reviewer.settings import load
from reviewer.store.review import STATUSES
from reviewer.store.sqlite import SqliteStore
from reviewer.suggesting import OWN_LABELS, Suggesting
from reviewer.tui import adjudicate
from reviewer.wording import describe
from tests.conftest import BUDGET, FLOOD, article, by, labels, put
from tests.schemes import OWN, SCHEME


@pytest.fixture
def memory() -> Iterator[SqliteStore]:
    """Give an empty store in memory."""
    opened = SqliteStore.open(":memory:")
    yield opened
    opened.close()


def put_own(store: SqliteStore, *texts: str, scheme: Scheme = SCHEME) -> list[int]:
    """Import texts with labels of one's own."""
    return store.add([(article(text), segment(text)) for text in texts], by(), SPLITTER, scheme)


def test_labels_have_what_was_given_and_defaults_for_the_rest() -> None:
    fact, opinion, quote = SCHEME.labels
    assert (fact.name, fact.word, fact.glyph, fact.keys, fact.colour) == ("fact", "fact", "■", ("t", "1"), "success")
    assert (opinion.word, opinion.short, opinion.glyph, opinion.keys) == ("an opinion", "an opi", "◆", ("o",))
    assert (quote.glyph, quote.keys, quote.colour) == ("○", ("apostrophe",), "accent")
    assert SCHEME.is_own
    assert not BUILT_IN.is_own


def test_a_scheme_is_known_by_all_that_it_is() -> None:
    again = scheme_of(tomllib.loads(OWN)["labels"], ACTIONS)
    assert again == SCHEME
    other = scheme_of(tomllib.loads(OWN.replace("can be looked up", "can be checked"))["labels"], ACTIONS)
    assert other.uid != SCHEME.uid


def test_what_is_kept_of_a_scheme_gives_it_back() -> None:
    scheme, text = written(SCHEME.labels)
    assert read(scheme.uid or "", text) == scheme == SCHEME


@given(st.sampled_from(["[]", "{}", "null", '[{"name":"a"}]', "[[],[]]", "x", "1"]) | st.text(max_size=30))
def test_what_is_kept_and_is_no_scheme_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(SCHEME.uid or "", text)


def test_a_scheme_under_another_uid_is_refused() -> None:
    with pytest.raises(ValueError, match="other labels"):
        read("0" * 32, written(SCHEME.labels)[1])


LABEL = '[[labels]]\nname = "{0}"\nkey = "{1}"\ndescription = "{0}"\n'
TWO = LABEL.format("fact", "t") + LABEL.format("view", "o")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (LABEL.format("fact", "t"), "[[labels]] has 1 labels; give 2 to 9 of them"),
        ("".join(LABEL.format(f"l{n}", "tozyrhBDFJ"[n]) for n in range(10)), "[[labels]] has 10 labels"),
        ("labels = 1", "labels must be a list of tables: [[labels]]"),
        ("labels = [1, 2]", "labels must be a list of tables: [[labels]]"),
        (TWO + 'colur = "error"', "there is no setting labels.colur; did you mean labels.colour?"),
        (TWO + 'word = ""', "labels.word must not be empty"),
        (TWO + "glyph = 1", "labels.glyph must be text in quotation marks"),
        (TWO + 'glyph = "ab"', "the glyph of label 'view' must be one sign, one column wide, such as ◆"),
        (TWO + 'glyph = "漢"', "the glyph of label 'view' must be one sign, one column wide"),
        (TWO + 'glyph = "\\u0301"', "the glyph of label 'view' must be one sign, one column wide"),
        (TWO + 'glyph = "?"', "the glyph '?' of label 'view' means something else on the screen"),
        (TWO + 'glyph = "◆"', "two labels have the same glyph: '◆'"),
        (TWO + 'colour = "mauve"', "the colour of label 'view' must be one of: success, warning"),
        (TWO + 'word = "Fact"', "two labels have the same word: 'fact'"),
        (TWO + 'word = "a\\u001bb"', "the word of label 'view' must be 1 to 24 printable characters on one line"),
        (TWO.replace('description = "view"', 'description = " "'), "the description of label 'view' must be 1 to 120"),
        (TWO.replace('description = "view"', ""), "a label of [[labels]] lacks its description"),
        (TWO.replace('key = "o"', ""), "a label of [[labels]] lacks its key; each has name, key and description"),
        (TWO.replace('"view"\nkey', '"fact"\nkey'), "two labels have the same name: 'fact'"),
        (TWO.replace('"view"\nkey', '"My view"\nkey'), "'My view' cannot be a label's name; write small letters"),
        (TWO.replace('"view"\nkey', f'"{"v" * 33}"\nkey'), "cannot be a label's name; write small letters"),
        (TWO.replace('"view"\nkey', '"uncertain"\nkey'), "'uncertain' means something else and cannot be a label's"),
        (TWO.replace('"o"', '"t"'), "key 't' is given to both 'label.fact' and 'label.view'"),
        (TWO.replace('"o"', '"u"'), "key 'u' is given to both 'undo' and 'label.view'"),
        (TWO.replace('"o"', '" "'), "there is no key ' '"),
        (TWO.replace('"o"', '"space"'), "the key of label 'view' must be one letter or sign"),
        (TWO.replace('"o"', '"1"'), "the key of label 'view' must be one letter or sign, with a digit or without"),
        (TWO.replace('"o"', '["o", "7"]'), "key '7' is given to both 'worthiness.nfs' and 'label.view'"),
        (TWO.replace('"o"', '["o", "1", "2"]'), "the key of label 'view' must be one letter or sign"),
        (TWO.replace('"o"', '"h"'), "key 'h' means something else where reviewers' answers are settled"),
        (TWO + '[keys]\nundo = "o"\n', "key 'o' is given to both 'undo' and 'label.view'"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(tmp_path: Path, content: str, line: str) -> None:
    path = tmp_path / "reviewer.toml"
    path.write_text(content, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load(tmp_path / "reviewer.db")
    assert str(caught.value).startswith(f"{path}: ")
    assert line in str(caught.value)
    assert str(caught.value).isprintable()


def test_a_key_that_keys_made_free_can_be_a_labels(tmp_path: Path) -> None:
    (tmp_path / "reviewer.toml").write_text(TWO.replace('"o"', '"u"') + '[keys]\nundo = "ctrl+z"\n', "utf-8")
    assert load(tmp_path / "reviewer.db").scheme.labels[1].keys == ("u",)


def test_names_and_keys_that_mean_something_else_are_all_of_these() -> None:
    assert set(STATUSES) <= RESERVED
    single = {key for action in adjudicate.OWN for key in action.keys if len(shown(key)) == 1 or key == "space"}
    assert {key for key in single if not key.isdigit() and shown(key) not in {"←", "→"}} <= OTHERWISE | {
        "left",
        "right",
    }


def test_the_table_of_keys_has_the_labels_in_place_of_the_programs_own() -> None:
    table = for_scheme(ACTIONS, SCHEME)
    ids = [action.id for action in table]
    assert ids[:4] == ["accept", "label.fact", "label.opinion", "label.quote"]
    assert len(set(ids)) == len(ids) == len(ACTIONS) - 1
    keys = [key for action in table for key in action.keys]
    assert len(set(keys)) == len(keys)
    assert for_scheme(ACTIONS, BUILT_IN) is ACTIONS


def test_a_stored_label_keeps_its_key_whatever_else_has_it_since() -> None:
    table = {action.id: action.keys for action in for_scheme(remapped({"undo": ["o"]}), SCHEME)}
    assert table["label.opinion"] == ("o",)
    assert table["undo"] == ()


def test_labels_of_several_schemes_stand_once_in_a_list() -> None:
    assert together((BUILT_IN, SCHEME)).names == (*BUILT_IN.names, "fact", "opinion")
    assert together((SCHEME,)) is SCHEME


def test_guidelines_say_what_each_label_is_and_how_it_is_given() -> None:
    text = guidelines(SCHEME)
    assert "## ■ fact `t` `1`\n\ncan be looked up.\n" in text
    assert "says what somebody thinks.\n\nAlso what somebody **hopes**.\n" in text


def test_columns_are_those_of_a_terminal() -> None:
    assert [columns(text) for text in ("fact", "漢字", "e\u0301")] == [4, 4, 1]
    word = scheme_of(tomllib.loads(TWO + 'word = "漢字漢字"')["labels"], ACTIONS).labels[1]
    assert word.short == "漢字漢"
    assert {label.colour for label in SCHEME.labels} <= set(COLOURS)


# A sitting


def test_a_whole_sitting_with_labels_of_ones_own(store: SqliteStore) -> None:
    (document,) = put_own(store, FLOOD)
    session = Session(store, "ada", store.document_ids())
    assert session.scheme == SCHEME
    for label in ("fact", "opinion", "quote", "opinion"):
        session.decide(label)
    assert labels(store, document) == ["fact", "opinion", "quote", "opinion"]
    assert session.finished()
    with pytest.raises(Refused, match="there is no label 'assertion'"):
        session.decide("assertion")
    _, decision = session.undo()
    assert describe(decision, labels=session.scheme) == "undo: an opinion"
    session.redo()
    session.go(1)
    session.decide("fact")
    session.go(1)
    assert [describe(one, labels=session.scheme) for one in session.history()] == ["an opinion → fact", "an opinion"]
    session.filter = "opinion"
    assert [session.matches(index) for index in range(4)] == [False, False, False, True]
    with pytest.raises(Refused, match="only an opinion: none before this one"):
        session.step(-1)
    again = Session(store, "ada", store.document_ids())
    assert again.sheet is not None
    assert [again.sheet.label(index) for index in range(4)] == ["fact", "fact", "quote", "opinion"]


def test_one_sitting_spans_articles_with_different_labels(store: SqliteStore) -> None:
    put_own(store, FLOOD)
    put(store, BUDGET)
    session = Session(store, "ada", store.document_ids())
    session.decide("opinion")
    session.next_article()
    assert session.scheme is BUILT_IN
    session.decide("assertion")
    with pytest.raises(Refused, match="there is no label 'opinion'"):
        session.decide("opinion")
    session.next_article(-1)
    assert session.scheme == SCHEME
    assert store.schemes() == (BUILT_IN, SCHEME)
    assert store.schemed() == {1: SCHEME.uid}


def test_nothing_is_suggested_or_learned_in_words_of_ones_own(memory: SqliteStore) -> None:
    put_own(memory, FLOOD)
    session = Session(memory, "ada", memory.document_ids())
    suggesting = Suggesting(session)
    suggesting.work_out()
    assert suggesting.here() is None
    assert suggesting.touching(1) == []
    assert suggesting.refusal() == OWN_LABELS
    with pytest.raises(Refused, match=OWN_LABELS):
        suggesting.accept()
    for _ in range(4):
        session.decide("opinion")
    assert refit(memory, "ada") is None


def test_lint_knows_nothing_of_words_of_ones_own_but_that_they_differ(memory: SqliteStore) -> None:
    text = "Tax rises\n\nThe rate is 7 percent now.\n\nThe rate is 7 percent now.\n"
    (document,) = put_own(memory, text)
    session = Session(memory, "ada", memory.document_ids())
    for label in ("quote", "quote", "opinion"):
        session.decide(label)
    sentences = memory.sentences(document, 0, len(text))
    said = {one.uid: found for one in sentences if (found := memory.annotation(one.id, "ada"))}
    (one,) = lint(text, sentences, said, (), (), (), scheme=SCHEME)
    assert one.message == "labelled an opinion, but sentence 2 has the same words and is labelled quote"


def test_an_article_has_the_labels_it_came_in_with(
    memory: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("flood.txt", FLOOD), ("budget.txt", BUDGET)):
        Path(name).write_text(text, "utf-8")
    Intake(memory, by()).take(["flood.txt", "budget.txt"])
    Session(memory, "ada", memory.document_ids()).decide("quote")
    again = Intake(memory, by(), scheme=SCHEME).take(["flood.txt", "budget.txt"])
    assert (again.new, again.other_labels) == (0, 1)
    assert [one.scheme for one in memory.documents()] == [BUILT_IN, SCHEME], "nobody had said anything of the second"
    back = Session(memory, "ada", memory.document_ids())
    back.undo()
    assert Intake(memory, by(), scheme=SCHEME).take(["flood.txt"]).other_labels == 1, "it can be done again"
