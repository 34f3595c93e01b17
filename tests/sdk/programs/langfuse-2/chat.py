"""A chat assistant traced with langfuse 2 by hand: a client held by a class, and a decorator of the program's own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import wraps

from langfuse import Langfuse
from langfuse.client import StatefulSpanClient, StatefulTraceClient
from openai import APIError, AsyncOpenAI

SYSTEM = {"role": "system", "content": "You are terse."}


def traced(function: Callable[..., AsyncIterator[str]]) -> Callable[..., AsyncIterator[str]]:
    """Open a trace and a span named after ``function``, and end the span whatever happens."""

    @wraps(function)
    async def wrapper(self: "Assistant", question: str, **person: str) -> AsyncIterator[str]:
        trace = self.langfuse.trace(
            name=function.__name__,
            input=question,
            tags=["weather", "beta"],
            metadata={"channel": "web", "attempt": 1, "client": {"os": "linux"}},
            **person,
        )
        span = trace.span(name=function.__name__)
        try:
            async for piece in function(self, question, trace, span):
                yield piece
        except Exception as error:
            span.end(output=f"Error: {error}")
            raise

    return wrapper


class Assistant:
    def __init__(self, model: str) -> None:
        self.langfuse = Langfuse()
        self.openai = AsyncOpenAI(max_retries=0)
        self.model = model

    @traced
    async def chat(self, question: str, trace: StatefulTraceClient, span: StatefulSpanClient) -> AsyncIterator[str]:
        messages = [SYSTEM, {"role": "user", "content": question}]
        span.update(input=messages)
        self.plan(question, span)
        generation = span.generation(
            name="answer", model=self.model, model_parameters={"temperature": 0.2, "max_tokens": 256}, input=messages
        )
        text = ""
        try:
            stream = await self.openai.chat.completions.create(
                model=self.model, messages=messages, stream=True, stream_options={"include_usage": True}
            )
            async for chunk in stream:
                if chunk.usage is not None:
                    counts = {"input": chunk.usage.prompt_tokens, "output": chunk.usage.completion_tokens}
                    generation.update(usage_details=counts, cost_details={"input": 0.001, "output": 0.002})
                for choice in chunk.choices:
                    if not text:
                        generation.update(completion_start_time=datetime.now(UTC))
                    text += choice.delta.content or ""
                    yield choice.delta.content or ""
        except Exception as error:
            generation.end(output=text, level="ERROR", status_message=str(error))
            raise
        generation.end(output=text)
        generation.score(name="brevity", value=0.5)
        span.end(output=text)
        trace.update(output=text)
        self.judge(trace)

    def plan(self, question: str, span: StatefulSpanClient) -> None:
        plan = span.span(name="plan", input={"question": question}, level="DEBUG", metadata={"steps": [1, 2]})
        look_up = plan.span(name="look-up", input="paris")
        look_up.event(name="cache-miss", input={"key": "paris"}, level="WARNING", status_message="cold cache")
        look_up.end(output=["weather", "map"])
        plan.end(output={"tools": ["weather"]})

    def judge(self, trace: StatefulTraceClient) -> None:
        trace.score(name="helpfulness", value=0.9, data_type="NUMERIC", comment="said it all")
        trace.score(name="tone", value="friendly", data_type="CATEGORICAL")
        trace.score(name="correct", value=1, data_type="BOOLEAN")


async def main() -> None:
    assistant = Assistant("gpt-stub")
    assert assistant.langfuse.auth_check()
    async for piece in assistant.chat("Will it rain in Paris? ☂", user_id="ada", session_id="trip-1"):
        print(piece, end="")
    print()
    assistant.model = "breaks"
    try:
        async for piece in assistant.chat("And in Rome, tomorrow?", user_id="bob", session_id="trip-2"):
            print(piece, end="")
    except APIError as error:
        print(f" … {error}")
    assistant.langfuse.flush()


asyncio.run(main())
