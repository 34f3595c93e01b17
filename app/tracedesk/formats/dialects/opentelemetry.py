"""OpenTelemetry's own conventions that are not about models: sessions, users, deployments, exceptions."""

USER_ID = "user.id"
SESSION_ID = "session.id"
ENVIRONMENT = ("deployment.environment.name", "deployment.environment")
SERVICE_VERSION = "service.version"
SDK_LANGUAGE = "telemetry.sdk.language"

EXCEPTION_EVENT = "exception"
EXCEPTION_TYPE = "exception.type"
EXCEPTION_MESSAGE = "exception.message"
STATUS_ERROR = 2
