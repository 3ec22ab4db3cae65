"""Where sentences of news end: one table a subject, a stroke where the text is cut."""

import subprocess
import sys

import pytest

from reviewer.articles.sentences import SPLITTER, Span, split

SAID = """
"We are in touch with him." Roe said.|The talks went on.
"Really?" he said.|Nobody answered.
"Really?" he said.|"I had no idea."
"They will pay for it."|He said authors should pay more.
"It is over." The minister added in a statement.
"It is over."|The minister added that talks would resume.
"It is over!" Jane Roe told reporters on Monday.|Then she left.
"It is over."|She added: "We are done."
"It is over."|She added, "We are done."
"It is over."|Roe agreed.
"It is over."|The states of the north voted.
"It is over..." said Roe.
"We won." — Jane Roe
"Stop!" cried the man.
'We are ready.' Roe said.
“We are ready.” Mr. Roe said late on Friday.
"It is over." Roe told the paper.
"""
QUOTED = """
“We won,” she said.|“Nobody else did.”|The crowd cheered.
He wrote: "I am here.|You are not."|Then he left.
"Why?"|"Because."
"I love the U.S."|She smiled.
He said: "Stop!" and left.
He asked, “Is it true?” and left.
She said that “the law is clear.”|Others disagree.
„Wir sind bereit.“|Der Minister ging.
»Wir sind bereit.«|Der Minister ging.
« Nous sommes prêts. »|Le ministre est parti.
He called it ‘a farce.’|She did not.
He called it ``a farce.''|She did not.
She said .|" We are here . "|He left .
The so-called "Mr. Clean" lost.
He met James "Jim" Roe.|They spoke.
He met James J. "Jim" Roe.|They spoke.
He works for Acme Inc.|"We are sad," he said.
It was a coup d'etat.|It failed.
Cut here.|’Twas late.
"""
NAMES = """
He met Gov. Jane Roe and Gens. John Doe and Jim Poe.|Messrs. Smith and Jones came.
MR. ROE WENT TO ST. LOUIS.|HE CAME BACK.
J. R. R. Roe and George W. Doe met.|They talked.
Dr. Jane B. Roe, M.D., Ph.D., spoke.|She was loud.
Lt. Col. Jane Roe and Sgt. Maj. John Doe spoke.
The Rev. John Doe Jr. spoke.|He was loud.
John Doe Jr. Day is a holiday.
He met Sen. Jane Roe, D-N.Y., and Rep. John Doe (R-Mo.) on Jan. 5.|Both left.
Sen. Jane Roe (D-N.Y.) Doe called her.
He was promoted to Col.|She was not.
The case of Roe v. Doe was decided.|Poe vs. Moe was not.
She took vitamin C.|Doctors said so.
You and I.|Nobody else.
Prof. Roe et al. wrote it.|It sold.
Mt. Everest is high.|Ft. Worth is flat.
Yahoo! Inc. bought it.|Shares fell.
He bought an iPhone.|iPhone sales rose.
"""
PLACES = """
The U.S. Army moved in.|It left on Friday.
They live in the U.S.|The rest moved away.
They live in the U.S. and in the U.K. now.
In the U.S. Mr. Roe is known.
She lives in Springfield, Ill.|Police said so.
She is from Portland, Ore.|Her brother is not.
Calif. Gov. Jane Roe spoke.
The D.C. Circuit ruled.
They met at 8 Main St.|It was late.
The E.U. Commission met.|It agreed.
"""
COMPANIES = """
Acme Corp. said it would buy Widget Inc. for $5 million.|Shares rose.
He works for Acme Inc.|Shares rose 5 percent.
He works at Acme Corp. Chief Executive Jane Roe said so.
He left Acme Co.|Jane Roe stayed.
Warner Bros. Pictures said so.
George W. Roe: We won.
The company, Acme Ltd., is based in Paris.
The firm (Acme Inc.) is big.|(See page 5.)
"""
NUMBERS = """
It cost $3.5 million.|A rise of 2.5 percent.
He is No. 5 on the list.|No. 6 is out.
Did you go?|No.|She did.
See Fig. 3 and pp. 5-7 for details.|Art. II is clear.
In 2014.|Then in 2015.
She is 6 ft. 2 in. tall.
The train leaves at 5 p.m. Monday.
The train leaves at 5 p.m. EST.|Nobody will be on it.
The train leaves at 5 p.m.|Nobody will be on it.
At 5 a.m. President Roe spoke.
Sept. 11 was a Tuesday.|Feb. 3 was not.
1. The first point is clear.
a. The first point is clear.
• 9. The first point is clear.
2) The second point is clear.
He lost.[1]|She won.[2]
"""
OTHER_MARKS = """
He waited ...|Nobody came.
He waited… and waited.
He waited ... I think he was tired.
He waited . . .|Nobody came.
He waited ... 20 years.
[…] The rest is history.
He had it. . .|She did not.
What a day!!|Who knew?!|Nobody.
A surprising (!) result.
She left (at last.)|He stayed.
The end – or not. – Who knows.
See example.org.|You will like it.
The law is pure.|look it up.
He said (and I quote) yes.|(He meant it.)|She left.
"""


