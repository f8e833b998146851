"""A client of yaml-language-server: real messages of the protocol over its standard streams."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

ANSWER_WITHIN = 60.0
"""Seconds after which a server that says nothing counts as hanging."""

Message = dict[str, Any]


class LanguageServer:
    """A server that runs for one folder; use it in a ``with`` block.

    Args:
        command: how to start it.
        folder: what the editor has opened.
        settings: the editor's settings, as in ``.vscode/settings.json``.
    """

    def __init__(self, command: list[str], folder: Path, settings: Message) -> None:
        self._settings = settings
        self._folder = folder
        self._arrived: queue.Queue[Message | None] = queue.Queue()
        self._published: dict[str, list[Message]] = {}
        self._last_id = self._versions = 0
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        root = self._folder.as_uri()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {
                    "completionItem": {
                        "snippetSupport": True,
                        "documentationFormat": ["markdown", "plaintext"],
                    }
                },
                "publishDiagnostics": {},
            },
        }
        folders = [{"uri": root, "name": self._folder.name}]
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root,
                "workspaceFolders": folders,
                "capabilities": capabilities,
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {}})
        self._wait(lambda message: message.get("method") == "workspace/configuration")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def open(self, path: str, text: str) -> None:
        """Open a file of the folder, which need not exist; what it held before is forgotten."""
        uri = self._uri(path)
        self._published.pop(uri, None)
        self._versions += 1
        document = {"uri": uri, "languageId": "yaml", "version": self._versions, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def underlined(self, path: str) -> list[Message]:
        """What is wrong in an open file."""
        uri = self._uri(path)
        if uri not in self._published:
            self._wait(lambda _: uri in self._published)
        return self._published[uri]

    def complete(self, path: str, line: int, character: int) -> list[Message]:
        """What is offered at a place of an open file, lines and characters from 0."""
        answer = self._at("textDocument/completion", path, line, character)
        return list(answer["items"] if isinstance(answer, dict) else answer or [])

    def hover(self, path: str, line: int, character: int) -> str:
        """What is shown when the pointer rests on a place of an open file."""
        answer = self._at("textDocument/hover", path, line, character)
        return str(answer["contents"]["value"]) if answer else ""

    def _at(self, method: str, path: str, line: int, character: int) -> Any:
        document = {"uri": self._uri(path)}
        place = {"line": line, "character": character}
        return self.ask(method, {"textDocument": document, "position": place})

    def _uri(self, path: str) -> str:
        return (self._folder / path).as_uri()

    def ask(self, method: str, params: Message) -> Any:
        """Send a request and wait for its answer."""
        self._last_id += 1
        wanted = self._last_id
        self._send({"id": wanted, "method": method, "params": params})
        answer = self._wait(lambda message: message.get("id") == wanted and "method" not in message)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer.get("result")

    def tell(self, method: str, params: Message) -> None:
        """Send a message that has no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self._process.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        stream.flush()

    def _wait(self, wanted: Callable[[Message], bool]) -> Message:
        """Deal with messages as they arrive until one is wanted."""
        while True:
            try:
                message = self._arrived.get(timeout=ANSWER_WITHIN)
            except queue.Empty:
                raise TimeoutError(f"no answer within {ANSWER_WITHIN:.0f} seconds") from None
            if message is None:
                raise RuntimeError("the language server ended")
            self._deal_with(message)
            if wanted(message):
                return message

    def _deal_with(self, message: Message) -> None:
        method, params = message.get("method"), message.get("params", {})
        if method == "textDocument/publishDiagnostics":
            self._published[params["uri"]] = params["diagnostics"]
        elif method == "workspace/configuration":
            found = [self._section(item.get("section", "")) for item in params["items"]]
            self._send({"id": message["id"], "result": found})
        elif method is not None and "id" in message:
            self._send({"id": message["id"], "result": None})

    def _section(self, section: str) -> Any:
        """One section of the settings, as an editor gives it: ``yaml.schemas`` is in ``yaml``."""
        start = f"{section}."
        found = {
            name.removeprefix(start): value
            for name, value in self._settings.items()
            if name.startswith(start)
        }
        return found or self._settings.get(section)

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while (message := _read(stream)) is not None:
                self._arrived.put(message)
        except ValueError:  # the stream was closed while reading
            pass
        self._arrived.put(None)


def _read(stream: IO[bytes]) -> Message | None:
    """The next message; None when the stream ends."""
    length = 0
    while (line := stream.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    body = stream.read(length) if length else b""
    return json.loads(body) if body else None
