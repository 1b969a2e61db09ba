"""The names under which Slack sends what people do; the manifest declares them."""

COMMAND = "/segue"
START_SHORTCUT = "start_interview"
MESSAGE_SHORTCUT = "interview_about_message"
START_FORM = "start_interview"
EDIT_FORM = "edit_answer"
OPENS_FORM = frozenset({"edit"})
"""Actions of buttons that open a form."""
CHOOSES = "which_answer"
"""Action of the select in the form."""
