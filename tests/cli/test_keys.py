"""`reviewer keys` lists the table that the screen uses."""

from reviewer.keys import ACTIONS, shown
from tests.cli.conftest import Run


def test_every_action_with_its_keys_stands_in_the_list(ran: Run) -> None:
    lines = ran("keys").out.splitlines()
    for action in ACTIONS:
        (line,) = [line for line in lines if f"  {action.id}  " in line]
        assert line.split("  ")[1].split() == [shown(key) for key in action.keys]
        assert line.endswith(action.help)


def test_the_markdown_has_three_cells_a_row(ran: Run) -> None:
    head, rule, *rows = ran("keys", "--markdown").out.splitlines()
    assert (head, rule) == ("| key | action | what it does |", "|---|---|---|")
    assert len(rows) == len(ACTIONS)
    assert all(row.replace("\\|", "").count("|") == 4 for row in rows)
