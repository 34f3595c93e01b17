"""Where in a JSON value media are named."""

from tracedesk.analysis.media_references import media_references
from tracedesk.records.json import Json

ONE = "@@@langfuseMedia:type=image/png|id=one|source=bytes@@@"
TWO = "@@@langfuseMedia:type=application/pdf|id=t-w_o|source=file@@@"


def found(value: Json) -> list[tuple[str, str, str]]:
    return [tuple(one) for one in media_references(value)]


def test_the_value_itself() -> None:
    assert found(ONE) == [("$", ONE, "one")]


def test_values_inside_in_their_order() -> None:
    value: Json = {"b": [ONE, [TWO]], "a": {"x y": TWO}, "n": 5, "none": None}
    assert found(value) == [("$['b'][0]", ONE, "one"), ("$['b'][1][0]", TWO, "t-w_o"), ("$['a']['x y']", TWO, "t-w_o")]


def test_a_text_that_only_holds_a_reference_is_none() -> None:
    for text in (
        f"see {ONE}",
        f"{ONE} ",
        f"{ONE}{TWO}",
        "@@@langfuseMedia:@@@",
        "@@@langfuseMedia:type=a|id=|source=b@@@",
        "",
    ):
        assert found([text, {ONE: text}]) == []
