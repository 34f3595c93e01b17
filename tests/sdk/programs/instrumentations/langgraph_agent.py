"""A graph of LangGraph, traced by OpenInference's instrumentation of LangChain: a model, its tool, the model again."""

import telling
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from langgraph.graph import START, MessagesState, StateGraph
from langgraph.prebuilt import ToolNode, tools_condition
from openinference.instrumentation import using_attributes
from openinference.instrumentation.langchain import LangChainInstrumentor

LangChainInstrumentor().instrument(tracer_provider=telling.provider)


@tool
def weather(city: str) -> str:
    """The weather of a city."""
    return "Sunny, 21 degrees"


model = ChatOpenAI(model="gpt-4o", temperature=0.2, max_tokens=64, max_retries=0)
forecaster = model.bind_tools([weather])


def graph_of(model) -> object:
    def ask(state: MessagesState) -> dict:
        return {"messages": [model.invoke(state["messages"])]}

    graph = StateGraph(MessagesState)
    graph.add_node("ask", ask)
    graph.add_node("tools", ToolNode([weather]))
    graph.add_edge(START, "ask")
    graph.add_conditional_edges("ask", tools_condition)
    graph.add_edge("tools", "ask")
    return graph.compile(name="guide")


with using_attributes(user_id="ada", session_id="trip-1", tags=["beta"]):
    asked = [SystemMessage("You answer in one sentence."), HumanMessage("What is the capital of France?")]
    graph_of(model).invoke({"messages": asked})
    graph_of(forecaster).invoke({"messages": [HumanMessage("What is the weather in Paris?")]})
    with telling.refused():
        refusing = ChatOpenAI(model="refuses", max_retries=0)
        graph_of(refusing).invoke({"messages": [HumanMessage("Will you answer?")]})
telling.finish()
