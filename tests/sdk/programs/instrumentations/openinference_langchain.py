"""LangChain with OpenInference's instrumentation."""

import telling
from langchain_core.messages import HumanMessage, SystemMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from openinference.instrumentation import using_attributes
from openinference.instrumentation.langchain import LangChainInstrumentor

LangChainInstrumentor().instrument(tracer_provider=telling.provider)


@tool
def weather(city: str) -> str:
    """The weather of a city."""
    return "Sunny, 21 degrees"


model = ChatOpenAI(model="gpt-4o", temperature=0.2, max_tokens=64, max_retries=0, stream_usage=True)
with using_attributes(user_id="ada", session_id="trip-1", tags=["beta"], metadata={"channel": "web"}):
    model.invoke([SystemMessage("You answer in one sentence."), HumanMessage("What is the capital of France?")])
    for _ in model.stream([HumanMessage("Name three rivers.")]):
        pass
    messages = [HumanMessage("What is the weather in Paris?")]
    asked = model.bind_tools([weather]).invoke(messages)
    [call] = asked.tool_calls
    messages += [asked, ToolMessage(weather.invoke(call["args"]), tool_call_id=call["id"])]
    model.bind_tools([weather]).invoke(messages)
    with telling.refused():
        ChatOpenAI(model="refuses", max_retries=0).invoke([HumanMessage("Will you answer?")])
telling.finish()
