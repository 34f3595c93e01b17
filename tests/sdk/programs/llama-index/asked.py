"""Asks a model through LlamaIndex, whose steps OpenInference tells OpenTelemetry of, and so langfuse."""

from langfuse import get_client, observe, propagate_attributes
from llama_index.core.llms import ChatMessage
from llama_index.llms.openai import OpenAI
from openinference.instrumentation.llama_index import LlamaIndexInstrumentor

langfuse = get_client()
LlamaIndexInstrumentor().instrument()
model = OpenAI(model="gpt-4o", temperature=0.2, max_retries=0)


@observe()
def advice(question: str) -> str:
    with propagate_attributes(user_id="ada", session_id="trip-5", tags=["beta"]):
        return str(model.chat([ChatMessage(role="user", content=question)]).message.content)


print(advice("What to wear in Paris?"))
langfuse.flush()