@pytest.mark.parametrize(
    "line",
    [
        line
        for table in (SAID, QUOTED, NAMES, PLACES, COMPANIES, NUMBERS, OTHER_MARKS)
        for line in table.strip().split("\n")
    ],
)
def test_sentences_of_one_line(line: str) -> None:
    expected = line.split("|")
    text = line.replace("|", " ")
    assert [text[start:end] for start, end in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("これは文です。次の文です。", ["これは文です。", "次の文です。"]),
        ("「行くの？」彼は言った。", ["「行くの？」", "彼は言った。"]),
        ("هل هذا صحيح؟ نعم.", ["هل هذا صحيح؟", "نعم."]),
        ("यह सच है। वह गया।", ["यह सच है।", "वह गया।"]),
        ("Police said it.They left.", ["Police said it.", "They left."]),
        ("Police said it.“They left.”", ["Police said it.", "“They left.”"]),
        ('Police left."They did it."', ['Police left."They did it."']),
        ('"The police left."Nobody saw.', ['"The police left."', "Nobody saw."]),
        ("One.\u200b Two.", ["One.\u200b", "Two."]),
        ("One.\u00a0Two.", ["One.", "Two."]),
        ("", []),
        (" \n\t ", []),
        ("...", ["..."]),
        ("! ? !", ["! ? !"]),
        ("The end. ***", ["The end. ***"]),
    ],
)
def test_other_alphabets_and_odd_space(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOSCOW, May 20. /TASS/. Russia is ready.", ["MOSCOW, May 20. /TASS/.", "Russia is ready."]),
        ("PARIS (Reuters) - The talks failed.", ["PARIS (Reuters) -", "The talks failed."]),
        ("WASHINGTON, July 4 (AP) — The talks failed.", ["WASHINGTON, July 4 (AP) —", "The talks failed."]),
        ("ST. LOUIS, Mo. — The talks failed.", ["ST. LOUIS, Mo. —", "The talks failed."]),
        ("Mexico City (AFP) – The talks failed.", ["Mexico City (AFP) –", "The talks failed."]),
        ("He read on: KYIV (AP) - The talks failed.", ["He read on:", "KYIV (AP) -", "The talks failed."]),
        ("(CNN) -- The talks failed.", ["(CNN) --", "The talks failed."]),
        ("МОСКВА, 20 мая. /ТАСС/. Переговоры закончились.", ["МОСКВА, 20 мая. /ТАСС/.", "Переговоры закончились."]),
        ("NATO — the alliance — met.", ["NATO — the alliance — met."]),
        ("FILE PHOTO - The minister in Paris.", ["FILE PHOTO - The minister in Paris."]),
        ("Ministers meet Sunday, May 3, 2020", ["Ministers meet", "Sunday, May 3, 2020"]),
        ("They met on Sunday, May 3, 2020", ["They met on Sunday, May 3, 2020"]),
        ("The minister in Paris Image: Jane Roe.", ["The minister in Paris", "Image: Jane Roe."]),
    ],
)
def test_a_dateline_is_a_segment_of_its_own(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A title\nBy Jane Roe\nThe lead.", ["A title", "By Jane Roe", "The lead."]),
        ("The minister\nleft on Friday.", ["The minister\nleft on Friday."]),
        ("In Paris,\nRoe spoke.", ["In Paris,\nRoe spoke."]),
        ("He spoke of the\nNATO treaty.", ["He spoke of the\nNATO treaty."]),
        ("One.\r\nTwo.\rThree.\u2028Four.\x85Five.", ["One.", "Two.", "Three.", "Four.", "Five."]),
        ("One line\n\nof two\u2029paragraphs", ["One line", "of two", "paragraphs"]),
        ("- Bread\n- Milk", ["- Bread", "- Milk"]),
    ],
)
def test_a_line_end_cuts_unless_the_line_runs_on(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == expected


def test_a_hard_wrapped_paragraph_is_read_as_one_line() -> None:
    text = (
        "The foreign minister of the republic said on Monday that he and\n"
        "his colleague would meet again in the autumn, when parliament in\n"
        "Ruritania votes on the treaty. He did not say where they would.\n"
        "Talks between the two had ended without a result last week near\n"
        "Paris.\n"
    )
    assert [text[start:end] for start, end in split(text)] == [
        text[: text.index(" He did")],
        "He did not say where they would.",
        text[text.index("Talks") :].strip(),
    ]


def test_an_indented_line_opens_a_paragraph_in_a_wrapped_text() -> None:
    text = (
        "   The minister said on Monday that he would meet his colleague in\n"
        "the autumn, and that nobody else would be there to see it happen\n"
        "   Paris was quiet. The talks had ended there without a result, as\n"
        "everybody had known they would."
    )
    assert any(text[start:].startswith("Paris was quiet.") for start, _ in split(text))


def test_spans_are_code_points_of_the_exact_text() -> None:
    text = "\ufeff“Café 😀!” Zoë said.  Next\tone."
    assert split(text) == [Span(0, text.index("  ")), Span(text.index("Next"), len(text))]


def test_the_splitter_has_a_name_and_a_version() -> None:
    name, _, version = SPLITTER.partition("/")
    assert name
    assert version.isdigit()


def test_importing_the_splitter_imports_little() -> None:
    code = (
        "import sys; import reviewer.articles.structure; "
        "sys.exit(bool({'inspect', 'dataclasses', 'pydantic', 'textual'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
