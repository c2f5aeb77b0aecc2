"""The reconciliation service over HTTP: for OpenRefine on the same computer, and nobody else.

It listens on 127.0.0.1 only, answers only requests that were addressed to this computer (a page of another site cannot
reach it under a name of its own), reads nothing but the catalogue and writes nothing.
"""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from corpus.registry import Catalogue
from extract.errors import InputError
from lakip.reconcile_answers import Answers

HOST = "127.0.0.1"
#: where the service is on the host, without the slash at the end
PATH = "/reconcile"
#: bytes of a request that are read, and queries in a batch
LARGEST = 8 * 1024 * 1024
MOST_QUERIES = 1000
#: seconds that a client may be silent
PATIENCE = 30
_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,127}")
_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?", re.IGNORECASE)


class BadRequest(ValueError):
    """A request that cannot be answered; the sentence goes to the client with status 400."""


class ReconcileServer(ThreadingHTTPServer):
    """The server with the answers its requests share."""

    daemon_threads = True

    def __init__(self, answers: Answers, port: int) -> None:
        super().__init__((HOST, port), Handler)
        self.answers = answers

    @property
    def url(self) -> str:
        """The address to give to OpenRefine."""
        return f"http://{HOST}:{self.server_port}{PATH}"


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: ReconcileServer
    server_version = "lakip"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE

    def do_GET(self) -> None:
        self._answer(parse_qs(urlsplit(self.path).query, keep_blank_values=True))

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST:
            # what was not read would be taken for the next request
            self.close_connection = True
            self._send_json({"status": "error", "message": "too large, or no Content-Length"}, 413 if length else 411)
            return
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        form = parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        try:
            form |= parse_qs(body, keep_blank_values=True, max_num_fields=100)
        except ValueError:
            self._send_json({"status": "error", "message": "too many fields"}, 400)
            return
        self._answer(form)

    def do_OPTIONS(self) -> None:
        self._send(b"", "text/plain", 204)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: stderr is for people."""

    def _answer(self, form: dict[str, list[str]]) -> None:
        path = urlsplit(self.path).path.rstrip("/")
        told = {key: values[-1] for key, values in form.items()}
        if not _HOST.fullmatch(self.headers.get("Host", "")):
            self._send_json({"status": "error", "message": "not addressed to this computer"}, 403)
            return
        if path not in ("", PATH) and not path.startswith(PATH + "/"):
            self._send_json({"status": "error", "message": "no such address"}, 404)
            return
        try:
            self._route(path.removeprefix(PATH), told)
        except BadRequest as error:
            self._send_json({"status": "error", "message": str(error)}, 400)

    def _route(self, place: str, told: dict[str, str]) -> None:
        answers = self.server.answers
        prefix = told.get("prefix", "")
        if place == "":
            self._send_json(self._main(told), callback=told.get("callback"))
        elif place in ("/preview", "/view"):
            page = answers.entry_to_html(told.get("id", ""))
            self._send((page or "").encode(), "text/html", 200 if page else 404)
        elif place == "/flyout/entity":
            shown = answers.flyout(told.get("id", ""))
            self._send_json(shown or {"status": "error"}, 200 if shown else 404, told.get("callback"))
        elif place == "/suggest/entity":
            cursor = told.get("cursor", "")
            found = answers.suggest_entities(prefix, int(cursor) if cursor.isdigit() and len(cursor) < 7 else 0)
            self._send_json(found, callback=told.get("callback"))
        elif place == "/suggest/property":
            self._send_json(answers.suggest_properties(prefix), callback=told.get("callback"))
        elif place == "/suggest/type":
            self._send_json(answers.suggest_types(prefix), callback=told.get("callback"))
        elif place == "/properties":
            self._send_json(answers.properties(told.get("type", "")), callback=told.get("callback"))
        else:
            self._send_json({"status": "error", "message": "no such address"}, 404)

    def _main(self, told: dict[str, str]) -> Any:
        """Batch, single query, extension of data, or what the service is."""
        answers = self.server.answers
        if "queries" in told:
            queries = _to_json(told["queries"], "queries")
            if len(queries) > MOST_QUERIES:
                raise BadRequest(f"more than {MOST_QUERIES} queries at once")
            return answers.batch(queries)
        if "extend" in told:
            return answers.extend(_to_json(told["extend"], "extend"))
        if "query" in told:
            text = told["query"]
            query = _to_json(text, "query") if text.lstrip().startswith("{") else {"query": text}
            return {"result": answers.query({**{key: told[key] for key in ("limit", "type") if key in told}, **query})}
        return answers.manifest(self.server.url)

    def _send_json(self, answer: Any, status: int = 200, callback: str | None = None) -> None:
        text = json.dumps(answer, ensure_ascii=False)
        if callback is None:
            self._send(text.encode(), "application/json", status)
        elif _CALLBACK.fullmatch(callback):
            # the two line ends that JSON allows and JavaScript did not
            text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
            self._send(f"/**/{callback}({text});".encode(), "application/javascript", status)
        else:
            self._send_json({"status": "error", "message": "callback is no name of a function"}, 400)

    def _send(self, data: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Access-Control-Allow-Headers", "Content-Type, Accept")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)


def _to_json(text: str, name: str) -> dict[str, Any]:
    """Raises BadRequest for anything but a JSON object."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadRequest(f"{name} is not JSON") from error
    if not isinstance(value, dict):
        raise BadRequest(f"{name} is no JSON object")
    return value


def serve(catalogue: Catalogue, port: int, begun: Callable[[str], None], lang: str = "id") -> None:
    """Answers until SIGINT or SIGTERM, then returns; `begun` is told the address first. Raises InputError where the
    port is taken."""
    try:
        server = ReconcileServer(Answers(catalogue), port)
    except OSError as error:
        raise InputError(
            f"Porta {port} tidak dapat dipakai: {error.strerror}. Coba --port 0.",
            f"The port {port} cannot be used: {error.strerror}. Try --port 0.",
        ) from error

    def stop(number: int, frame: object) -> None:
        # shutdown waits for the loop that this very thread runs
        Thread(target=server.shutdown, daemon=True).start()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        begun(server.url)
        server.serve_forever(poll_interval=0.1)
    finally:
        server.server_close()
        for number, handler in before.items():
            signal.signal(number, handler)
