"""LiteLLM's own callback for OpenTelemetry."""

import litellm
from litellm.integrations.opentelemetry import OpenTelemetry, OpenTelemetryConfig
from litellm.litellm_core_utils.thread_pool_executor import executor
from opentelemetry import trace

litellm.suppress_debug_info = True
litellm.callbacks = [OpenTelemetry(OpenTelemetryConfig.from_env())]
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}
metadata = {"user_api_key_end_user_id": "ada", "session_id": "trip-1", "tags": ["beta"]}


def ask(messages: list, model: str = "gpt-4o", **more: object) -> object:
    return litellm.completion(model=f"openai/{model}", messages=messages, metadata=dict(metadata), user="ada", **more)


system = {"role": "system", "content": "You answer in one sentence."}
ask([system, {"role": "user", "content": "What is the capital of France?"}], temperature=0.2, max_tokens=64)
for _ in ask([{"role": "user", "content": "Name three rivers."}], stream=True, stream_options={"include_usage": True}):
    pass
messages = [{"role": "user", "content": "What is the weather in Paris?"}]
asked = ask(messages, tools=[WEATHER]).choices[0].message
messages += [
    asked.model_dump(),
    {"role": "tool", "tool_call_id": asked.tool_calls[0].id, "content": "Sunny, 21 degrees"},
]
ask(messages, tools=[WEATHER])
try:
    ask([{"role": "user", "content": "Will you answer?"}], model="refuses", num_retries=0)
except litellm.BadRequestError as error:
    print(error.status_code)
executor.shutdown(wait=True)  # callbacks run on its threads
trace.get_tracer_provider().shutdown()
