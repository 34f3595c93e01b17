"""Whatever is sent to the routes of datasets is taken or refused with a sentence, never a crash."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from server.dataset_calls import API, post

NAMES = (
    "name", "datasetName", "inputSchema", "expectedOutputSchema", "metadata", "id", "input", "status", "runName",
    "datasetItemId", "traceId", "observationId", "datasetVersion", "createdAt", "description",
)  # fmt: skip
KNOWN_TEXTS = st.sampled_from(
    ("d", "i", "", "ACTIVE", "2026-03-01T10:00:00Z", "\x00", "\ud800", "a/b", "%", "x" * 1_100)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | KNOWN_TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("type", "$ref", "properties", "pattern", "enum")), inner, max_size=3)
    ),
    max_leaves=8,
)
BODIES = VALUES | st.dictionaries(st.sampled_from(NAMES), VALUES | KNOWN_TEXTS, max_size=6)
TAKEN_OR_REFUSED = {200, 400, 404}
once_for_all = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("path", ["v2/datasets", "datasets", "dataset-items", "dataset-run-items"])
@once_for_all
@given(body=BODIES)
def test_any_body_is_answered(client: TestClient, path: str, body: Any) -> None:
    if path != "v2/datasets":
        post(client, "v2/datasets", name="d")
    answer = client.post(f"{API}/{path}", content=json.dumps(body))
    assert answer.status_code in TAKEN_OR_REFUSED
    assert answer.status_code == 200 or answer.json()["message"]
    for listing in ("v2/datasets", "datasets", "dataset-items"):
        assert client.get(f"{API}/{listing}").status_code == 200


@once_for_all
@given(name=st.text(max_size=12), run=st.text(max_size=12))
def test_any_name_in_an_address_is_answered(client: TestClient, name: str, run: str) -> None:
    for encode in (lambda text: quote(text, safe=""), quote):
        for path in ("v2/datasets/{0}", "datasets/{0}", "datasets/{0}/runs", "datasets/{0}/runs/{1}"):
            answer = client.get(f"{API}/{path.format(encode(name), encode(run))}", follow_redirects=True)
            assert answer.status_code in TAKEN_OR_REFUSED


@pytest.mark.parametrize("path", ["dataset-items", "dataset-run-items", "experiments", "experiment-items", "datasets"])
@once_for_all
@given(
    query=st.dictionaries(
        st.sampled_from(
            (
                "page",
                "limit",
                "datasetName",
                "version",
                "datasetId",
                "runName",
                "fromStartTime",
                "cursor",
                "fields",
                "id",
            )
        ),
        st.text(max_size=8) | st.sampled_from(("1", "2026-03-01T10:00:00Z", "W10", "d", "core", "9" * 30)),
    )
)
def test_any_query_is_answered(client: TestClient, path: str, query: dict[str, str]) -> None:
    assert client.get(f"{API}/{path}", params=query).status_code in TAKEN_OR_REFUSED
