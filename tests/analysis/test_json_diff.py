"""Two JSON values by their structure."""

import copy
import json
import time

from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.json_diff import JsonChange, diff_json

ASKED = {"role": "user", "content": "Where is my parcel? It was sent on Monday."}
CALLED = {"role": "assistant", "tool_calls": [{"id": "call_1", "function": {"name": "track", "arguments": "{}"}}]}
ANSWERED = {"role": "assistant", "content": "It lies in Hamburg and comes tomorrow."}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["a", "a b", "b c", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=12,
)


def test_members_are_compared_by_name_whatever_their_order():
    left = {"model": "gpt-4o", "temperature": 0.2, "stream": True}
    right = {"temperature": 0.7, "model": "gpt-4o", "seed": 7}
    assert diff_json(left, right) == [
        JsonChange("changed", ("temperature",), ("temperature",), 0.2, 0.7),
        JsonChange("removed", ("stream",), None, left=True),
        JsonChange("added", None, ("seed",), right=7),
    ]


def test_an_item_put_in_leaves_those_after_it_alone():
    assert diff_json({"messages": [ASKED, ANSWERED]}, {"messages": [ASKED, CALLED, ANSWERED]}) == [
        JsonChange("added", None, ("messages", 1), right=CALLED)
    ]


def test_an_item_that_changed_is_known_again_behind_one_that_went():
    softer = ANSWERED | {"content": "It lies in Hamburg and should come tomorrow."}
    assert diff_json([CALLED, ASKED, ANSWERED], [ASKED, softer]) == [
        JsonChange("removed", (0,), None, left=CALLED),
        JsonChange("changed", (2, "content"), (1, "content"), ANSWERED["content"], softer["content"]),
    ]


def test_an_item_that_is_the_same_at_another_place_moved():
    tools = [{"name": name} for name in ("search", "track", "refund", "call")]
    moved = [tools[1], tools[2], tools[3], tools[0]]
    assert diff_json(tools, moved) == [JsonChange("moved", (0,), (3,), tools[0], tools[0])]


def test_plain_items_that_differ_in_their_place_changed():
    assert diff_json([1, 2, 3], [1, 5, 3]) == [JsonChange("changed", (1,), (1,), 2, 5)]


def test_values_of_other_types_changed_as_a_whole():
    assert diff_json({"content": "text"}, {"content": [{"type": "text", "text": "text"}]}) == [
        JsonChange("changed", ("content",), ("content",), "text", [{"type": "text", "text": "text"}])
    ]


def test_one_and_true_are_different_values():
    assert diff_json([1], [True]) == [JsonChange("changed", (0,), (0,), 1, True)]
    assert diff_json({"n": 1}, {"n": 1.0}) == [JsonChange("changed", ("n",), ("n",), 1, 1.0)]


def test_values_nested_without_end_are_compared():
    def nested(innermost):
        value = innermost
        for _ in range(1_500):
            value = [value]
        return value

    (change,) = diff_json(nested(1), nested(2))
    assert (change.kind, len(change.left_path), change.left, change.right) == ("changed", 1_500, 1, 2)


@given(JSON)
def test_a_value_does_not_differ_from_its_copy(value):
    assert diff_json(value, copy.deepcopy(value)) == []


def at(value, path):
    for step in path:
        value = value[step]
    return value


@given(JSON, JSON)
def test_paths_lead_to_the_values_that_are_named(left, right):
    found = diff_json(left, right)
    for change in found:
        for path, value, whole in ((change.left_path, change.left, left), (change.right_path, change.right, right)):
            if path is not None:
                assert at(whole, path) is value
        assert (change.left_path is None) == (change.kind == "added")
        assert (change.right_path is None) == (change.kind == "removed")
    assert bool(found) == (json.dumps(left, sort_keys=True) != json.dumps(right, sort_keys=True))


def test_long_lists_in_which_all_differs_are_compared_in_time():
    left, right = (
        [{"row": number, "side": side, "text": f"{side} {number}"} for number in range(20_000)] for side in "ab"
    )
    begun = time.monotonic()
    assert len(diff_json(left, right)) >= 20_000
    assert time.monotonic() - begun < 20
