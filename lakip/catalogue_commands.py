"""`lakip catalogue`: proposals for new entries, their review by a person, and the decisions taken in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lakip.console import lang_option, say, write, write_to

if TYPE_CHECKING:
    from warehouse.catalogue_propose import Proposal

FILE = click.Path(path_type=Path)
db_option = click.option(
    "--db",
    type=FILE,
    default=Path("lakip.duckdb"),
    show_default=True,
    help="Gudang data DuckDB. / The DuckDB warehouse.",
)
catalogue_option = click.option(
    "--catalogue",
    type=FILE,
    envvar="LAKIP_CATALOGUE",
    metavar="DIR",
    help="Folder katalog sendiri (atau LAKIP_CATALOGUE). / The folder of your own catalogue (or LAKIP_CATALOGUE).",
)


@click.group(
    help="Menumbuhkan katalog indikator: usulan dari nama yang belum dikenal, diputuskan orang, lalu disimpan.\n\n"
    "Grows the catalogue of indicators: proposals from names not known yet, decided by a person, then taken in."
)
def catalogue() -> None:
    pass


@catalogue.command(
    help="Mengelompokkan nama-nama tanpa padanan dari semua instansi dan tahun menjadi usulan entri.\n\n"
    "Groups the names without an entry, over all agencies and years, into proposed entries."
)
@db_option
@catalogue_option
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
@click.option("--out", type=FILE, help="Tulis ke berkas ini sebagai JSONL. / Write JSON lines here.")
@lang_option
def propose(db: Path, catalogue: Path | None, form: str, out: Path | None, lang: str) -> None:
    from lakip.catalogue_review import proposals_to_jsonl, proposals_to_table

    proposals = database_to_proposals(db, catalogue)
    if out is not None or form == "jsonl":
        write_to(proposals_to_jsonl(proposals), out)
    else:
        write(proposals_to_table(proposals, lang))
    say(f"{len(proposals)} proposed entries." if lang == "en" else f"{len(proposals)} usulan entri.")


@catalogue.command(
    help="Menulis usulan ke BERKAS.csv untuk diisi: kolom decision berisi accept, alias-of:ID atau reject; kosong "
    "berarti belum diputuskan.\n\n"
    "Writes the proposals to FILE.csv for a person to edit: decision is accept, alias-of:ID or reject; empty is open."
)
@click.argument("file", type=FILE, metavar="BERKAS.csv")
@db_option
@catalogue_option
@click.option("--force", is_flag=True, help="Timpa berkas yang sudah ada. / Overwrite a file that is there.")
@lang_option
def review(file: Path, db: Path, catalogue: Path | None, force: bool, lang: str) -> None:
    from extract.errors import InputError
    from lakip.catalogue_review import proposals_to_csv

    if file.exists() and not force:
        # it may hold an afternoon of decisions
        raise InputError(
            f"Berkas {file} sudah ada; --force menimpanya.", f"{file} is there already; --force overwrites it."
        )
    proposals = database_to_proposals(db, catalogue)
    write_to(proposals_to_csv(proposals), file)
    say(f"{len(proposals)} proposals in {file}." if lang == "en" else f"{len(proposals)} usulan dalam {file}.")


@catalogue.command(
    help="Menyimpan keputusan dalam BERKAS.csv ke katalog sendiri. Yang pernah diputuskan tidak diubah; id tidak "
    "pernah berubah atau dipakai ulang; setiap keputusan dicatat.\n\n"
    "Takes the decisions of FILE.csv into your own catalogue. What was decided stays; ids never change and are never "
    "given again; every decision is logged."
)
@click.argument("file", type=FILE, metavar="BERKAS.csv")
@catalogue_option
@click.option("--who", default="", help="Siapa yang memutuskan; bawaan: nama pengguna. / Who decided; your user name.")
@lang_option
def apply(file: Path, catalogue: Path | None, who: str, lang: str) -> None:
    from lakip.catalogue_folder import applied_to_sentences, apply_file

    applied = apply_file(file, catalogue, who)
    write("".join(f"{one.decision}\t{one.id}\t{one.names[0]}\n" for one in applied.fresh))
    for sentence in applied_to_sentences(applied, lang):
        say(sentence)


@catalogue.command(
    help="Mencocokkan ulang nama-nama tanpa padanan di gudang data dengan katalog yang sudah bertambah, tanpa membaca "
    "ulang laporannya. Yang sudah cocok tidak berubah.\n\n"
    "Asks the unmatched names of a warehouse again of the grown catalogue, without reading the reports again. What was "
    "matched stays."
)
@db_option
@catalogue_option
@lang_option
def rematch(db: Path, catalogue: Path | None, lang: str) -> None:
    import os

    from lakip.catalogue_folder import folder_to_catalogues
    from normalize.match import Matcher
    from warehouse.catalogue_rematch import rematch as database_to_rematched

    _, merged = folder_to_catalogues(catalogue)
    if catalogue is not None:
        # the load puts the catalogue into the warehouse too, from where this says
        os.environ["LAKIP_CATALOGUE"] = str(catalogue)
    done = database_to_rematched(db, Matcher(merged))
    numbers = (done.figures, done.names, done.reports)
    if lang == "en":
        say("{} figures of {} names in {} reports have an entry now.".format(*numbers))
    else:
        say("{} angka dari {} nama dalam {} laporan kini berpadanan.".format(*numbers))
    for report in done.without_part:
        say(
            f"{report}: its part is gone; ingest it again with --refresh."
            if lang == "en"
            else f"{report}: bagiannya tidak ada; muat ulang dengan ingest --refresh."
        )


def database_to_proposals(db: Path, catalogue: Path | None) -> list[Proposal]:
    """The proposals of a warehouse, without what the catalogue knows or its log has decided. Raises InputError."""
    from lakip.catalogue_folder import folder_to_catalogues
    from normalize.match import Matcher
    from warehouse.catalogue_names import unmatched_names
    from warehouse.catalogue_propose import names_to_proposals
    from warehouse.open import Warehouse

    own, merged = folder_to_catalogues(catalogue)
    with Warehouse(db) as warehouse:
        names = unmatched_names(warehouse.records)
    return names_to_proposals(names, Matcher(merged), own.decided().keys())


@click.command(
    help="Layanan rekonsiliasi (Reconciliation API 0.2) untuk OpenRefine, hanya di komputer ini (127.0.0.1): cocokkan "
    "kolom nama indikator dengan katalog. Ctrl-C menghentikannya.\n\n"
    "A reconciliation service (Reconciliation API 0.2) for OpenRefine, on this computer only (127.0.0.1): matches a "
    "column of indicator names with the catalogue. Ctrl-C stops it."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Porta; 0 untuk yang bebas. / The port; 0 for any free one.",
)
@catalogue_option
@lang_option
def reconcile(port: int, catalogue: Path | None, lang: str) -> None:
    from lakip.catalogue_folder import folder_to_catalogues
    from lakip.reconcile import serve

    _, merged = folder_to_catalogues(catalogue)

    def begun(url: str) -> None:
        write(f"{url}\n")
        say(
            f"Reconciliation service at {url} for {len(merged)} entries; Ctrl-C stops it."
            if lang == "en"
            else f"Layanan rekonsiliasi di {url} untuk {len(merged)} entri; Ctrl-C menghentikannya."
        )

    serve(merged, port, begun, lang)
