"""Chat messages, as the libraries that people use write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracedesk.analysis.message_parts import JsonPart, MediaPart, TextPart, ToolCallPart, ToolResultPart
from tracedesk.analysis.messages import Conversation, Message, conversation_in
from tracedesk.records.json import Json


def messages(value: Json) -> tuple[Message, ...]:
    found = conversation_in(value)
    assert found is not None
    return found.messages


def test_openai_chat_with_a_tool_call_and_its_result() -> None:
    call = {"id": "call_1", "type": "function", "function": {"name": "find_order", "arguments": '{"id": 7}'}}
    sent = [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "Where is it?", "name": "ada"},
        {"role": "assistant", "content": None, "tool_calls": [call], "refusal": None, "annotations": []},
        {"role": "tool", "tool_call_id": "call_1", "content": '{"status": "sent"}'},
    ]
    assert messages(sent) == (
        Message("system", (TextPart("Be kind."),)),
        Message("user", (TextPart("Where is it?"),), "ada"),
        Message("assistant", (ToolCallPart("find_order", {"id": 7}, "call_1"),)),
        Message("tool", (ToolResultPart({"status": "sent"}, "call_1"),)),
    )


def test_the_fields_beside_the_messages_are_kept() -> None:
    value = {"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi"}], "tools": [{"type": "function"}]}
    assert conversation_in(value) == Conversation(
        (Message("user", (TextPart("Hi"),)),), {"model": "gpt-4o", "tools": [{"type": "function"}]}
    )


def test_an_openai_answer_with_choices() -> None:
    value = {"id": "x", "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello"}}]}
    assert messages(value) == (Message("assistant", (TextPart("Hello"),)),)


def test_openai_responses_items() -> None:
    value = [
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi"}]},
        {"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}]},
        {"type": "function_call", "name": "f", "arguments": "{}", "call_id": "c"},
        {"type": "function_call_output", "call_id": "c", "output": "done"},
    ]
    roles = [(message.role, message.parts[0]) for message in messages(value)]
    assert roles[0] == ("user", TextPart("Hi"))
    assert roles[1][0] == "assistant"
    assert roles[2] == ("assistant", ToolCallPart("f", {}, "c"))
    assert roles[3] == ("tool", ToolResultPart("done", "c"))


def test_anthropic_content_lists_and_a_system_prompt_beside_them() -> None:
    value = {
        "system": "Be brief.",
        "messages": [
            {
                "role": "assistant",
                "content": [
                    {"type": "thinking", "thinking": "I look it up.", "signature": "abc"},
                    {"type": "text", "text": "One moment."},
                    {"type": "tool_use", "id": "t1", "name": "search", "input": {"q": "x"}},
                ],
            },
            {
                "role": "user",
                "content": [{"type": "tool_result", "tool_use_id": "t1", "content": [{"type": "text", "text": "42"}]}],
            },
        ],
    }
    system, assistant, user = messages(value)
    assert system == Message("system", (TextPart("Be brief."),))
    assert assistant.parts == (
        TextPart("I look it up.", thought=True),
        TextPart("One moment."),
        ToolCallPart("search", {"q": "x"}, "t1"),
    )
    assert user.parts == (ToolResultPart("42", "t1"),)


def test_gemini_and_opentelemetry_parts() -> None:
    gemini = {"contents": [{"role": "model", "parts": [{"text": "Hi"}, {"functionCall": {"name": "f", "args": {}}}]}]}
    assert messages(gemini) == (Message("assistant", (TextPart("Hi"), ToolCallPart("f", {}))),)
    genai = [{"role": "user", "parts": [{"type": "text", "content": "Hi"}], "finish_reason": "stop"}]
    assert messages(genai) == (Message("user", (TextPart("Hi"), JsonPart({"finish_reason": "stop"}))),)


def test_langchain_types_and_its_batch_of_one() -> None:
    assert messages([[{"type": "human", "content": "Hi"}, {"type": "ai", "content": "Yo"}]]) == (
        Message("user", (TextPart("Hi"),)),
        Message("assistant", (TextPart("Yo"),)),
    )


def test_an_image_is_named_and_not_kept() -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "A" * 40_000}}
    (message,) = messages({"role": "user", "content": [{"type": "text", "text": "What?"}, picture]})
    assert message.parts[1] == MediaPart("image", "image/png, 30 kB")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "Hello",
        7,
        [],
        {},
        {"role": "admin", "name": "Ada"},
        {"content": "text of an article"},
        [{"role": "user", "content": "Hi"}, {"order": 7}],
        {"messages": "none"},
        {"messages": []},
    ],
)
def test_other_values_are_no_conversation(value: Json) -> None:
    assert conversation_in(value) is None


WORDS = """role user content parts messages text type tool_use tool_calls function name image_url source choices
message function_call reasoning summary tool_result tool {} [1]"""
words = st.sampled_from(WORDS.split())
any_json: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=5),
    max_leaves=25,
)


@given(any_json)
def test_any_json_is_read_without_an_error(value: Json) -> None:
    found = conversation_in(value)
    assert found is None or found.messages


def test_what_langchain_writes_to_read_it_again() -> None:
    call = {"name": "weather", "args": {"city": "Paris"}, "id": "c", "type": "tool_call"}
    asked: Json = {"messages": [[
        {"lc": 1, "type": "constructor", "id": ["SystemMessage"], "kwargs": {"content": "Be kind.", "type": "system"}},
        {"lc": 1, "type": "constructor", "id": ["HumanMessage"], "kwargs": {"content": "Hi", "type": "human"}},
    ]]}  # fmt: skip
    message = {"lc": 1, "kwargs": {"content": "", "type": "ai", "tool_calls": [call]}}
    answered: Json = {"generations": [[{"text": "", "type": "ChatGeneration", "message": message}]], "run": None}
    assert messages(asked) == (Message("system", (TextPart("Be kind."),)), Message("user", (TextPart("Hi"),)))
    assert messages(answered) == (Message("assistant", (ToolCallPart("weather", {"city": "Paris"}, "c"),)),)


def test_a_request_to_openais_responses_may_be_a_mere_text() -> None:
    asked: Json = {"model": "gpt-4o", "input": "Hi", "instructions": "Be kind."}
    assert conversation_in(asked) == Conversation(
        (Message("system", (TextPart("Be kind."),)), Message("user", (TextPart("Hi"),))), {"model": "gpt-4o"}
    )
    assert conversation_in({"input": "Hi"}) is None  # nobody says that this is a question to a model


def test_tools_of_the_vercel_sdk() -> None:
    assert messages([{"toolCallId": "c", "toolName": "weather", "input": '{"city": "Paris"}'}]) == (
        Message("assistant", (ToolCallPart("weather", {"city": "Paris"}, "c"),)),
    )
    told: Json = [
        {"role": "assistant", "content": [
            {"type": "tool-call", "toolCallId": "c", "toolName": "w", "input": {"a": 1}}
        ]},
        {"role": "tool", "content": [
            {"type": "tool-result", "toolCallId": "c", "toolName": "w", "output": {"type": "text", "value": "Sunny"}}
        ]},
    ]  # fmt: skip
    assert messages(told) == (
        Message("assistant", (ToolCallPart("w", {"a": 1}, "c"),)),
        Message("tool", (ToolResultPart("Sunny", "c"),)),
    )


def test_litellm_keeps_results_of_tools_in_parts_and_calls_without_a_role() -> None:
    told: Json = [{"role": "tool", "parts": [{"type": "text", "content": "Sunny"}], "tool_call_id": "c"}]
    assert messages(told) == (Message("tool", (ToolResultPart("Sunny", "c"),)),)
    assert messages([{"function_call": {"name": "w", "arguments": "{}"}}]) == (
        Message("assistant", (ToolCallPart("w", {}),)),
    )
