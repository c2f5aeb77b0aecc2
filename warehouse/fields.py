"""The one registry of fields: what stands in the warehouse and in what the commands print.

`fields.csv` beside this module is the source: entity, name, type, unit, allowed values, meaning in both languages.
The DDL, the Parquet schema of a part, the order of the columns that the commands print and docs/codebook.md are made
from it. Types: text, integer, decimal (DECIMAL(38,10): money, counts and everything printed), percent (DECIMAL(38,4):
what the views recompute), number (DOUBLE: boxes and scores only), boolean, list (of text), list_integer, json.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: where an entity comes from: 'part' a report, 'registry' corpus, 'derived' all reports together, 'kept' runs of the
#: audit (made when the first is kept), 'view' computed, 'print' what a command prints
LAYERS: dict[str, str] = {
    "raw_file": "part",
    "raw_page": "part",
    "raw_paragraph": "part",
    "core_report": "part",
    "core_table": "part",
    "core_cell": "part",
    "core_fact": "part",
    "core_claim": "part",
    "core_mention": "part",
    "core_finding": "part",
    "core_evidence": "part",
    "core_suspect": "part",
    "core_codes__indicator": "registry",
    "core_entity__agency": "registry",
    "core_codes__region": "registry",
    "core_document": "derived",
    "core_run": "kept",
    "core_run_finding": "kept",
    "out_panel": "view",
    "out_vintage": "view",
    "out_achievement": "view",
    "out_budget": "view",
    "out_finding": "view",
    "facts": "print",
    "finding": "print",
}

#: what an entity is, in Indonesian and English
TITLES: dict[str, tuple[str, str]] = {
    "raw_file": ("Berkas yang dimuat, satu baris satu berkas", "The files loaded, one a row"),
    "raw_page": ("Halaman PDF dan hasil bacanya", "The pages of PDFs and what came of reading them"),
    "raw_paragraph": ("Alinea sebagaimana terbaca", "The paragraphs as read"),
    "core_report": ("Laporan: apa, siapa, kapan", "The reports: what, whose, when"),
    "core_table": ("Tabel dalam laporan, lanjutannya disambung", "The tables, continuations joined"),
    "core_cell": ("Sel tabel, dengan tempatnya", "The cells of the tables, with their places"),
    "core_fact": (
        "Fakta: satu angka (atau predikat) tercetak satu baris",
        "Facts: one printed figure (or grade) a row",
    ),
    "core_claim": ("Kalimat berangka", "Sentences that carry figures"),
    "core_mention": ("Angka-angka dalam kalimat", "The numbers in those sentences"),
    "core_finding": ("Temuan", "Findings"),
    "core_evidence": ("Bukti tercetak setiap temuan", "The printed evidence of each finding"),
    "core_suspect": ("Angka yang diduga keliru pada setiap temuan", "The figures that may be wrong in each finding"),
    "core_codes__indicator": ("Katalog indikator kinerja utama (IKU)", "The catalogue of key performance indicators"),
    "core_entity__agency": ("Instansi dan garis keturunannya", "The agencies and their lineage"),
    "core_codes__region": ("Wilayah dengan kode Kemendagri dan BPS", "The regions with Kemendagri and BPS codes"),
    "core_document": (
        "Dokumen: berkas-berkas dari satu laporan disatukan, edisi ganda dikenali",
        "Documents: the files of one report joined, second editions told",
    ),
    "core_run": ("Pemeriksaan yang hasilnya disimpan", "Runs of the audit whose result was kept"),
    "core_run_finding": (
        "Temuan setiap pemeriksaan yang disimpan, untuk dibandingkan dengan pemeriksaan berikutnya",
        "The findings of each run kept, to be compared with the next run's",
    ),
    "out_panel": (
        "Panel peneliti: satu sel panel satu baris, dengan satu nilai yang mewakilinya",
        "The researcher's panel: one cell of the panel a row, with the one value that stands for it",
    ),
    "out_vintage": (
        "Semua pernyataan tercetak per sel panel, dengan laporan yang menyatakannya",
        "Every printed statement of the panel's cells, with the report that states it",
    ),
    "out_achievement": (
        "Target, realisasi, capaian tercetak dan capaian dihitung ulang",
        "Target, realised, achievement as printed and recomputed",
    ),
    "out_budget": (
        "Pagu, realisasi anggaran, persen dan sisa, tercetak dan dihitung ulang",
        "Budget, spent, share and remainder, as printed and recomputed",
    ),
    "out_finding": ("Temuan dengan laporan dan buktinya", "Findings with their report and evidence"),
    "facts": ("Kolom `lakip facts --format csv`", "The columns of `lakip facts --format csv`"),
    "finding": ("Kunci `lakip audit --format jsonl`", "The keys of `lakip audit --format jsonl`"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. `allowed` is () where any value may stand; '' among them means that it may be empty text."""

    entity: str
    name: str
    type: str
    unit: str
    allowed: tuple[str, ...]
    meaning_id: str
    meaning_en: str


@cache
def load_fields() -> tuple[Field, ...]:
    """All fields in the order of fields.csv, an entity's fields together."""
    text = files("warehouse").joinpath("fields.csv").read_text(encoding="utf-8")
    return tuple(
        Field(
            entity=row["entity"],
            name=row["name"],
            type=row["type"],
            unit=row["unit"],
            allowed=tuple(row["allowed"].split("|")) if row["allowed"] else (),
            meaning_id=row["meaning_id"],
            meaning_en=row["meaning_en"],
        )
        for row in csv.DictReader(text.splitlines(), strict=True)
    )


@cache
def entity_fields(entity: str) -> tuple[Field, ...]:
    """The fields of one entity, in order. Raises KeyError for an unknown entity."""
    if entity not in LAYERS:
        raise KeyError(entity)
    return tuple(field for field in load_fields() if field.entity == entity)


def entity_columns(entity: str) -> tuple[str, ...]:
    """The names of an entity's columns, in order."""
    return tuple(field.name for field in entity_fields(entity))


def layer_entities(layer: str) -> tuple[str, ...]:
    """The entities of a layer: 'part', 'registry', 'derived', 'view' or 'print'."""
    return tuple(entity for entity, one in LAYERS.items() if one == layer)
