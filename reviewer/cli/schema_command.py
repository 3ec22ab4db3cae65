"""`reviewer schema`: the JSON Schema of an export's records."""

from pathlib import Path

import click


@click.command("schema", epilog="Example: reviewer schema -o schemas/record-1.json")
@click.option("-o", "--output", metavar="FILE", default="-", show_default=True, help="Where to; - is stdout.")
def command(output: str) -> None:
    """Write the JSON Schema (2020-12) that every line of an export satisfies."""
    from reviewer.models.record import schema_text  # noqa: PLC0415 - pydantic takes 190 ms; help does without

    text = schema_text()
    if output == "-":
        click.echo(text, nl=False)
        return
    from reviewer.formats.files import replaced  # noqa: PLC0415 - stdout needs none of it

    with replaced(Path(output)) as sink:
        sink.put(text.encode())
