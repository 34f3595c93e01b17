"""The calls of a model that the programs here make with OpenAI's client."""

from openai import BadRequestError, OpenAI

MODEL = "gpt-4o"
PICTURE = "http://127.0.0.1:9/picture.png"  # nobody fetches it
WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a city.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


def talk() -> None:
    client = OpenAI(max_retries=0)
    answer(client)
    stream(client)
    use_a_tool(client)
    stream_a_tool(client)
    look_at_a_picture(client)
    listen(client)
    be_refused(client)


def answer(client: OpenAI) -> None:
    messages = [
        {"role": "system", "content": "You answer in one sentence."},
        {"role": "user", "content": "What is the capital of France?"},
    ]
    client.chat.completions.create(model=MODEL, messages=messages, temperature=0.2, max_tokens=64)


def stream(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "Name three rivers."}]
    options = {"include_usage": True}
    for _ in client.chat.completions.create(model=MODEL, messages=messages, stream=True, stream_options=options):
        pass


def use_a_tool(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "What is the weather in Paris?"}]
    first = client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER])
    asked = first.choices[0].message
    messages += [
        asked.to_dict(),
        {"role": "tool", "tool_call_id": asked.tool_calls[0].id, "content": "Sunny, 21 degrees"},
    ]
    client.chat.completions.create(model=MODEL, messages=messages, tools=[WEATHER])


def stream_a_tool(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "Does it rain in Paris?"}]
    options = {"include_usage": True}
    for _ in client.chat.completions.create(
        model=MODEL, messages=messages, tools=[WEATHER], stream=True, stream_options=options
    ):
        pass


def look_at_a_picture(client: OpenAI) -> None:
    parts = [{"type": "text", "text": "What is in this picture?"}, {"type": "image_url", "image_url": {"url": PICTURE}}]
    client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": parts}])


def listen(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "Say this once more, please, and loudly."}]
    client.chat.completions.create(model="gpt-4o-audio-preview", messages=messages)


def be_refused(client: OpenAI) -> None:
    try:
        client.chat.completions.create(model="refuses", messages=[{"role": "user", "content": "Will you answer?"}])
    except BadRequestError:
        return
    raise AssertionError("the model did not refuse")


def respond(client: OpenAI) -> None:
    client.responses.create(model=MODEL, instructions="You answer in one sentence.", input="Which sea is the saltiest?")


def respond_with_a_tool(client: OpenAI) -> None:
    tool = {"type": "function", "name": "weather", "parameters": WEATHER["function"]["parameters"], "strict": False}
    told = [{"role": "user", "content": "Is it windy in Paris?"}]
    [called] = client.responses.create(model=MODEL, input=told, tools=[tool]).output
    told += [
        {"type": "function_call", "call_id": called.call_id, "name": called.name, "arguments": called.arguments},
        {"type": "function_call_output", "call_id": called.call_id, "output": "Calm"},
    ]
    for _ in client.responses.create(model=MODEL, input=told, tools=[tool], stream=True):
        pass


def embed(client: OpenAI) -> None:
    client.embeddings.create(model="text-embedding-3-small", input="a sentence to embed")
