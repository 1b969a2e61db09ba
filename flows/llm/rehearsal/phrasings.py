"""Ways to ask about each topic: whole sentences with gaps for the respondents' own words.

{thing} is the product ('the benefits portal'), {who} the people it is for ('employees'). The first
list of a topic is for a product people use, the second for one that is not out yet; `DEEPER` holds
what to ask about something said before, quoted in front.
"""

from __future__ import annotations

from collections.abc import Mapping

from interviews.dimensions import Dimension, Matter, Topic

LIVE: Mapping[Topic, tuple[str, ...]] = {
    Dimension.BEHAVIOURAL: (
        "Think of the last time you watched somebody use {thing}. What did they do, step by step?",
        "Of the last ten {who} you know of, how many finished what they came for?",
        "Walk me through an ordinary day on which one of your {who} turns to {thing}.",
    ),
    Dimension.MOTIVATION: (
        "Tell me about one person who came to {thing} with a problem: what had they tried before?",
        "What do {who} ask you for again and again?",
        "How did your most recent new {who} manage before they had {thing}?",
    ),
    Dimension.PSYCHOGRAPHIC: (
        "What have you heard {who} say against {thing}?",
        "Which of your {who} were the first to try {thing}?",
        "What worries have {who} told somebody on your team about?",
    ),
    Dimension.CHANNEL: (
        "How did the last few {who} you can name come to hear of {thing}?",
        "Whom do {who} turn to for advice before they choose?",
        "Which words do {who} use when they describe {thing} to somebody else?",
    ),
    Dimension.VALUE: (
        "Which {who} cost you the most time or money last year?",
        "How far apart are the {who} who bring in most and those who bring in least?",
        "What did the one you were sorriest to lose bring in over a year?",
    ),
    Dimension.TEMPORAL: (
        "When in a day or a year do {who} come to {thing}?",
        "What had just happened in the life of the last person who came to you?",
        "In which weeks is it quietest around {thing}?",
    ),
    Dimension.RELATIONSHIP: (
        "Tell me about the last person who turned away from {thing}: what did they say?",
        "Of the {who} you had a year ago, how many are still there?",
        "Who has brought somebody else along to {thing}?",
    ),
    Dimension.DISTINGUISHING: (
        "Think of two {who} who could hardly be more different. Where do they part ways?",
        "What do the {who} you most want to keep do that nobody else does?",
        "By what sign do you recognise somebody {thing} was made for?",
    ),
    Dimension.DEMOGRAPHIC: (
        "What do your records say about the age and work of {who}?",
        "Which trades or roles come up most among the {who} you have met?",
        "Who in the households or companies you serve deals with {thing}?",
    ),
    Dimension.GEOGRAPHIC: (
        "From which places do your {who} come, going by addresses or languages you have seen?",
        "Where does serving {who} look different from one place to the next?",
        "In what kind of place were the {who} you last met?",
    ),
    Matter.STAGE: (
        "How far along are you with {thing} today?",
        "Who outside your team has {thing} in their hands by now?",
        "What can people do with {thing} this week that they could not do a year ago?",
    ),
    Matter.MONEY: (
        "Walk me through the last payment that reached you: who paid for what?",
        "Where does the money for {thing} come from today?",
        "How much of last year's income came from your biggest few payers?",
    ),
    Matter.SIDES: (
        "Besides those who use {thing}, who has a say in getting it?",
        "Who signs for {thing}, compared with who opens it every day?",
        "Whose work gets easier or harder once {thing} arrives?",
    ),
    Matter.DECISION: (
        "What is the decision that all this should help you make?",
        "By when does this have to be settled?",
        "From how many {who} on is a group big enough to matter to you?",
        "Which two options are on the table for you right now?",
    ),
}

BEFORE_LAUNCH: Mapping[Topic, tuple[str, ...]] = {
    Dimension.BEHAVIOURAL: (
        "What do the people you have met so far use today in place of {thing}?",
        "Tell me about someone outside your team you showed {thing} to: what did they do with it?",
        "What have people on your list done so far beyond leaving an address?",
    ),
    Dimension.MOTIVATION: (
        "Tell me about one person you met who needs {thing}: what are they doing about it now?",
        "What had you seen go wrong for somebody before you began with {thing}?",
        "Which wish came up most often when you talked with people?",
    ),
    Dimension.PSYCHOGRAPHIC: (
        "What have people outside your team said against {thing}?",
        "Who among the people you told got the idea at once?",
        "What do the people who asked about {thing} care about besides it?",
    ),
    Dimension.CHANNEL: (
        "Where did the people who know about {thing} first hear of it?",
        "Whose word counts when {who} you have met choose something new?",
        "Which of your messages about {thing} brought replies?",
    ),
    Dimension.VALUE: (
        "What has anybody outside your team given for {thing} so far, in money or in time?",
        "How much do people you have met spend today on what {thing} is meant to replace?",
        "Which of the people you have met are likely to cost you the most effort?",
    ),
    Dimension.TEMPORAL: (
        "At what moment did people you spoke with run into the need for {thing}?",
        "What had just happened to the person who asked about {thing} most recently?",
        "In which part of the week do people write to you about it?",
    ),
    Dimension.RELATIONSHIP: (
        "Who has asked you more than once when {thing} will be ready?",
        "Of the people you told about {thing}, how many came back to you on their own?",
        "What holds the people you want to what they have now?",
    ),
    Dimension.DISTINGUISHING: (
        "Think of two people who asked about {thing} and could hardly be more different. Where do they part ways?",
        "By what sign do you recognise somebody {thing} is made for?",
        "Who have you met that {thing} is clearly not meant for?",
    ),
    Dimension.DEMOGRAPHIC: (
        "Who are the people you have spoken with so far, by age and work?",
        "Which trades or roles come up on your list?",
        "How old were the people in your conversations about {thing}, as far as you noted it?",
    ),
    Dimension.GEOGRAPHIC: (
        "From which places have people asked about {thing}?",
        "In which languages have you talked with people about it?",
        "Where were the people you met in person?",
    ),
    Matter.STAGE: (
        "What can somebody outside your team already do with {thing} today?",
        "What still stands between {thing} and its first outside user?",
        "Who has seen {thing} work so far?",
    ),
    Matter.MONEY: (
        "How is money meant to reach you once {thing} is out?",
        "Who has promised to pay for {thing}, going by what they told you?",
        "Where does the money in this market go today?",
    ),
    Matter.SIDES: (
        "Who else has a stake in {thing}, besides the people who use it?",
        "Which two kinds of people have to meet for {thing} to work?",
        "Whose interests pull in different directions around {thing}?",
    ),
    Matter.DECISION: LIVE[Matter.DECISION],
}

