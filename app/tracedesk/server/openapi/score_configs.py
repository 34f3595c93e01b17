"""Score configs."""

from tracedesk.formats.langfuse_score_config import CONFIG_TYPES
from tracedesk.records.json import Json
from tracedesk.server import score_configs
from tracedesk.server.openapi.fields import flag, number, objects, text, words
from tracedesk.server.openapi.operation import PAGED, Operation, Operations, json_body

_EXAMPLE: Json = {"name": "accuracy", "dataType": "NUMERIC", "minValue": 0, "maxValue": 1}
_COMMON = (number("minValue"), number("maxValue"), objects("categories"), text("description"))

OPERATIONS: Operations = {
    score_configs.get_score_configs: Operation(query=PAGED),
    score_configs.get_score_config: Operation(),
    score_configs.post_score_config: Operation(
        body=json_body(
            text("name", required=True), words("dataType", CONFIG_TYPES, required=True), *_COMMON, example=_EXAMPLE
        )
    ),
    score_configs.patch_score_config: Operation(
        body=json_body(text("name"), flag("isArchived"), *_COMMON, example={"description": "How right it is."})
    ),
}
