"""Sends an image inside of an input and a text as an output; prints what reading it back gives."""

import base64
import json
from urllib.request import urlopen

from langfuse import get_client
from langfuse.media import LangfuseMedia

IMAGE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
client = get_client()

image = LangfuseMedia(content_bytes=IMAGE, content_type="image/png")
inline = f"data:image/png;base64,{base64.b64encode(IMAGE).decode()}"
with client.start_as_current_observation(name="looked at", input={"image": image, "again": inline}) as step:
    step.update(output=LangfuseMedia(content_bytes=b"a dot", content_type="text/plain"))
    trace_id = step.trace_id
client.flush()

reference = image._reference_string
found = client.api.media.get(image._media_id)
with urlopen(found.url) as answer:  # as a browser does: without any key
    same, kind = answer.read() == IMAGE, answer.headers["Content-Type"]
resolved = client.resolve_media_references(obj={"image": reference}, resolve_with="base64_data_uri")
print(
    json.dumps(
        {
            "trace": trace_id,
            "reference": reference,
            "found": [found.content_type, found.content_length],
            "downloaded": [same, kind],
            "resolved": resolved["image"] == inline,
        }
    )
)
client.shutdown()
