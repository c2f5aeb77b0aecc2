"""`lakip export` and `lakip seed`: the ways out of the warehouse for researchers and planners."""

from __future__ import annotations

from pathlib import Path

import click

from lakip.console import lang_option, say, write

FILE = click.Path(path_type=Path)
db_option = click.option(
    "--db",
    type=FILE,
    default=Path("lakip.duckdb"),
    show_default=True,
    help="Gudang data DuckDB. / The DuckDB warehouse.",
)


@click.command(
    help="Menulis tampilan out_* dari gudang data ke folder DIR sebagai CSV dan Parquet, dengan datapackage.json, buku "
    "kode, peringatan pemakaian dan catatan perubahan sejak ekspor sebelumnya.\n\n"
    "Writes the warehouse's out_* views into the folder DIR as CSV and Parquet, with datapackage.json, codebook, usage "
    "warnings, and a changelog since the export before."
)
@click.argument("directory", type=FILE, metavar="DIR")
@db_option
@click.option(
    "--since",
    type=FILE,
    help="Ekspor terdahulu sebagai pembanding; bawaan: isi DIR. / An earlier export; default: what DIR holds.",
)
@lang_option
def export(directory: Path, db: Path, since: Path | None, lang: str) -> None:
    from warehouse.export import export as export_warehouse
    from warehouse.open import Warehouse

    with Warehouse(db) as warehouse:
        done = export_warehouse(warehouse, directory, since=since)
    write("".join(f"{rows}\t{entity}\n" for entity, rows in done.rows.items()))
    for one in done.changes:
        counts = (len(one.added), len(one.changed), len(one.removed))
        words = ("{} added, {} changed, {} removed", "{} ditambah, {} berubah, {} dihapus")[lang == "id"]
        say(f"{one.table}: {words.format(*counts)}")
    say(f"{done.folder}: {done.version}")
