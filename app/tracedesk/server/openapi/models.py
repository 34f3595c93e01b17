"""Definitions of models and their prices."""

from tracedesk.formats.langfuse_model import TOKENIZERS, UNITS
from tracedesk.records.json import Json
from tracedesk.server import models
from tracedesk.server.openapi.fields import any_json, number, objects, text, time, words
from tracedesk.server.openapi.operation import PAGED, Body, Operation, Operations, json_body

_FIELDS = (
    text("modelName", required=True), text("matchPattern", required=True), time("startDate"),
    words("unit", UNITS, required=True), number("inputPrice"), number("outputPrice"), number("totalPrice"),
    words("tokenizerId", TOKENIZERS), any_json("tokenizerConfig"), objects("pricingTiers"),
)  # fmt: skip


def _model(name: str) -> Body:
    example: Json = {
        "modelName": name, "matchPattern": f"(?i)^{name}$", "unit": "TOKENS", "inputPrice": 0.000001,
        "outputPrice": 0.000002,
    }  # fmt: skip
    return json_body(*_FIELDS, example=example)


OPERATIONS: Operations = {
    models.get_models: Operation(query=PAGED),
    models.get_model: Operation(),
    models.post_model: Operation(body=_model("small-model")),
    models.put_model: Operation(body=_model("large-model")),
    models.delete_model: Operation(),
}
