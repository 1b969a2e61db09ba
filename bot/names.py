"""The names under which Slack sends what people do; the manifest declares them."""

COMMAND = "/segue"
START_SHORTCUT = "start_interview"
MESSAGE_SHORTCUT = "interview_about_message"
ASK_SHORTCUT = "ask_persona_about_message"
ASK_FORM = "ask_persona"
START_FORM = "start_interview"
EDIT_FORM = "edit_answer"
PICKS_FORM, PICK = "picks", "pick"
"""A form with a select for each of several things, and the action of each."""
CHANNEL = "channel"
"""Block and action of the start form's first field."""
OPENS_CARD = frozenset({"edit_card", "whole_card"})
OPENS_FORM = OPENS_CARD | {"edit", "whole_report", "correct_columns", "correct_segment"}
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
EXPORT = "export"
"""First word of the command that opens the form for a study's export."""
EXPORT_FORM = "export_study_form"
OPENS_EXPORT = "open_export"
"""Action of a button in Home that opens it; its value may name a study."""
ORIGIN_FORM = "origin"
"""The form in which somebody says where material is from; blocks and actions of its fields:"""
ORIGIN_FROM, ORIGIN_WORDS, ORIGIN_PURPOSE, ORIGIN_BASIS = "came_from", "words", "purpose", "basis"
PERSONAL_FORM = "personal"
"""The window in which somebody confirms to be forgotten, or asks for their data."""
OPENS_PERSONAL = frozenset({"open_forget_me", "open_my_data", "open_forget_study"})
"""Actions of the buttons that open it; of the last, the value is the study."""
PERSONAS = "personas"
"""First word of the command that opens the library."""
STUDY, INSIGHT, TEND_FORM = "study", "insight", "tend"
"""The modals of a study, of one of its insights, and the form in which something is done with either."""
HOME_STUDY, STUDY_PAGE, STUDY_ACT = "home_study", "study_page", "study_act"
TEND_TEXT, TEND_CHOICE = "tend_text", "tend_choice"
"""Blocks and actions of that form's fields."""
ASKS_FIRST = frozenset({"reject_insight", "merge_insights", "rename_study", "merge_studies", "move_conversation"})
"""What is done in a study only after a form was filled in."""
SEARCH = "search"
"""The modal in which the team's memory is looked through; also first word of the command that opens it."""
SEARCH_WORDS, SEARCH_PAGE, HOME_SEARCH = "search_words", "search_page", "home_search"
SEARCH_STUDY, SEARCH_PERSONA, SEARCH_PERSON, SEARCH_SINCE = (
    "search_study",
    "search_persona",
    "search_person",
    "search_since",
)
"""Actions of the menus that say where to look."""
ANY = "any"
"""Value of the choice that leaves a menu open."""
DIGEST = "digest"
"""Second word of the command that opens the digests of a channel; action of the form that sets one up."""
DIGESTS, DIGEST_FORM = "digests", "digest_form"
"""The modal that lists them, and the form of one."""
DIGEST_ACT, DIGEST_NEW = "digest_act", "digest_new"
"""Elements of the list."""
DIGEST_ASK, DIGEST_ASK_FORM = "digest_ask", "digest_ask_form"
"""Button of a digest that opens the form for a question, and that form."""
HOME_DIGEST = "home_digest"
"""Button in App Home that opens the form of a new digest."""
DIGEST_START = "digest_start"
"""Button of a digest that opens the start form."""
