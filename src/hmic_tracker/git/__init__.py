"""Git beside the plan: who the person is. The only subprocess besides the editor.

May import `domain` and `errors`.
"""
