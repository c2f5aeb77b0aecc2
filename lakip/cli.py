"""The command line: parse, call, print.

stdout is data, stderr is progress and words. Exit status: 0 done and nothing wrong found; 1 done and at least one
unaccepted finding of severity error (`audit` only); 2 the input or the call was bad. Whatever a command needs is
imported inside it, so that `lakip tables` does not wait for duckdb or pandas.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lakip import __version__
from lakip.catalogue_commands import catalogue, reconcile
from lakip.console import argv_to_lang, fault_to_sentence, lang_option, say, usage_to_sentence, write, write_to
from lakip.forms import FINDING_FORMATS
from lakip.panel_commands import export, seed

FILE = click.Path(path_type=Path)
db_option = click.option(
    "--db",
    type=FILE,
    default=Path("lakip.duckdb"),
    show_default=True,
    help="Gudang data DuckDB. / The DuckDB warehouse.",
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Membaca, memeriksa dan memuat laporan kinerja pemerintah (LAKIP, LKjIP, Renstra, PK).\n\n"
    "Reads, checks and loads Indonesian government performance reports.",
)
@click.version_option(__version__, prog_name="lakip")
@click.pass_context
def cli(context: click.Context) -> None:
    from lakip.scan_bar import scan_bar

    context.with_resource(scan_bar())


@cli.command(
    help="Memuat laporan-laporan contoh ke gudang data dan menunjukkan hasil serta temuan terberatnya.\n\n"
    "Loads the bundled reports into a warehouse and shows what came out, and the worst findings."
)
@db_option
@lang_option
@click.pass_context
def demo(context: click.Context, db: Path, lang: str) -> None:
    from lakip.loading import demo_paths, paths_to_outcomes
    from lakip.summary import outcomes_to_complaints, outcomes_to_sentence, outcomes_to_status, warehouse_to_summary
    from warehouse import Warehouse

    outcomes = paths_to_outcomes(demo_paths(), db, jobs=None, refresh=True)
    with Warehouse(db) as warehouse:
        write(warehouse_to_summary(warehouse, [outcome.report for outcome in outcomes], lang))
    for complaint in outcomes_to_complaints(outcomes, lang):
        say(complaint)
    say(outcomes_to_sentence(outcomes, db, lang))
    context.exit(outcomes_to_status(outcomes, strict=True))


@cli.command(
    help="Memuat berkas dan folder ke gudang data; yang sudah ada (menurut isinya) dilewati. Berkas yang gagal tidak "
    "menghentikan yang lain dan disebut di akhir.\n\n"
    "Loads files and folders; what is in already, by content, is passed over. A bad file never stops the rest and is "
    "named at the end. Exit status 2 where nothing could be read."
)
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="PATH...")
@db_option
@click.option("--jobs", type=click.IntRange(1), help="Banyaknya proses; bawaan: satu per inti. / Number of processes.")
@click.option("--dask", metavar="ADDR", help="Alamat penjadwal Dask (tcp://...). / Address of a Dask scheduler.")
@click.option("--refresh", is_flag=True, help="Baca ulang yang sudah ada. / Read again what is in already.")
@click.option("--strict", is_flag=True, help="Status 2 bila ada yang gagal. / Exit status 2 if any file is bad.")
@lang_option
@click.pass_context
def ingest(
    context: click.Context,
    paths: tuple[Path, ...],
    db: Path,
    jobs: int | None,
    dask: str | None,
    refresh: bool,
    strict: bool,
    lang: str,
) -> None:
    from lakip.loading import paths_to_outcomes
    from lakip.summary import outcomes_to_complaints, outcomes_to_lines, outcomes_to_sentence, outcomes_to_status

    outcomes = paths_to_outcomes(paths, db, jobs, refresh, dask, lang)
    write(outcomes_to_lines(outcomes, lang))
    for complaint in outcomes_to_complaints(outcomes, lang):
        say(complaint)
    say(outcomes_to_sentence(outcomes, db, lang))
    context.exit(outcomes_to_status(outcomes, strict))


@cli.command(
    help="Tabel-tabel yang terbaca dari FILE, dengan halaman dan cara bacanya.\n\n"
    "The tables that were read from FILE, with their pages and how they were read."
)
@click.argument("file", type=FILE)
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", show_default=True)
@click.option(
    "--picture",
    "folder",
    type=FILE,
    metavar="DIR",
    help="Gambar hasil bacaan di atas tiap halaman bertabel, satu PNG per halaman. / Draws what was read over each "
    "page with tables, one PNG a page.",
)
@click.option(
    "--reader",
    type=click.Choice(["lakip", "camelot", "pdfplumber"]),
    default="lakip",
    show_default=True,
    help="Pembaca PDF lain, untuk membandingkan. / Another PDF reader, to compare with.",
)
@lang_option
def tables(file: Path, form: str, folder: Path | None, reader: str, lang: str) -> None:
    from lakip.road import file_to_report
    from lakip.show_tables import report_to_json, report_to_text
    from lakip.sources import read_told, tell

    report = read_told(file, file_to_report)
    if reader != "lakip":
        from lakip.road import report_read_with

        report = report_read_with(report, file, reader)
    if folder is not None:
        from lakip.pictures import write_pictures

        drawn = write_pictures(file, report, folder, lang)
        say(f"{len(drawn)} pictures in {folder}." if lang == "en" else f"{len(drawn)} gambar di {folder}.")
    write(report_to_json(report) if form == "json" else report_to_text(report, lang))
    tell(report, lang)


@cli.command(
    help="Angka-angka kinerja dan anggaran dari FILE atau dari gudang data, satu angka satu baris.\n\n"
    "The figures of FILE, or of a warehouse, one figure a line."
)
@click.argument("files", type=FILE, nargs=-1, metavar="[FILE]...")
@click.option("--db", type=FILE, help="Gudang data DuckDB. / A DuckDB warehouse.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@lang_option
def facts(files: tuple[Path, ...], db: Path | None, form: str, lang: str) -> None:
    from lakip.show_facts import records_to_csv, records_to_jsonl, records_to_table
    from lakip.sources import sources_to_facts

    records = sources_to_facts(files, db, lang)
    if form == "csv":
        write(records_to_csv(records))
    elif form == "jsonl":
        write(records_to_jsonl(records))
    else:
        write(records_to_table(records, lang))


@cli.command(
    help="Memeriksa FILE: menghitung ulang semua yang dinyatakan laporan dan menunjukkan yang tidak cocok.\n\n"
    "Recomputes everything FILE claims and shows what does not add up. Exit status 1 where an error was found."
)
@click.argument("files", type=FILE, nargs=-1, metavar="[FILE]...")
@click.option("--db", type=FILE, help="Gudang data DuckDB. / A DuckDB warehouse.")
@click.option("--format", "form", type=click.Choice(list(FINDING_FORMATS)), default="table", show_default=True)
@click.option("-o", "--output", type=FILE, help="Tulis ke berkas ini, bukan ke stdout. / Write here, not to stdout.")
@click.option(
    "--accept",
    type=FILE,
    metavar="FILE",
    help="Penerimaan temuan (CSV: temuan,bukti,oleh,alasan,sampai); bawaan: penerimaan.csv di samping gudang data. / "
    "Findings accepted (CSV: id,proof,who,why,until); default: penerimaan.csv beside the warehouse.",
)
@lang_option
@click.pass_context
def audit(
    context: click.Context,
    files: tuple[Path, ...],
    db: Path | None,
    form: str,
    output: Path | None,
    accept: Path | None,
    lang: str,
) -> None:
    from lakip.audit_sources import sources_to_audited
    from lakip.audited import records_to_status

    audited = sources_to_audited(files, db, accept, form, lang)
    write_to(FINDING_FORMATS[form](audited, lang), output)
    context.exit(records_to_status(audited.records))


@cli.command(
    help="Mencari NAMA indikator dalam katalog IKU: calon-calonnya dengan skor dan alasannya.\n\n"
    "Candidates from the indicator catalogue for each NAME, with scores and reasons."
)
@click.argument("names", nargs=-1, required=True, metavar="NAMA...")
@click.option("--unit", default="", help="Satuan tercetak, bila ada. / The printed unit, if any.")
@click.option("--sector", default="", help="Bidang, bila diketahui. / The sector, if known.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.option("--why", is_flag=True, help="Alasannya dengan kata-kata. / The reasons in words.")
@lang_option
def match(names: tuple[str, ...], unit: str, sector: str, form: str, why: bool, lang: str) -> None:
    from lakip.show_matches import names_to_reasons, names_to_records, records_to_json, records_to_table

    if why:
        write(names_to_reasons(names, unit, sector, lang))
        return
    records = names_to_records(names, unit, sector)
    write(records_to_json(records) if form == "json" else records_to_table(records, lang))


cli.add_command(export)
cli.add_command(seed)


cli.add_command(catalogue)
cli.add_command(reconcile)


def main() -> None:
    """The `lakip` command. Ends the process with the exit status of the contract."""
    from corpus.registry import RegistryError
    from extract.errors import InputError

    lang = argv_to_lang(sys.argv[1:])
    try:
        status = cli.main(prog_name="lakip", standalone_mode=False)
    except InputError as error:
        say(error.told(lang))
        status = 2
    except RegistryError as error:
        from lakip.catalogue_folder import registry_to_input_error

        say(registry_to_input_error(error).told(lang))
        status = 2
    except click.exceptions.Exit as stop:
        status = stop.exit_code
    except click.Abort:
        say("Stopped." if lang == "en" else "Dihentikan.")
        status = 130
    except click.ClickException as error:
        say(usage_to_sentence(error, lang))
        status = 2
    except BrokenPipeError:
        # the reader of our stdout has seen enough: `lakip facts ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as fault:
        # a fault of the program, not of the input: say so in a sentence, and how to see more
        if os.environ.get("LAKIP_DEBUG"):
            raise
        say(fault_to_sentence(fault, lang))
        status = 2
    raise SystemExit(status or 0)
