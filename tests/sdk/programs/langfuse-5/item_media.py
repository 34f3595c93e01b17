"""Keeps media in items of a dataset with the client 5 and reads them by the addresses that come with the items."""

import json

from langfuse import get_client
from langfuse.media import LangfuseMedia

IMAGE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
client = get_client()

client.create_dataset(name="pictures")
image = LangfuseMedia(content_bytes=IMAGE, content_type="image/png")
note = LangfuseMedia(content_bytes=b"note", content_type="text/plain")
client.create_dataset_item(
    dataset_name="pictures", input={"gallery": [image], "it's": {"one": image}}, expected_output=note, metadata={"n": 1}
)
[item] = client.get_dataset("pictures").items
references = [item.input["gallery"][0], item.input["it's"]["one"], item.expected_output]
print(
    json.dumps(
        {
            "ids": [one.media_id for one in references],
            "types": [one.content_type for one in references],
            "lengths": [one.content_length for one in references],
            "expired": [one.is_url_expired() for one in references],
            "same": [one.fetch_bytes() == data for one, data in zip(references, (IMAGE, IMAGE, b"note"), strict=True)],
            "uri": references[2].fetch_data_uri(),
        }
    )
)
client.shutdown()
