"""A file's bytes as text, and the text as blocks with their places.

May import `wording`, `domain` and `errors`. Start at `text_decoding`, then `blocks`.
"""
