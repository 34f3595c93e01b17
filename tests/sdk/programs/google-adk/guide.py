"""An agent of Google's Agent Development Kit; the model behind it is OpenAI's, so that one stand-in serves all."""

import asyncio
import json
from collections.abc import AsyncGenerator

import openai
from google.adk.agents import LlmAgent
from google.adk.models import BaseLlm, LlmRequest, LlmResponse
from google.adk.runners import InMemoryRunner
from google.genai import types
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)


class Relayed(BaseLlm):
    """Asks OpenAI's client what the kit asks of a model."""

    async def generate_content_async(
        self, asked: LlmRequest, stream: bool = False
    ) -> AsyncGenerator[LlmResponse, None]:
        config = asked.config
        instructions = str(config.system_instruction)
        messages = [{"role": "system", "content": instructions}] if config.system_instruction else []
        messages += [message for content in asked.contents for message in _messages(content)]
        offered = [{"type": "function", "function": {"name": name}} for name in asked.tools_dict]
        answer = await openai.AsyncOpenAI(max_retries=0).chat.completions.create(
            model=self.model,
            messages=messages,
            tools=offered or openai.omit,
            max_tokens=config.max_output_tokens,
        )
        yield _response(answer)


def _messages(content: types.Content) -> list[dict]:
    found = []
    for part in content.parts:
        if part.function_call:
            function = {"name": part.function_call.name, "arguments": json.dumps(part.function_call.args)}
            call = {"id": part.function_call.id, "type": "function", "function": function}
            found.append({"role": "assistant", "tool_calls": [call]})
        elif part.function_response:
            told = part.function_response
            found.append({"role": "tool", "tool_call_id": told.id, "content": json.dumps(told.response)})
        else:
            found.append({"role": "assistant" if content.role == "model" else "user", "content": part.text})
    return found


def _response(answer) -> LlmResponse:
    message, usage = answer.choices[0].message, answer.usage
    thought = usage.completion_tokens_details.reasoning_tokens
    parts = [types.Part.from_text(text=message.content)] if message.content else []
    for call in message.tool_calls or ():
        told = types.FunctionCall(id=call.id, name=call.function.name, args=json.loads(call.function.arguments))
        parts.append(types.Part(function_call=told))
    return LlmResponse(
        content=types.Content(role="model", parts=parts),
        finish_reason=types.FinishReason.STOP,
        model_version=answer.model,
        usage_metadata=types.GenerateContentResponseUsageMetadata(
            prompt_token_count=usage.prompt_tokens,
            candidates_token_count=usage.completion_tokens - thought,
            thoughts_token_count=thought,
            cached_content_token_count=usage.prompt_tokens_details.cached_tokens,
            total_token_count=usage.total_tokens,
        ),
    )


def weather(city: str) -> dict:
    """The weather of a city."""
    return {"sky": "Sunny, 21 degrees"}


async def ask(question: str, model: str = "gpt-4o", **more: object) -> None:
    settings = types.GenerateContentConfig(max_output_tokens=64)
    agent = LlmAgent(name="guide", model=Relayed(model=model), generate_content_config=settings, **more)
    runner = InMemoryRunner(agent, app_name="travel")
    await runner.session_service.create_session(app_name="travel", user_id="ada", session_id="trip-1")
    asked = types.Content(role="user", parts=[types.Part.from_text(text=question)])
    async for _ in runner.run_async(user_id="ada", session_id="trip-1", new_message=asked):
        pass


async def talk() -> None:
    await ask("What is the capital of France?", instruction="You answer in one sentence.")
    await ask("What is the weather in Paris?", tools=[weather])
    try:
        await ask("Will you answer?", "refuses")
    except Exception as error:
        if "refuses today" not in str(error):
            raise


asyncio.run(talk())
provider.shutdown()
