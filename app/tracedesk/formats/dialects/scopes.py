"""Instrumentations whose spans are read by rules of their own, by the names of their scopes."""

from tracedesk.formats.dialects import flue, genkit, google_adk, livekit, pydantic_ai, vercel_ai

RULED = frozenset({flue.SCOPE, genkit.SCOPE, google_adk.SCOPE, livekit.SCOPE, pydantic_ai.SCOPE, vercel_ai.SCOPE})
