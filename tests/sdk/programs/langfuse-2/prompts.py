"""Keeps prompts with the client before OpenTelemetry and uses them; prints what it saw."""

import json

from langfuse import Langfuse

NAME = "support/greeting 100% Ö"
client = Langfuse()

first = client.create_prompt(name=NAME, prompt="Hello {{name}}", labels=["production"], tags=["a"], config={"t": 0.5})
second = client.create_prompt(name=NAME, prompt="Good day {{name}}", commit_message="more polite")
found = client.get_prompt(NAME)
latest = client.get_prompt(NAME, label="latest")
by_version = client.get_prompt(NAME, version=1)
client.update_prompt(name=NAME, version=2, new_labels=["production", "polite"])
moved = client.get_prompt(NAME, cache_ttl_seconds=0)
missing = client.get_prompt("no such prompt", fallback="Hi {{name}}", max_retries=1)

tone = client.create_prompt(name="tone", prompt="Be {{style}}.", labels=["production"])
bot = client.create_prompt(
    name="bot",
    type="chat",
    prompt=[
        {"role": "system", "content": "@@@langfusePrompt:name=tone|label=production@@@ Answer."},
        {"role": "user", "content": "{{question}}"},
    ],
    labels=["production"],
)
chat = client.get_prompt("bot", type="chat").compile(style="kind", question="Why?")

trace = client.trace(id="prompted", name="prompted")
trace.generation(id="generation", name="call", prompt=found, input=found.compile(name="Ada"), output="Hello")
client.flush()

print(
    json.dumps(
        {
            "first": [first.version, first.labels, first.tags, first.config],
            "second": [second.version, second.labels, second.tags, second.commit_message],
            "found": [found.version, found.prompt, found.compile(name="Ada")],
            "latest": [latest.version, latest.prompt],
            "by version": [by_version.version, by_version.labels],
            "moved": [moved.version, sorted(moved.labels)],
            "fallback": [missing.compile(name="Ada"), missing.is_fallback],
            "chat": [[message["role"], message["content"]] for message in chat],
        }
    )
)
client.shutdown()
