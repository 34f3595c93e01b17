"""What the program writes of itself: warnings and errors on standard error."""

import logging


def start_logging() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
