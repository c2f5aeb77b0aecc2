"""The reconciliation service as OpenRefine meets it: the real command, real requests of the protocol (0.2)."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import urlopen

import pytest


class Service:
    """The running command and how to ask it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        assert process.stdout is not None
        self.url = process.stdout.readline().strip()
        self.port = urlsplit(self.url).port or 0

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        body = urlencode(form) if form is not None else None
        told = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        connection.request(method, path, body, {**told, **(headers or {})})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        connection.close()
        return answer.status, {name.casefold(): value for name, value in answer.getheaders()}, text

    def get(self, path: str) -> Any:
        status, _, text = self.ask("GET", path)
        assert status == 200, text
        return json.loads(text)

    def batch(self, queries: dict[str, Any]) -> Any:
        status, _, text = self.ask("POST", "/reconcile", {"queries": json.dumps(queries)})
        assert status == 200, text
        return json.loads(text)


def start(*arguments: str) -> Service:
    environment = {key: value for key, value in os.environ.items() if key not in ("LAKIP_CATALOGUE", "LAKIP_LANG")}
    process = subprocess.Popen(
        [sys.executable, "-m", "lakip", "reconcile", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    service = Service(process)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/reconcile", service.url), service.url
    # polled as a browser would
    until = time.monotonic() + 30
    while True:
        try:
            with urlopen(service.url, timeout=5) as answer:
                assert answer.status == 200
            return service
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)


def stop(service: Service, number: int = signal.SIGTERM) -> tuple[int, str]:
    service.process.send_signal(number)
    _, words = service.process.communicate(timeout=30)
    return service.process.returncode, words


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    running = start()
    yield running
    status, words = stop(running)
    assert status == 0
    assert "Traceback" not in words
    assert "127.0.0.1" in words


def test_the_manifest(service: Service) -> None:
    manifest = service.get("/reconcile")
    assert "0.2" in manifest["versions"]
    for key in ("name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest", "extend"):
        assert manifest[key]
    assert manifest["view"]["url"].startswith(service.url)
    assert "{{id}}" in manifest["view"]["url"]
    assert {"url", "width", "height"} <= set(manifest["preview"])
    # every address that the manifest names is answered
    for kind in ("entity", "property", "type"):
        offered = manifest["suggest"][kind]
        with urlopen(offered["service_url"] + offered["service_path"] + "?prefix=a", timeout=10) as answer:
            assert isinstance(json.load(answer)["result"], list)
    offered = manifest["extend"]["propose_properties"]
    with urlopen(offered["service_url"] + offered["service_path"] + "?type=indicator", timeout=10) as answer:
        assert {"id": "unit", "name": "Satuan"} in json.load(answer)["properties"]


def test_a_batch_as_openrefine_sends_it(service: Service) -> None:
    answers = service.batch(
        {
            "q0": {"query": "Prosentase Peserta KB Aktif", "type": "indicator", "type_strict": "should", "limit": 3},
            "q1": {"query": "Jumlah sengketa ulayat adat"},
            "q2": {"query": "Penyerapan anggaran", "properties": [{"pid": "unit", "v": "%"}]},
            "q3": {"query": "Penyerapan anggaran", "properties": [{"pid": "unit", "v": {"id": "x", "name": "nilai"}}]},
        }
    )
    assert set(answers) == {"q0", "q1", "q2", "q3"}
    first = answers["q0"]["result"][0]
    assert first["id"] == "SOS-015"
    assert first["match"] is True
    assert first["score"] > 90
    assert {"id": "indicator", "name": "Indikator kinerja"} in first["type"]
    assert 1 <= len(answers["q0"]["result"]) <= 3
    for answer in answers.values():
        scores = [candidate["score"] for candidate in answer["result"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)
        assert sum(candidate["match"] for candidate in answer["result"]) <= 1
    assert not any(candidate["match"] for candidate in answers["q1"]["result"])
    assert answers["q2"]["result"][0]["id"] == "GOV-018"
    assert answers["q3"]["result"][0]["id"] == "GOV-053"


def test_single_queries_and_get(service: Service) -> None:
    by_text = service.get("/reconcile?query=" + quote("Angka kematian ibu"))
    by_object = service.get("/reconcile?query=" + quote(json.dumps({"query": "Angka kematian ibu", "limit": 1})))
    by_batch = service.get("/reconcile?queries=" + quote(json.dumps({"k": {"query": "Angka kematian ibu"}})))
    assert by_text["result"][0]["id"] == by_object["result"][0]["id"] == by_batch["k"]["result"][0]["id"] == "KES-002"
    assert len(by_object["result"]) == 1
    assert service.batch({"q": {"query": "KES-002"}})["q"]["result"][0]["match"] is True


def test_a_sector_is_a_type(service: Service) -> None:
    answers = service.batch(
        {"q": {"query": "Angka kematian ibu", "type": "kesehatan"}, "r": {"query": "Angka kematian ibu", "type": "jalan"},
         "s": {"query": "Angka kematian ibu", "type": [{"id": "nothing"}]}}
    )  # fmt: skip
    assert answers["q"]["result"][0]["id"] == "KES-002"
    assert answers["r"]["result"] == []
    assert answers["s"]["result"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"query": ""},
        {"query": None, "limit": "many", "properties": "x", "type": ""},
        {"query": "Nilai IKPA", "limit": -3, "properties": [{"pid": "year", "v": 2020.0}, {"v": 1}, 7, {"pid": "unit", "v": []}]},
        "Nilai IKPA",
        17,
        {"query": "x" * 5000},
    ],
)  # fmt: skip
def test_odd_queries_are_answered(service: Service, query: Any) -> None:
    assert isinstance(service.batch({"q": query})["q"]["result"], list)


