"""The inbox: what programs sent and Tracedesk could not take, to look at and to try again."""
