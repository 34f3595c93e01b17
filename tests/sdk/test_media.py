"""Images, sounds and texts that clients send beside their traces and in dataset items, and read back."""

import base64
import hashlib
import json

import pytest

from process.server_process import ServerProcess
from sdk.client_program import langfuse_variables, run_program
from sdk.environments import JAVASCRIPT_3, JAVASCRIPT_5, LANGFUSE_2, LANGFUSE_3, LANGFUSE_4, LANGFUSE_5
from sdk.reading import JsonObject, Reader
from sdk.story import NO_DEPRECATIONS

IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SOUND = b"RIFF\0\0\0\0WAVE"
PAGE = b"<b>note</b>"
KINDS = {IMAGE: "image/png", SOUND: "audio/wav", PAGE: "text/html"}


def id_of(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode()[:22]


def reference(data: bytes, source: str) -> str:
    return f"@@@langfuseMedia:type={KINDS[data]}|id={id_of(data)}|source={source}@@@"


def uri(data: bytes) -> str:
    return f"data:{KINDS[data]};base64,{base64.b64encode(data).decode()}"


def stored(server: ServerProcess) -> dict[str, bytes]:
    """The files of media in the data folder, by their names."""
    return {path.name: path.read_bytes() for path in (server.data_dir / "media").rglob("*") if path.is_file()}


def told(client: str, script: str, server: ServerProcess) -> JsonObject:
    finished = run_program(client, script, langfuse_variables(server.url) | NO_DEPRECATIONS)
    assert finished.complaints == ""
    found: JsonObject = json.loads(finished.printed)
    return found


@pytest.mark.parametrize("client", [LANGFUSE_3, LANGFUSE_4, LANGFUSE_5])
def test_media_are_stored_once_and_come_back(server: ServerProcess, reader: Reader, client: str) -> None:
    saw = told(client, "langfuse-3/media.py", server)
    assert (saw["found"], saw["downloaded"], saw["resolved"]) == (["image/png", 70], [True, "image/png"], True)
    trace = reader.get(f"/traces/{saw['trace']}")
    assert trace["input"]["image"] == saw["reference"]
    assert trace["input"]["again"].startswith("@@@langfuseMedia:type=image/png|id=")
    assert trace["output"].startswith("@@@langfuseMedia:type=text/plain|id=")
    assert sorted(map(len, stored(server).values())) == [5, 70]  # the image was sent twice


@pytest.mark.parametrize(
    ("client", "script"),
    [
        (LANGFUSE_2, "langfuse-2/media.py"),
        (JAVASCRIPT_3, "javascript-3/media.mjs"),
        (JAVASCRIPT_5, "javascript-5/media.mjs"),
    ],
)
def test_media_of_other_clients_come_back_too(server: ServerProcess, reader: Reader, client: str, script: str) -> None:
    saw = told(client, script, server)
    inline = "base64_data_uri"
    given = inline if client == JAVASCRIPT_5 else "bytes"  # it makes an address of everything first
    assert saw["kept"] == [
        {"images": [reference(IMAGE, given)]},
        {"note": reference(PAGE, given)},
        [{"sound": reference(SOUND, inline)}],
        {"again": reference(IMAGE, given)},
    ]
    assert saw["resolved"] == [
        {"images": [uri(IMAGE)]},
        {"note": uri(PAGE)},
        [{"sound": uri(SOUND)}],
        {"again": uri(IMAGE)},
    ]
    assert stored(server) == {hashlib.sha256(data).hexdigest(): data for data in KINDS}
    media = reader.get(f"/media/{id_of(IMAGE)}")
    assert (media["contentType"], media["contentLength"]) == ("image/png", len(IMAGE))


def test_items_bring_their_media_along(server: ServerProcess) -> None:
    saw = told(LANGFUSE_5, "langfuse-5/item_media.py", server)
    assert saw == {
        "ids": [id_of(IMAGE), id_of(IMAGE), id_of(b"note")],
        "types": ["image/png", "image/png", "text/plain"],
        "lengths": [len(IMAGE), len(IMAGE), 4],
        "expired": [False] * 3,
        "same": [True] * 3,
        "uri": "data:text/plain;base64,bm90ZQ==",
    }
