"""Prompts: versions, and the labels that name them."""

from tracedesk.formats.langfuse_prompt import TYPES
from tracedesk.queries.prompts import PROMPTS
from tracedesk.server import prompts
from tracedesk.server.openapi.fields import any_json, count, text, texts, time, words
from tracedesk.server.openapi.filters import filter_of
from tracedesk.server.openapi.operation import Operation, Operations, json_body, paged

_NAME = "greeting"
_VERSION_OR_LABEL = (count("version"), text("label"))

OPERATIONS: Operations = {
    prompts.get_prompts: Operation(
        query=(
            *paged(prompts.DEFAULT_LIMIT), text("name"), text("label"), text("tag"), count("version"),
            time("fromUpdatedAt"), time("toUpdatedAt"), filter_of(PROMPTS),
        )
    ),
    prompts.post_prompt: Operation(
        body=json_body(
            text("name", required=True), words("type", TYPES), any_json("prompt"), any_json("config"),
            texts("labels"), texts("tags"), text("commitMessage"),
            example={"name": _NAME, "prompt": "Hello {{name}}!", "labels": ["production"]},
        ),
        status=201,
    ),
    prompts.get_prompt: Operation(
        query=(*_VERSION_OR_LABEL, words("resolve", ("true", "false"))), place={"name": _NAME}
    ),
    prompts.patch_version: Operation(
        body=json_body(texts("newLabels"), example={"newLabels": ["reviewed"]}), place={"name": _NAME, "version": "1"}
    ),
    prompts.delete_prompts: Operation(query=_VERSION_OR_LABEL, status=204, place={"name": _NAME}),
}  # fmt: skip
