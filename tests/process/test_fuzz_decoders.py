"""Bytes that look for new ways through the decoders give a batch or a refusal, never a crash, and soon."""

import gzip
import json
import re
import subprocess
import sys
import zlib
from pathlib import Path
from typing import get_args

import pytest
import zstandard

from formats.golden import PAYLOADS
from server.test_otlp_logs import MESSAGES, as_protobuf, logs
from tracedesk.formats.decoding import Encoding

SECONDS = 30
LONGEST_S = 5  # for one input
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
SEEDS: dict[Encoding, tuple[str, str]] = {
    "langfuse": ("langfuse_batch", "*.json"),
    "langfuse-scores": ("scores", "*.json"),
    "otlp-protobuf": ("otlp", "*.pb"),
    "otlp-json": ("otlp", "*.json"),
}

MADE: tuple[tuple[Encoding, bytes], ...] = (
    ("otlp-json-logs", json.dumps(logs(*MESSAGES)).encode()),
    ("otlp-protobuf-logs", as_protobuf(logs(*MESSAGES))),
    ("otlp-json-metrics", b'{"resourceMetrics": [{"scopeMetrics": [{"metrics": [{"sum": {"dataPoints": [{}]}}]}]}]}'),
)
PACKED = (gzip.compress(b"one" * 50), zlib.compress(b"two" * 50), zstandard.compress(b"three" * 50))


@pytest.mark.skipif(
    sys.platform != "linux" or sys.version_info >= (3, 14), reason="atheris is not there for this Python"
)
def test_no_bytes_break_a_decoder(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for encoding, (folder, pattern) in SEEDS.items():
        for payload in (PAYLOADS / folder / "sent").glob(pattern):
            (corpus / f"{encoding}-{payload.name}").write_bytes(
                bytes([ENCODINGS.index(encoding)]) + payload.read_bytes()
            )
    for number, (encoding, sent) in enumerate(MADE):
        (corpus / f"made-{number}").write_bytes(bytes([ENCODINGS.index(encoding)]) + sent)
    for number, packed in enumerate(PACKED):
        (corpus / f"packed-{number}").write_bytes(bytes([len(ENCODINGS) + number]) + packed)
    command = [sys.executable, str(Path(__file__).with_name("fuzz_decoders.py")), str(corpus)]
    options = (f"-max_total_time={SECONDS}", f"-timeout={LONGEST_S}", "-print_final_stats=1", "-rss_limit_mb=1024")
    ended = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace", timeout=6 * SECONDS
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr[-8000:]
    fed = re.search(r"stat::number_of_executed_units: (\d+)", ended.stderr)
    assert fed is not None
    assert int(fed[1]) > 1_000
