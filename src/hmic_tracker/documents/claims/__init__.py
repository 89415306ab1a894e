"""What a committee paper says of a plan: figures, statuses, dates and grades, each with its place.

Document -> passages and tables -> claims. Nothing here knows what the plan says of them.
"""
