"""What the JavaScript clients say differently from langfuse 2, of the decorated functions and of OpenAI's answers."""

from collections.abc import Callable
from typing import Any

from sdk.normal_tree import Node

# The wrapper of the OpenAI client counts cached and reasoning tokens twice in its version 3.
COUNTED_TWICE = {
    "choose-tool": {"input": 3, "input_cached_tokens": 2, "output": 2, "output_reasoning_tokens": 1, "total": 5},
    "OpenAI-generation": {
        "input": 4, "input_cached_tokens": 2, "output": 6, "output_reasoning_tokens": 1, "total": 10,
    },
}  # fmt: skip


def as_told_by_3(node: Node) -> Node:
    """A program for the JavaScript client 3 has no decorator, and its author gives the arguments as a list."""
    usage = {"usageDetails": COUNTED_TWICE[node["name"]]} if node["name"] in COUNTED_TWICE else {}
    return _told(node, as_told_by_3, list) | _of_openai(node, nothing="None", yes="True") | usage


def as_told_by_5(node: Node) -> Node:
    """The wrapper of functions tells one argument as itself, and none as nothing."""
    return _told(node, as_told_by_5, _bare) | _of_openai(node, nothing="", yes="true")


def with_error_as_output(node: Node) -> Node:
    """The wrapper of functions gives a failed one its error for an output."""
    children = [with_error_as_output(child) for child in node["children"]] if node.get("children") else []
    failed = {"output": {"error": "Error: no such city"}}
    return node | failed | ({"children": children} if children else {})


def _told(node: Node, walk: Callable[[Node], Node], arguments: Callable[[list[object]], object]) -> Node:
    told = dict(node)
    if isinstance(node.get("input"), dict) and "args" in node["input"]:
        told["input"] = arguments(node["input"]["args"])
        if told["input"] is None:
            del told["input"]
    if node.get("children"):
        told["children"] = [walk(child) for child in node["children"]]
    return told


def _bare(arguments: list[object]) -> object:
    return arguments[0] if len(arguments) == 1 else (arguments or None)


def _of_openai(node: Node, *, nothing: str, yes: str) -> Node:
    """The wrapper of the OpenAI client notes only the parameters that were given, and one that never is."""
    match node["name"]:
        case "choose-tool":
            return {"modelParameters": {"temperature": "0", "response_format": nothing}}
        case "OpenAI-generation":
            streamed: dict[str, Any] = {"stream": yes, "response_format": nothing}
            return {"input": {"messages": node["input"]}, "model": "gpt-stub", "modelParameters": streamed}
    return {}
