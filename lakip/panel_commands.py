"""`lakip export` and `lakip seed`: the ways out of the warehouse for researchers and planners."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lakip.console import lang_option, say, write
from warehouse.acceptances import FILE_NAME

if TYPE_CHECKING:
    from warehouse.open import Warehouse

FILE = click.Path(path_type=Path)
db_option = click.option(
    "--db",
    type=FILE,
    default=Path("lakip.duckdb"),
    show_default=True,
    help="Gudang data DuckDB. / The DuckDB warehouse.",
)


def tell_accepted(warehouse: Warehouse, lang: str) -> None:
    """That findings are accepted, and what follows; nothing where none is."""
    if warehouse.accepted:
        say(
            f"{FILE_NAME}: {warehouse.accepted} accepted findings raise no doubt about figures."
            if lang == "en"
            else f"{FILE_NAME}: {warehouse.accepted} temuan yang diterima tidak lagi meragukan angka."
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
    from warehouse.acceptances import acceptances_beside
    from warehouse.export import export as export_warehouse
    from warehouse.open import Warehouse

    with Warehouse(db, acceptances_beside(db)) as warehouse:
        tell_accepted(warehouse, lang)
        done = export_warehouse(warehouse, directory, since=since)
    write("".join(f"{rows}\t{entity}\n" for entity, rows in done.rows.items()))
    for one in done.changes:
        counts = (len(one.added), len(one.changed), len(one.removed))
        words = ("{} added, {} changed, {} removed", "{} ditambah, {} berubah, {} dihapus")[lang == "id"]
        say(f"{one.table}: {words.format(*counts)}")
    say(f"{done.folder}: {done.version}")


@click.command(
    help="Menyiapkan rancangan Perjanjian Kinerja, Rencana Aksi dan pagu tahun YEAR bagi satu instansi dari laporan "
    "yang sudah dimuat: baseline, target terakhir, target Renstra, kecenderungan; usulan target dibiarkan kosong.\n\n"
    "Drafts next year's performance agreement, action plan and budget of an agency from the loaded reports; the "
    "proposed target is left for people. Cells that rest on a figure with an open finding are marked."
)
@click.argument("output", type=FILE, metavar="OUT.xlsx")
@click.option("--agency", required=True, help="Kunci, garis keturunan atau nama instansi. / Key, lineage or name.")
@click.option("--year", required=True, type=click.IntRange(2000, 2100), help="Tahun rancangan. / Year of the draft.")
@db_option
@lang_option
def seed(output: Path, agency: str, year: int, db: Path, lang: str) -> None:
    from lakip.console import write_to
    from warehouse.acceptances import acceptances_beside
    from warehouse.open import Warehouse
    from warehouse.seed import warehouse_to_draft
    from warehouse.seed_book import draft_to_book

    with Warehouse(db, acceptances_beside(db)) as warehouse:
        tell_accepted(warehouse, lang)
        draft = warehouse_to_draft(warehouse, agency, year, lang)
    write_to(draft_to_book(draft), output)
    words = ("{} indicators of {}, {} budget lines", "{} indikator tahun {}, {} baris pagu")[lang == "id"]
    say(f"{output}: {draft.agency}; {words.format(len(draft.lines), draft.base_year, len(draft.budget))}")
