"""An interview with a persona: its head, the questions of the guide, and what she says under her own name."""

from __future__ import annotations

from bot.views.call import Block, SlackCall, post, update
from bot.views.elements import button, context, section, sections
from bot.views.of_segment import knows, made_of
from bot.views.persona import SYNTHETIC, with_face
from bot.views.text import fallback, linked, safe, safe_line, shortened
from flows.persona_replies import AboutHead, GuideAsked, InterviewAt, PersonaSays, RolePlayHead
from flows.wording import fixed, say
from personas.names import named

HEAD = fixed("Interview with {name}")
HOW = fixed(
    "Ask in the thread of this message; anyone here may. {name} answers under that name. “next” puts the next question "
    "of the guide, “finish” sums up what was said, with quotes."
)
HOW_DIRECT = fixed(
    "Ask right here. {name} answers under that name. “next” puts the next question of the guide, “finish” sums up "
    "what was said, with quotes."
)
FINISHED = fixed("Finished; what was said is summed up in the thread.")
FINISHED_DIRECT = fixed("Finished; what was said is summed up below.")
THERE = fixed("The interview with {name} is open: ask there")
ASKED = fixed("Question {number} of {total} of the guide")
NAMED = fixed("{name} · synthetic")
SOMEBODY = fixed("Somebody")
ASK_ON = fixed("Anyone may ask {name} more in this thread.")
NO_WORDS = fixed("The message has no words, and pictures cannot be shown yet.")
OUTSIDE = (
    fixed("One person here cannot open the card: it was made in another channel."),
    fixed("{count} people here cannot open the card: it was made in another channel."),
)
JOINABLE = fixed("Anybody may join this channel, and could not open the card: it was made in a closed one.")
LONGEST_ABOUT = 300
FACE = ":bust_in_silhouette:"
NEXT, FINISH = fixed("Next question"), fixed("Finish")
ABOUT, THE_MESSAGE, SUM_UP = fixed("{name}, {occupation}, looks at this"), fixed("the message"), fixed("Sum up")


def role_play_head(reply: RolePlayHead) -> list[SlackCall]:
    persona = reply.persona
    title = say(HEAD, name=persona.name)
    elements = [button("next_question", say(NEXT), style="primary"), button("end_role_play", say(FINISH))]
    how = say(HOW_DIRECT if reply.direct else HOW, name=persona.first_name)
    done = say(FINISHED_DIRECT if reply.direct else FINISHED)
    lines = [f"*{safe_line(title)}*, {safe_line(persona.occupation)}", safe_line(done if reply.over else how)]
    actions: list[Block] = [] if reply.over else [{"type": "actions", "elements": elements}]
    blocks = [*with_face([section("\n".join(lines))], persona, reply.face), *actions]
    blocks.append(context(" ".join([say(SYNTHETIC), *made_of(persona), *([] if reply.over else knows(persona))])))
    text = fallback(f"{title}. {say(SYNTHETIC)}")
    return [update(reply.name, reply.changes, text, blocks) if reply.changes else post(reply.name, text, blocks)]


def interview_at(reply: InterviewAt) -> list[SlackCall]:
    """From the card to the interview."""
    text = say(THERE, name=reply.persona.first_name)
    line = linked(reply.link, text)
    return [post(reply.name, fallback(text), [section(line)])]


def about_head(reply: AboutHead) -> list[SlackCall]:
    """Who says something, and to what."""
    persona = reply.persona
    title = say(ABOUT, name=persona.name, occupation=persona.occupation)
    line = f"*{safe_line(title)}*"
    said = linked(reply.link, say(THE_MESSAGE)) if reply.link else ""
    words = safe_line(shortened(reply.text, LONGEST_ABOUT))
    lines = [line, *([f"{said}: “{words}”".removeprefix(": ")] if said and words else [])]
    small = " ".join([say(SYNTHETIC), say(ASK_ON, name=persona.first_name), *_limits(reply, bool(words))])
    actions: Block = {"type": "actions", "elements": [button("end_role_play", say(SUM_UP))]}
    blocks = [*with_face(sections(lines), persona, reply.face), actions, context(safe_line(small))]
    blocks += [context(each) for each in made_of(persona)]
    return [post(reply.name, fallback(f"{title}. {say(SYNTHETIC)}"), blocks)]


def _limits(reply: AboutHead, has_words: bool) -> list[str]:
    outside = [say(OUTSIDE[reply.outsiders != 1], count=reply.outsiders)] if reply.outsiders else []
    outside = outside or ([say(JOINABLE)] if reply.joinable else [])
    return outside + ([] if has_words else [say(NO_WORDS)])


def guide_asked(reply: GuideAsked) -> list[SlackCall]:
    """In Segue's own voice: what is asked, and what hangs on it."""
    progress = say(ASKED, number=reply.number, total=reply.total)
    question = safe_line(reply.question.text)
    blocks = [section(f"*{question}*"), context(f"{progress} · {safe_line(reply.question.decides)}".rstrip(" ·"))]
    return [post(reply.name, fallback(f"{progress}: {reply.question.text}"), blocks)]


def persona_says(reply: PersonaSays) -> list[SlackCall]:
    """Under the persona's own name, which says that it is invented."""
    # No card bears our name; if one ever did, nobody would speak under it. Nor does a name turn round what follows it.
    name = shortened(say(NAMED, name=named(reply.persona) or say(SOMEBODY)), 80)
    blocks = sections([safe(reply.text)])
    if reply.changes:
        return [
            update(reply.name, reply.changes, fallback(reply.text), [*blocks, context(f"⚑ {safe_line(reply.note)}")])
        ]
    face = {"icon_url": reply.face} if reply.face else {"icon_emoji": FACE}
    return [post(reply.name, fallback(reply.text), blocks, username=name, **face)]
