"""Parts of simulated reports, quickly: one report's facts typed out once, then varied by agency, year and value.

A part has the very schema that a worker writes, and as many facts, cells, paragraphs and findings as a yearly report of
its size. Only the figures, keys, agency and year differ, so that a warehouse of thousands can be built in minutes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from corpus import load_catalogue
from warehouse.fields import entity_fields, layer_entities
from warehouse.parts import VERSION_KEY, part_version, report_to_part_path
from warehouse.schema import ARROW_TYPES, part_schema

#: facts a report, as in the bundled yearly reports
FACTS = 500
YEARS = range(2014, 2024)
MEASURES = ("target", "realisasi", "capaian", "pagu", "realisasi_anggaran")
_EMPTY = {"text": "", "integer": 0, "number": 0.0, "boolean": False, "list": [], "list_integer": []}


def number_to_report(number: int) -> str:
    """A report's key: 16 hex digits."""
    return f"{number * 0x9E3779B97F4A7C15 % 2**64:016x}"


def column(field_type: str, values: object, count: int) -> pa.Array:
    """An Arrow array of `count` values: a sequence as it is, a scalar repeated, None as nulls."""
    kind = ARROW_TYPES[field_type]
    if values is None:
        return pa.nulls(count, kind)
    if isinstance(values, np.ndarray) or (isinstance(values, list) and values):
        plain = pa.array(values)
        return plain if plain.type == kind else plain.cast(kind)
    return pa.array([values] * count, kind)


def entity_to_list(entity: str, count: int, given: dict[str, object]) -> pa.Array:
    """One list of `count` structs of an entity; fields that aren't given are empty."""
    fields = entity_fields(entity)
    arrays = [column(field.type, given.get(field.name, _EMPTY.get(field.type)), count) for field in fields]
    structs = pa.StructArray.from_arrays(arrays, names=[field.name for field in fields])
    wanted = part_schema().field(entity).type.value_type
    return pa.ListArray.from_arrays(pa.array([0, count], pa.int32()), structs.cast(wanted))


def report_to_table(number: int, years: range = YEARS, facts: int = FACTS, report: str = "") -> pa.Table:
    """The part of the simulated report `number`: agency number // len(years), year by the rest; under the key
    `report`, if given."""
    random = np.random.default_rng(number)
    report = report or number_to_report(number)
    agency, year = divmod(number, len(years))
    year += years.start
    indicators = load_catalogue().indicators
    # a row of five measures each; an agency keeps its indicators over the years
    rows = facts // len(MEASURES)
    chosen = np.random.default_rng(agency).choice(len(indicators), rows, replace=rows > len(indicators))
    row_no = np.repeat(np.arange(1, rows + 1), len(MEASURES))
    amounts = random.integers(1, 10_000_000, rows * len(MEASURES))
    names = [indicators[place].name for place in chosen for _ in MEASURES]
    ids = [indicators[place].id for place in chosen for _ in MEASURES]
    texts = [str(amount) for amount in amounts]
    count = len(texts)
    measures = list(MEASURES) * rows
    # every fourth report states last year's figures again
    about = np.full(count, year - (number % 4 == 0))
    about[: count // 2] = year
    table = f"{report}t0"
    place = {"page": (row_no // 20 + 1), "x0": row_no * 1.0, "y0": row_no * 2.0, "x1": row_no + 9.0, "y1": row_no + 5.0}
    cols = np.tile(np.arange(2, 2 + len(MEASURES)), rows)
    doubt = ["error" if place % 211 == 0 else "" for place in range(count)]
    key = {"report_id": report}
    lists = {
        "raw_file": (1, {**key, "name": f"lkjip-{agency}-{year}.pdf", "path": f"in/{agency}/lkjip-{year}.pdf",
                         "sha256": report * 4, "size": 1_000_000, "media": "pdf"}),
        "raw_page": (60, {**key, "page": np.arange(1, 61), "status": "text"}),
        "raw_paragraph": (120, {**key, "order_no": np.arange(120), "kind": "text",
                                "text": [f"Alinea {n} laporan {agency} tahun {year}, isi biasa." for n in range(120)]}),
        "core_report": (1, {**key, "name": f"lkjip-{agency}-{year}.pdf", "kind": "lakip", "agency": f"Dinas {agency}",
                            "agency_id": f"x-dinas-{agency}", "region": str(agency % 20 + 11), "year": year,
                            "period": "Y", "fact_count": count,
                            "sketch": [sorted(random.integers(0, 2**62, 128).tolist())]}),
        "core_table": (10, {**key, "table_id": [f"{report}t{n}" for n in range(10)], "table_index": np.arange(10),
                            "method": "rules", "pages": [[1, 2]] * 10}),
        "core_cell": (2 * count, {**key, "table_id": table, "row_no": np.repeat(row_no, 2),
                                  "col_no": np.repeat(cols, 2), "text": [text for text in texts for _ in (0, 1)]}),
        "core_fact": (count, {**key, **place, "fact_id": [f"{report}{n}" for n in range(count)], "table_id": table,
                              "table_name": "3.1", "row_no": row_no, "col_no": cols, "row_kind": "indicator",
                              "group_name": "Sasaran strategis", "indicator": names, "indicator_id": ids,
                              "match_score": 0.98, "year": about, "period": "Y", "measure": measures,
                              "basis": ["pk" if one == "target" else "" for one in measures],
                              "value": pa.array(amounts).cast(pa.decimal128(38, 0)).to_pylist(), "value_text": texts,
                              "unit": "orang", "raw": texts, "method": "rules", "confidence": 0.98, "doubt": doubt,
                              "fact_no": np.arange(1, count + 1), "line": None, "alternative": None}),
        "core_claim": (20, {**key, "claim_id": [f"{report}c{n}" for n in range(20)], "kind": "figure", "text": "."}),
        "core_mention": (40, {**key, "claim_id": [f"{report}c{n // 2}" for n in range(40)], "raw": "1"}),
        "core_finding": (15, {**key, "finding_id": [f"{report}f{n}" for n in range(15)], "finding_no": np.arange(1, 16),
                              "rule": "capaian", "severity": "error"}),
        "core_evidence": (30, {**key, "finding_no": np.repeat(np.arange(1, 16), 2), "raw": "1"}),
        "core_suspect": (15, {**key, "finding_no": np.arange(1, 16), "raw": "1"}),
    }  # fmt: skip
    columns = [entity_to_list(entity, *lists[entity]) for entity in layer_entities("part")]
    return pa.table(columns, schema=part_schema().with_metadata({VERSION_KEY: part_version().encode()}))


def write_reports(folder: Path, numbers: range, years: range = YEARS, facts: int = FACTS) -> list[Path]:
    """Writes the parts of these reports and gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in numbers:
        path = report_to_part_path(folder, number_to_report(number))
        pq.write_table(report_to_table(number, years, facts), path, compression="zstd")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write_reports(Path(sys.argv[1]), range(int(sys.argv[2])))
