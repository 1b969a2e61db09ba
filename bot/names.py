"""The names under which Slack sends what people do; the manifest declares them."""

COMMAND = "/segue"
START_SHORTCUT = "start_interview"
MESSAGE_SHORTCUT = "interview_about_message"
ASK_SHORTCUT = "ask_persona_about_message"
ASK_FORM = "ask_persona"
START_FORM = "start_interview"
EDIT_FORM = "edit_answer"
CHANNEL = "channel"
"""Block and action of the start form's first field."""
OPENS_CARD = frozenset({"edit_card", "whole_card"})
OPENS_FORM = OPENS_CARD | {"edit"}
"""Actions of buttons that open a form, or a page to read."""
CHOOSES = "which_answer"
"""Action of the select in the form."""
HOME_START, HOME_RESUME, HOME_PAGE, HOME_SAMPLE = "home_start", "home_resume", "home_page", "home_sample"
"""Actions of the buttons in App Home."""
PROMPTS_TITLE = "I'm Segue. I interview your team about its customers and sum up what was said. How shall we begin?"
PROMPTS = (
    ("A quick interview", "quick interview"),
    ("A thorough interview", "thorough interview"),
    ("Meet Alice, a sample persona", "sample persona"),
    ("What can you do?", "What can you do?"),
)
"""What one may say first in a direct message: title, message."""
STOP = "stop"
"""What Slack's own stop button means."""
LIBRARY = "library"
"""The modal with the team's personas."""
LIBRARY_SEARCH, LIBRARY_PAGE, LIBRARY_ACT, HOME_LIBRARY, LIBRARY_IMPORT = (
    "library_search",
    "library_page",
    "library_act",
    "home_library",
    "library_import",
)
IMPORT_FORM = "import_persona"
IMPORT_FILE = "file"
"""Block and action of the import form's field."""
PERSONAS = "personas"
"""First word of the command that opens the library."""
DIGEST = "digest"
"""Second word of the command that opens the digests of a channel; action of the form that sets one up."""
DIGESTS, DIGEST_FORM = "digests", "digest_form"
"""The modal that lists them, and the form of one."""
DIGEST_ACT, DIGEST_NEW = "digest_act", "digest_new"
"""Elements of the list."""
DIGEST_START = "digest_start"
"""Button of a digest that opens the start form."""
