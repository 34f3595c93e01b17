"""Uploads media with the client before OpenTelemetry and gets them back; prints what it saw."""

import json

from langfuse import Langfuse
from langfuse.media import LangfuseMedia

IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
SOUND = "data:audio/wav;base64,UklGRgAAAABXQVZF"
client = Langfuse()

image = LangfuseMedia(content_bytes=IMAGE, content_type="image/png")
note = LangfuseMedia(content_bytes=b"<b>note</b>", content_type="text/html")
trace = client.trace(id="seen", name="seen", input={"images": [image]}, metadata={"note": note})
trace.generation(id="heard", name="heard", input=[{"sound": SOUND}], output={"again": image})
client.flush()

found = client.fetch_trace("seen").data
heard = client.fetch_observation("heard").data
resolved = client.resolve_media_references(
    obj=[found.input, found.metadata, heard.input, heard.output], resolve_with="base64_data_uri"
)
print(json.dumps({"kept": [found.input, found.metadata, heard.input, heard.output], "resolved": resolved}))
client.shutdown()