def test_jsonp_and_cors(service: Service) -> None:
    status, headers, text = service.ask("GET", "/reconcile?callback=jQuery_1.f&query=Nilai%20IKPA")
    assert status == 200
    assert headers["content-type"].startswith("application/javascript")
    found = re.fullmatch(r"/\*\*/jQuery_1\.f\((.*)\);", text, re.DOTALL)
    assert found
    assert json.loads(found.group(1))["result"][0]["id"] == "GOV-003"
    assert headers["access-control-allow-origin"] == "*"
    status, headers, _ = service.ask("OPTIONS", "/reconcile")
    assert status == 204
    assert "POST" in headers["access-control-allow-methods"]
    status, _, text = service.ask("GET", "/reconcile?callback=" + quote("alert(1)//"))
    assert status == 400
    assert "alert" not in text


def test_preview_view_suggest_and_flyout(service: Service) -> None:
    status, headers, page = service.ask("GET", "/reconcile/preview?id=KES-002")
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    assert "Angka kematian ibu" in page
    assert "kesehatan" in page
    assert service.ask("GET", "/reconcile/preview?id=" + quote("<script>"))[0] == 404
    suggested = service.get("/reconcile/suggest/entity?prefix=" + quote("angka kem"))["result"]
    assert "KES-002" in [one["id"] for one in suggested]
    assert all({"id", "name", "description"} <= set(one) for one in suggested)
    rest = service.get("/reconcile/suggest/entity?cursor=10&prefix=jumlah")["result"]
    assert not {one["id"] for one in rest} & {
        one["id"] for one in service.get("/reconcile/suggest/entity?prefix=jumlah")["result"]
    }
    flyout = service.get("/reconcile/flyout/entity?id=KES-002")
    assert flyout["id"] == "KES-002"
    assert "<h1>" in flyout["html"]
    assert {"id": "unit", "name": "Satuan"} in service.get("/reconcile/suggest/property?prefix=sat")["result"]
    assert "kesehatan" in [one["id"] for one in service.get("/reconcile/suggest/type?prefix=keseh")["result"]]


def test_values_are_fetched(service: Service) -> None:
    asked = {"ids": ["KES-002", "NIX-1"], "properties": [{"id": "unit"}, {"id": "polarity"}, {"id": "nothing"}]}
    status, _, text = service.ask("POST", "/reconcile", {"extend": json.dumps(asked)})
    assert status == 200
    answer = json.loads(text)
    assert [one["id"] for one in answer["meta"]] == ["unit", "polarity"]
    assert answer["rows"]["KES-002"]["polarity"] == [{"str": "lower"}]
    assert answer["rows"]["NIX-1"] == {"unit": [], "polarity": []}


def test_bad_requests(service: Service) -> None:
    for form in ({"queries": "{"}, {"queries": "[1]"}, {"extend": "7"}, {"query": "{"}):
        status, _, text = service.ask("POST", "/reconcile", form)
        assert status == 400, form
        assert json.loads(text)["status"] == "error"
    assert service.ask("GET", "/reconcile/nothing")[0] == 404
    assert service.ask("GET", "/etc/passwd")[0] == 404
    many = {f"q{number}": {"query": "a"} for number in range(1001)}
    assert service.ask("POST", "/reconcile", {"queries": json.dumps(many)})[0] == 400
    assert service.ask("POST", "/reconcile", headers={"Content-Length": str(10**9)})[0] == 413


def test_only_for_this_computer(service: Service) -> None:
    assert service.ask("GET", "/reconcile", headers={"Host": "evil.example:80"})[0] == 403
    assert service.ask("GET", "/reconcile", headers={"Host": f"localhost:{service.port}"})[0] == 200
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in others:
        with pytest.raises(OSError), socket.create_connection((address, service.port), timeout=5):
            pass


def test_many_at_once(service: Service) -> None:
    """OpenRefine's ten at a time, from several threads, give what one gives."""
    from concurrent.futures import ThreadPoolExecutor

    names = ["Nilai IKPA", "Angka kematian ibu", "Indeks gini", "Rasio elektrifikasi"] * 5
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: service.batch({"q": {"query": name}})["q"]["result"][0]["id"], names))
    assert found == ["GOV-003", "KES-002", "MKR-005", "INF-005"] * 5


def test_own_entries_are_served_and_ctrl_c_ends_it(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(
        "id,name,unit,polarity,aggregation,sector,valid_from,valid_to,aliases,note\n"
        "USR-0001,Persentase kampung adat yang dipetakan,%,higher,last,kehutanan,,,,\n",
        "utf-8",
    )
    own = start("--catalogue", str(tmp_path))
    result = own.batch({"q": {"query": "Prosentase kampung adat yg dipetakan"}})["q"]["result"]
    status, words = stop(own, signal.SIGINT)
    assert (result[0]["id"], result[0]["match"]) == ("USR-0001", True)
    assert status == 0
    assert "Traceback" not in words


def test_a_taken_port_is_told(service: Service) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lakip", "reconcile", "--port", str(service.port), "--lang", "en"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert str(service.port) in done.stderr
    assert "Traceback" not in done.stderr
