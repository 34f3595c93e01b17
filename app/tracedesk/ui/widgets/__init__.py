"""Parts that two screens or more use; they say what happened and know nobody."""
