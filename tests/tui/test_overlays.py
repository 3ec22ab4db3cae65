"""What is laid over a line of text: runs that cover it once, and letters that stand in spaces only."""

from hypothesis import given
from hypothesis import strategies as st

from reviewer.tui.line_edit import LineEdit
from reviewer.tui.overlays import Overlay, Run, runs, signs

TEXT = "“Yes,” he said on Monday"
YES, SAID = Overlay(0, 6, "span-content", "Q"), Overlay(10, 14, "span-cue", "C")
overlays = st.lists(
    st.builds(
        lambda start, length, look: Overlay(start, start + length, look, look),
        st.integers(-5, 30),
        st.integers(1, 20),
        st.sampled_from("QCS"),
    ),
    max_size=6,
)


def test_a_line_is_cut_where_a_span_begins_or_ends() -> None:
    assert runs(0, 24, [YES, SAID]) == [
        Run(0, 6, ("span-content",)),
        Run(6, 10, ()),
        Run(10, 14, ("span-cue",)),
        Run(14, 24, ()),
    ]


def test_nested_spans_have_both_looks() -> None:
    assert runs(0, 6, [YES, Overlay(1, 4, "mark")])[1] == Run(1, 4, ("span-content", "mark"))


def test_a_letter_stands_in_the_space_before_a_span_or_before_the_line() -> None:
    assert signs(TEXT, 0, 24, [YES, SAID]) == {-1: "Q", 9: "C"}
    assert signs(TEXT, 10, 24, [YES, SAID]) == {-1: "C"}, "a span goes on over a line's end without a letter"
    assert signs(TEXT, 0, 24, [Overlay(1, 4, "span-source", "S")]) == {}, "no letter takes the place of another"


@given(st.text(alphabet="ab “”é😀", min_size=1, max_size=25), overlays, st.data())
def test_runs_cover_a_line_once_and_letters_take_spaces_only(
    text: str, given: list[Overlay], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = runs(start, end, given)
    assert "".join(text[run.start : run.end] for run in found) == text[start:end]
    for run in found:
        for at in range(run.start, run.end):
            assert set(run.looks) == {one.look for one in given if one.start <= at < one.end}
    places = signs(text, start, end, given)
    assert all(at == -1 or (start <= at < end and text[at] == " ") for at in places)
    assert all(sum(run.start <= at < run.end for at in places) <= 1 for run in found)


def test_a_line_is_typed_corrected_and_completed() -> None:
    line = LineEdit("Ann", ["Ann Poe", "Ruth Abel"])
    assert line.completion() == " Poe"
    line.press("tab", None)
    assert (line.text, line.shown()) == ("Ann Poe", "Ann Poe▏")
    line.press("home", None)
    assert line.completion() == ""
    for key, character in (("delete", None), ("a", "a"), ("right", None), ("backspace", "\x7f"), ("left", None)):
        line.press(key, character)
    assert line.shown() == "▏an Poe"
    line.press("end", None)
    line.press("ctrl+u", "\x15")
    assert (line.text, line.at, line.completion()) == ("", 0, "")
    line.insert("Ruth\nAb\x1b")
    assert line.text == "Ruth Ab␛", "what is pasted is one line of signs"
