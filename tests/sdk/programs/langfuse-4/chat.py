"""The chat assistant traced with langfuse 4 and 5: what holds for a whole trace is propagated to every step of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import wraps

from langfuse import Langfuse, LangfuseGeneration, LangfuseSpan, propagate_attributes
from openai import APIError, AsyncOpenAI

SYSTEM = {"role": "system", "content": "You are terse."}


def traced(function: Callable[..., AsyncIterator[str]]) -> Callable[..., AsyncIterator[str]]:
    """Open a span named after ``function``, which makes a trace of that name, and end it whatever happens."""

    @wraps(function)
    async def wrapper(self: "Assistant", question: str, **person: str) -> AsyncIterator[str]:
        name = function.__name__
        with (
            propagate_attributes(trace_name=name, tags=["weather", "beta"], **person),
            self.langfuse.start_as_current_observation(
                name=name, metadata={"channel": "web", "attempt": 1, "client": {"os": "linux"}}
            ) as span,
        ):
            try:
                async for piece in function(self, question, span):
                    yield piece
            except Exception as error:
                span.update(output=f"Error: {error}")
                raise

    return wrapper


class Assistant:
    def __init__(self, model: str) -> None:
        self.langfuse = Langfuse()
        self.openai = AsyncOpenAI(max_retries=0)
        self.model = model

    @traced
    async def chat(self, question: str, span: LangfuseSpan) -> AsyncIterator[str]:
        messages = [SYSTEM, {"role": "user", "content": question}]
        span.update(input=messages)
        self.plan(question)
        text = ""
        with self.langfuse.start_as_current_observation(
            as_type="generation",
            name="answer",
            model=self.model,
            model_parameters={"temperature": 0.2, "max_tokens": 256},
            input=messages,
        ) as generation:
            try:
                async for piece in self.stream(messages, generation):
                    text += piece
                    yield piece
            except Exception as error:
                generation.update(output=text, level="ERROR", status_message=str(error))
                raise
            generation.update(output=text)
            generation.score(name="brevity", value=0.5)
        span.update(output=text)
        self.judge(span)

    async def stream(self, messages: list[dict[str, str]], generation: LangfuseGeneration) -> AsyncIterator[str]:
        stream = await self.openai.chat.completions.create(
            model=self.model, messages=messages, stream=True, stream_options={"include_usage": True}
        )
        started = False
        async for chunk in stream:
            if chunk.usage is not None:
                counts = {"input": chunk.usage.prompt_tokens, "output": chunk.usage.completion_tokens}
                generation.update(usage_details=counts, cost_details={"input": 0.001, "output": 0.002})
            for choice in chunk.choices:
                if not started:
                    generation.update(completion_start_time=datetime.now(UTC))
                    started = True
                yield choice.delta.content or ""

    def plan(self, question: str) -> None:
        with self.langfuse.start_as_current_observation(
            name="plan", input={"question": question}, level="DEBUG", metadata={"steps": [1, 2]}
        ) as plan:
            with plan.start_as_current_observation(name="look-up", input="paris") as look_up:
                look_up.create_event(
                    name="cache-miss", input={"key": "paris"}, level="WARNING", status_message="cold cache"
                )
                look_up.update(output=["weather", "map"])
            plan.update(output={"tools": ["weather"]})

    def judge(self, span: LangfuseSpan) -> None:
        span.score_trace(name="helpfulness", value=0.9, data_type="NUMERIC", comment="said it all")
        span.score_trace(name="tone", value="friendly", data_type="CATEGORICAL")
        span.score_trace(name="correct", value=1, data_type="BOOLEAN")


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
    assistant.langfuse.shutdown()


asyncio.run(main())
