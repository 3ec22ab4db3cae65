"""Drafting a verdict with evidence in a real terminal: keys, a bracketed paste, and what the database holds then."""

from pathlib import Path

from reviewer.store import open_store
from tests.e2e.conftest import SEED, Open

PASTE = "\x1b[200~{}\x1b[201~"


def test_a_verdict_is_drafted_by_keys_and_a_paste(reviewer: Open, tmp_path: Path) -> None:
    terminal = reviewer("open", str(SEED))
    terminal.until("sentence 1 of 23")
    terminal.write("jcNATO is bound by discipline.\rets1jArticle 5 says so.\rIt is binding.\x13")
    terminal.until("Article 5 says so.")
    terminal.write(PASTE.format("javascript:alert(1)"))
    terminal.until("javascript: addresses are not taken")
    terminal.write(PASTE.format("https://www.nato.int/treaty.htm"))
    terminal.until("new evidence")
    terminal.write("\r")
    terminal.until("evidence saved")
    terminal.write("dh")
    terminal.until("▸◕ 2nd review")
    terminal.write("a")
    terminal.until("somebody else has to approve")
    terminal.write("\x11")
    assert terminal.end() == 0
    store = open_store(tmp_path / "reviewer.db")
    (row,) = store.ledger()
    check, (one,) = store.check(row.claim.uid), store.evidence(row.claim.uid)
    store.close()
    assert (check.status, check.verdict, check.drafted_by) == ("second_review", "supported", "Ann")
    assert check.justification == "Article 5 says so.\nIt is binding."
    assert (one.source_url, one.added_by) == ("https://www.nato.int/treaty.htm", "Ann")