DEEPER: Mapping[Topic, tuple[str, ...]] = {
    Dimension.BEHAVIOURAL: (
        "What did the person you remember best do next?",
        "Who does it differently?",
    ),
    Dimension.MOTIVATION: (
        "What have these people tried so far to get it?",
        "What does it cost them to go without?",
    ),
    Dimension.PSYCHOGRAPHIC: (
        "What have you seen or heard that shows it?",
        "Which people you have met are not like that?",
    ),
    Dimension.CHANNEL: (
        "Who is never reached that way?",
        "What have you compared it with?",
    ),
    Dimension.VALUE: (
        "How much is at stake for one of them?",
        "Where is that written down?",
    ),
    Dimension.TEMPORAL: (
        "What goes on around them at that moment?",
        "How did you notice the timing?",
    ),
    Dimension.RELATIONSHIP: (
        "How did that begin for one of them?",
        "What happened to those who did not come back?",
    ),
    Dimension.DISTINGUISHING: (
        "How do you tell one of these from the rest?",
        "Who looks like that, yet behaves otherwise?",
    ),
    Dimension.DEMOGRAPHIC: (
        "Where does that change what you offer?",
        "On which records does it rest?",
    ),
    Dimension.GEOGRAPHIC: (
        "What is different for people from one of these places?",
        "How do you know where they are?",
    ),
    Matter.DECISION: (
        "By when does that have to be settled?",
        "From how many people on is a group big enough to matter for that?",
    ),
}

WHY: Mapping[Topic, tuple[str, ...]] = {
    Dimension.BEHAVIOURAL: (
        "what people did tells more than what they say they like.",
        "people who do different things rarely belong together.",
    ),
    Dimension.MOTIVATION: (
        "people with the same need make a better group than people of the same age.",
        "what was tried before shows how strong the need is.",
    ),
    Dimension.PSYCHOGRAPHIC: (
        "the same offer meets open doors and closed ones; attitude is often why.",
        "who doubts needs another message than who is curious.",
    ),
    Dimension.CHANNEL: (
        "a group you cannot speak to on its own is hard to serve.",
        "the way people found you also decides who never did.",
    ),
    Dimension.VALUE: (
        "a small group can matter most, or cost most.",
        "it decides which group comes first.",
    ),
    Dimension.TEMPORAL: (
        "the moment of need tells when to speak, and to whom.",
        "some groups differ only in when, not in who.",
    ),
    Dimension.RELATIONSHIP: (
        "newcomers, regulars and leavers need different things.",
        "who comes back, and who does not, often splits a group in two.",
    ),
    Dimension.DISTINGUISHING: (
        "a group needs a mark by which a colleague can tell it.",
        "the sharpest line between two people is often the line between two groups.",
    ),
    Dimension.DEMOGRAPHIC: (
        "it counts only where it changes what you do.",
        "plain facts make a group easy to find.",
    ),
    Dimension.GEOGRAPHIC: (
        "place and language decide what you can offer, and how.",
        "one place may hold two groups, or two places one.",
    ),
    Matter.STAGE: (
        "it decides whether we can talk about what people did, or only about whom you met.",
        "what works already shows whom you can serve first.",
    ),
    Matter.MONEY: (
        "who pays, and for what, changes the order of the groups.",
        "where money flows, a group already values something.",
    ),
    Matter.SIDES: (
        "who buys and who uses may be two groups with two needs.",
        "each side of the bargain needs its own description.",
    ),
    Matter.DECISION: (
        "the groups should be cut to fit what you have to choose.",
        "without a date and a size, no order of groups is right or wrong.",
    ),
}
ELSE = "What else have you counted or heard about {topic}?"
SUBJECTS: dict[Topic, str] = {
    Dimension.BEHAVIOURAL: "what your customers do",
    Dimension.MOTIVATION: "what your customers need",
    Dimension.VALUE: "what a customer brings you",
    Dimension.RELATIONSHIP: "customers who came or left",
    Dimension.DEMOGRAPHIC: "the work and household of your customers",
    Dimension.CHANNEL: "where your customers can be reached",
    Dimension.TEMPORAL: "the moment the need appears",
    Dimension.GEOGRAPHIC: "the places your customers come from",
    Dimension.PSYCHOGRAPHIC: "what your customers worry about",
    Dimension.DISTINGUISHING: "what sets you apart for your customers",
    Matter.MONEY: "who pays whom",
    Matter.SIDES: "the people who buy for others",
    Matter.STAGE: "how far the product is",
    Matter.DECISION: "the decision you have to make",
}
"""For when everything else has been asked: each topic in a few words."""
