"""Git beside the plan: who the person is.

The only subprocess besides the editor and the child that reads binary documents.

May import `domain` and `errors`.
"""
