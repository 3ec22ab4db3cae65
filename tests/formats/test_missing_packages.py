"""What a format needs beyond the program is named, with the extra that brings it, and no file is made."""

import subprocess
import sys
from pathlib import Path

CODE = """if True:
    import sys
    from pathlib import Path

    class Hidden:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in {"spacy", "cassis", "pyarrow", "datasets"}:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, Hidden())
    from itertools import product
    from reviewer.errors import SettingsError
    from reviewer.formats import OURS, Selection
    from reviewer.formats.export import export_to_file
    from reviewer.settings import Publisher
    from reviewer.store.sqlite import SqliteStore
    from tests.report.desk import worked_on

    store = SqliteStore.open(":memory:")
    worked_on(store)
    publisher = Publisher("Desk", "https://desk.example", "https://desk.example/{id}")
    for form in OURS:
        for values in product(*form.options.values()):
            options = dict(zip(form.options, values))
            selection = Selection(unit=form.units[0], options=options, publisher=publisher)
            try:
                export_to_file(store, form, selection, Path(f"{form.name}{form.suffix}"))
            except SettingsError as error:
                print(form.name, *values, "-", error)
"""


def test_a_format_names_the_extra_it_needs_and_all_others_need_none(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    spacy = "the format spacy needs spacy; install it with: pip install 'reviewer[spacy]'"
    cassis = "the format inception needs cassis; install it with: pip install 'reviewer[inception]'"
    parquet = "Parquet needs pyarrow; install it with: pip install 'reviewer[parquet]', or leave out --with"
    assert done.stdout.splitlines() == [
        f"inception xmi - {cassis}",
        f"inception json - {cassis}",
        f"spacy strict - {spacy}",
        f"spacy expand - {spacy}",
        f"huggingface parquet no - {parquet}",
        f"huggingface parquet iob2 - {parquet}",
    ]
    made = {path.name for path in tmp_path.iterdir()}
    assert {"inception", "spacy"}.isdisjoint(made)
    assert {"huggingface", "brat", "labelstudio.labelstudio.json", "csv.csv"} <= made
    assert [name for name in made if name.startswith(".reviewer-export-")] == []
