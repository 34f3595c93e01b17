"""The same assistant's tools, traced with the decorator of langfuse 4 and 5 and their stand-in for OpenAI's client."""

from langfuse import get_client, observe, propagate_attributes
from langfuse.openai import openai

TOOLS = [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}]
client = openai.OpenAI(max_retries=0)
langfuse = get_client()


@observe()
def brief(city: str) -> str:
    with propagate_attributes(user_id="ada", session_id="trip-1", tags=["brief"], metadata={"channel": "mail"}):
        langfuse.score_current_trace(name="grounded", value=0.75)
        forecast = fetch_forecast(city)
        return summarise(city, forecast)


@observe()
def fetch_forecast(city: str) -> dict[str, object]:
    answer = client.chat.completions.create(
        name="choose-tool",
        model="gpt-stub",
        messages=[{"role": "user", "content": f"Forecast for {city}?"}],
        tools=TOOLS,
        temperature=0,
    )
    call = answer.choices[0].message.tool_calls[0].function
    return {"tool": call.name, "arguments": call.arguments}


@observe(name="summarise")
def summarise(city: str, forecast: dict[str, object]) -> str:
    langfuse.update_current_span(metadata={"style": "short"}, level="DEBUG")
    stream = client.chat.completions.create(
        model="gpt-stub",
        messages=[{"role": "user", "content": f"{city} in three words"}],
        stream=True,
        stream_options={"include_usage": True},
    )
    return "".join(choice.delta.content or "" for chunk in stream for choice in chunk.choices)


@observe()
def refused() -> None:
    with propagate_attributes(user_id="bob"):
        raise ValueError("no such city")


assert langfuse.auth_check()
print(brief("Paris"))
try:
    refused()
except ValueError as error:
    print(error)
langfuse.flush()
