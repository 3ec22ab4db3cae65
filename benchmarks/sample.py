"""Synthetic articles: sentences of about 100 characters in paragraphs, the same for the same seed."""

import json
import random
import subprocess
from pathlib import Path

from benchmarks.terminal import ROOT, environment, python

SEED_FILE = next((ROOT / "seeds").glob("000_*.txt"))
_WORDS = (
    "the of a to in and for on with by from at over under after before about against between during council ministry "
    "harbour budget winter railway committee border energy market school hospital election parliament treaty statement "
    "figures survey officials engineers farmers teachers doctors residents reporters inspectors voters drivers sailors "
    "said reported denied approved rejected opened closed measured counted promised delayed visited repaired expected "
    "northern southern annual public private regional severe recent former local independent temporary broad careful "
    "bridge river tunnel report agreement proposal contract season decade quarter village capital valley coast"
)
WORDS = _WORDS.split()
SENTENCES_A_PARAGRAPH = 4
SENTENCES_AN_ARTICLE = 20


def sentence(rng: random.Random) -> str:
    """Return one sentence of about 100 characters."""
    words = [rng.choice(WORDS)]
    length = len(words[0])
    while length < 95:
        words.append(rng.choice(WORDS))
        length += 1 + len(words[-1])
    return " ".join(words).capitalize() + "."


def article(rng: random.Random, sentences: int = SENTENCES_AN_ARTICLE) -> str:
    """Return one article."""
    cut = [sentence(rng) for _ in range(sentences)]
    step = SENTENCES_A_PARAGRAPH
    return "\n\n".join(" ".join(cut[at : at + step]) for at in range(0, sentences, step)) + "\n"


def text_file(folder: Path, sentences: int) -> Path:
    """Write one article of so many sentences."""
    path = folder / f"{sentences}.txt"
    path.write_text(article(random.Random(sentences), sentences))
    return path


def jsonl_file(folder: Path, articles: int) -> Path:
    """Write so many articles as JSON lines."""
    rng = random.Random(articles)
    path = folder / f"{articles}.jsonl"
    with path.open("w") as file:
        for number in range(articles):
            file.write(json.dumps({"id": str(number), "title": f"Article {number}", "text": article(rng)}) + "\n")
    return path


def database(folder: Path, text: Path) -> Path:
    """Import a file into a database of its own, in a process of its own."""
    path = folder / f"{text.stem}.db"
    subprocess.run(
        python("-m", "reviewer", "import", "--db", path, text),
        check=True,
        env=environment(),
        cwd=ROOT,
        capture_output=True,
    )
    return path


def opened(path: Path, *articles: Path) -> list[str]:
    """Return the command that opens a database on the screen."""
    return python("-m", "reviewer", "open", "--db", path, *articles)
