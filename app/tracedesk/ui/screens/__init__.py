"""One folder a screen; a screen opens another by a Location, never by importing it."""
