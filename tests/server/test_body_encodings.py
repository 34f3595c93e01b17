"""Packed bodies: each encoding is undone, and none of them fills the memory."""

import gzip
import json
import zlib
from collections.abc import Callable

import pytest
import zstandard
from starlette.testclient import TestClient

from server.test_otlp_routes import SPAN, export
from tracedesk.server import body as body_module


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("zstd", zstandard.compress),
)


def post(client: TestClient, encoding: str, body: bytes) -> int:
    headers = {"Content-Type": "application/json", "Content-Encoding": encoding}
    return client.post("/v1/traces", content=body, headers=headers).status_code


@pytest.mark.parametrize(("encoding", "pack"), PACKERS)
def test_a_packed_body_is_read(client: TestClient, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert post(client, encoding, pack(json.dumps(export()).encode())) == 200
    assert client.get(f"/api/public/traces/{SPAN['traceId']}").status_code == 200


@pytest.mark.parametrize(("encoding", "pack"), PACKERS)
def test_a_cut_or_broken_body_is_a_400(client: TestClient, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(json.dumps(export()).encode())
    assert post(client, encoding, packed[: len(packed) // 2]) == 400
    assert post(client, encoding, b"\x00" * 50) == 400


@pytest.mark.parametrize(("encoding", "pack"), PACKERS)
def test_a_body_that_unpacks_to_too_much_is_a_413(
    client: TestClient, encoding: str, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_module, "LARGEST_BODY", 10_000)
    assert post(client, encoding, pack(b" " * 9_990 + b"{}")) == 200
    assert post(client, encoding, pack(b" " * 1_000_000 + b"{}")) == 413


def test_another_encoding_is_a_400(client: TestClient) -> None:
    assert post(client, "br", b"whatever") == 400
