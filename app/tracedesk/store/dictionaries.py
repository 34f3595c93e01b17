"""Dictionaries for compression: trained on what arrives, numbered, never changed, and trained anew when data changes.

A payload of 2 KB compresses three times as well with a dictionary of its like. Every packed payload names its
dictionary, so that old ones are read as long as the store lives.
"""

import logging
import random
import threading
from collections.abc import Sequence

import zstandard
from peewee import Database

from tracedesk.store.database import execute, rows, write

log = logging.getLogger(__name__)

LEVEL = 3  # 6 takes four times as long and saves nothing more
DICTIONARY_BYTES = 256 * 1024  # a tenth smaller than with 64 KiB, and no slower
SAMPLE_COUNT = 1_200
PROBE_COUNT = 200  # of the samples, kept out of the training to judge it
LONGEST_SAMPLE = 32 * 1024
SAMPLE_CHANCE = 1 / 8  # once there is a dictionary
WINDOW = 4_000  # payloads over which the ratio is judged
WORSE = 1.2  # times the ratio that the dictionary promised: the data has changed
BETTER = 0.95  # times the ratio with the old dictionary: worth a new one


class Dictionaries:
    """The dictionaries of one database. ``unpack`` is for every thread, ``pack`` for the one that writes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: dict[int, zstandard.ZstdCompressionDict] = {}
        self._threads = threading.local()
        self._newest = 0
        self._compressor = _compressor(None)
        self._promised = 0.0  # packed bytes for a plain one
        self._count = self._plain = self._packed = 0
        self._samples: list[bytes | bytearray | memoryview] = []
        self._training: threading.Thread | None = None

    def pack(self, bodies: Sequence[bytes]) -> tuple[int, list[bytes]]:
        """Compress bodies, none of them empty; the number is that of their dictionary, 0 for none."""
        self._take_newest()
        if not bodies:
            return self._newest, []
        found = self._compressor.multi_compress_to_buffer(list(bodies))
        packed = [found[number].tobytes() for number in range(len(found))]
        self._judge(bodies, packed)
        return self._newest, packed

    def unpack(self, dictionary: int, body: bytes) -> bytes:
        readers: dict[int, zstandard.ZstdDecompressor] = self._threads.__dict__.setdefault("readers", {})
        reader = readers.get(dictionary)
        if reader is None:
            reader = readers[dictionary] = zstandard.ZstdDecompressor(dict_data=self._dictionary(dictionary))
        return reader.decompress(body)

    def close(self) -> None:
        """Wait for a training that goes on."""
        training = self._training
        if training is not None:
            training.join()

    def _dictionary(self, number: int) -> zstandard.ZstdCompressionDict | None:
        if number and number not in self._known:
            self._known[number] = self._read(number)
        return self._known.get(number)

    def _read(self, number: int) -> zstandard.ZstdCompressionDict:
        found = rows(self._database, "SELECT body FROM payload_dictionary WHERE dictionary = ?", (number,))
        return zstandard.ZstdCompressionDict(found[0][0])

    def _take_newest(self) -> None:
        found = rows(
            self._database, "SELECT dictionary, ratio FROM payload_dictionary ORDER BY dictionary DESC LIMIT 1"
        )
        if found and found[0][0] != self._newest:
            self._newest, self._promised = found[0]
            self._compressor = _compressor(self._read(self._newest))
            self._count = self._plain = self._packed = 0

    def _judge(self, bodies: Sequence[bytes], packed: Sequence[bytes]) -> None:
        """Gather samples; train when the newest dictionary does much worse than it promised, or there is none."""
        chance = SAMPLE_CHANCE if self._newest else 1.0
        self._samples += [body[:LONGEST_SAMPLE] for body in bodies if random.random() < chance]
        del self._samples[:-SAMPLE_COUNT]
        self._count += len(bodies)
        self._plain += sum(map(len, bodies))
        self._packed += sum(map(len, packed))
        if self._count < (WINDOW if self._promised else SAMPLE_COUNT):
            return
        if self._packed > self._plain * self._promised * WORSE and len(self._samples) == SAMPLE_COUNT:
            self._start_training()
        self._count = self._plain = self._packed = 0

    def _start_training(self) -> None:
        if self._training is None:
            samples, self._samples = self._samples, []
            self._training = threading.Thread(target=self._train, args=(samples,), name="dictionary", daemon=True)
            self._training.start()

    def _train(self, samples: list[bytes | bytearray | memoryview]) -> None:
        try:
            random.shuffle(samples)
            probes = samples[:PROBE_COUNT]
            trained = zstandard.train_dictionary(DICTIONARY_BYTES, samples[PROBE_COUNT:], level=LEVEL)
            old = _ratio(_compressor(self._read(self._newest) if self._newest else None), probes)
            new = _ratio(_compressor(trained), probes)
            self._promised = old  # when nothing better is found, this is how it is
            if new < old * BETTER:
                with write(self._database):
                    sql = "INSERT INTO payload_dictionary (body, ratio) VALUES (?, ?)"
                    execute(self._database, sql, (trained.as_bytes(), new))
        except zstandard.ZstdError as error:  # the samples are too small or too much alike
            log.info("No dictionary was trained: %s", error)
            self._promised = 1.0  # nothing is worse than this, so it is not tried again and again
        finally:
            self._database.close()
            self._training = None


def _compressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdCompressor:
    """Return a compressor; nobody else may use ``dictionary``: preparing it again frees what its users read."""
    if dictionary is not None:
        dictionary.precompute_compress(level=LEVEL)  # or each call digests it anew
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary)


def _ratio(compressor: zstandard.ZstdCompressor, bodies: Sequence[bytes | bytearray | memoryview]) -> float:
    return sum(len(compressor.compress(body)) for body in bodies) / sum(map(len, bodies))
