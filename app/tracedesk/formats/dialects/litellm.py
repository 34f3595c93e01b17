"""LiteLLM's own callback, beside the conventions that it shares with others; the Langfuse server reads none of it."""

USER_ID = "llm.user"
COST = "gen_ai.cost.total_cost"
USAGE = "metadata.usage_object"  # OpenAI's, as Python prints it; gen_ai.usage.* lacks its details
