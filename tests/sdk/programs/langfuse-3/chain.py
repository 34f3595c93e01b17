"""A chain of LangChain with a model and a tool in it, watched by the callback handler of langfuse 3 and later."""

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableConfig, RunnableLambda
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from langfuse import get_client
from langfuse.langchain import CallbackHandler
from openai import BadRequestError

langfuse = get_client()
handler = CallbackHandler()


@tool
def weather(city: str) -> str:
    """Tell the weather of a city."""
    return f"Rain in {city}."


def watched(name: str) -> RunnableConfig:
    person = {"langfuse_user_id": "ada", "langfuse_session_id": "trip-3", "langfuse_tags": ["beta"]}
    return {"run_name": name, "callbacks": [handler], "tags": ["beta"], "metadata": person | {"channel": "mail"}}


assert langfuse.auth_check()
look_up = RunnableLambda(lambda asked: {"news": weather.invoke(asked)}, name="look-up")
asking = ChatPromptTemplate.from_messages([("system", "You are terse."), ("human", "{news} What to wear?")])
model = ChatOpenAI(model="gpt-stub", temperature=0.2, max_tokens=64, max_retries=0)
print((look_up | asking | model | StrOutputParser()).invoke({"city": "Paris"}, watched("report")))
try:
    (asking | model.bind(model="refuses")).invoke({"news": "Snow."}, watched("refusal"))
except BadRequestError as error:
    print(error.status_code)
langfuse.flush()
