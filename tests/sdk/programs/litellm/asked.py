"""Asks a model through LiteLLM, whose callback of the name in the argument tells Langfuse of it."""

import sys

import litellm
from litellm.litellm_core_utils.thread_pool_executor import executor

litellm.suppress_debug_info = True
litellm.success_callback = litellm.failure_callback = [sys.argv[1]]


def ask(model: str, question: str, trace_name: str) -> str:
    messages = [{"role": "user", "content": question}]
    person = {"trace_user_id": "ada", "session_id": f"trip of {trace_name}", "tags": ["beta"]}
    told = person | {"trace_name": trace_name, "generation_name": "answer"}
    answer = litellm.completion(model=model, messages=messages, temperature=0.2, metadata=told, num_retries=0)
    return str(answer.choices[0].message.content)


print(ask("openai/gpt-stub", "What to wear in Paris?", "advice"))
try:
    ask("openai/refuses", "And in Rome?", "refusal")
except litellm.BadRequestError as error:
    print(error.status_code)
executor.shutdown(wait=True)  # callbacks run on its threads
