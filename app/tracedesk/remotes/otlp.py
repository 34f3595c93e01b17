"""Pushes OTLP/HTTP exports to a receiver."""

from collections.abc import Sequence

import httpx

from tracedesk.records.json import Json

TIMEOUT_S = 10.0


class PushError(Exception):
    """The receiver did not take the export; the text says why."""


def push_traces(url: str, resource_spans: Sequence[Json]) -> None:
    """Send spans, as OTLP/JSON, to ``{url}/v1/traces``; on return they were accepted.

    Raises:
        PushError: nobody answers there, or the answer is not a success.
    """
    try:
        with httpx.Client(timeout=TIMEOUT_S, trust_env=False) as client:  # a proxy has no business on the loopback
            answer = client.post(f"{url}/v1/traces", json={"resourceSpans": resource_spans})
    except httpx.HTTPError as error:
        raise PushError(f"{url} does not answer: {error}.") from error
    if not answer.is_success:
        raise PushError(f"{url} answered {answer.status_code}: {answer.text[:500]}")
