"""Words that say nothing of what a text is about, by part: they name no topic, and set none apart."""

from __future__ import annotations

PRONOUNS = """
    i me my mine myself you your yours he him his she her hers it its itself we us our ours they them their theirs one
    this that these those who whom whose what which someone somebody something anyone anybody anything everyone
    everything nobody nothing there here
    ich mich mir mein meine meinen meinem meiner du dich dir dein deine er ihn ihm sein seine sie ihr ihre ihren ihnen
    es wir uns unser unsere dies diese dieser dieses das der die den dem des wer was welche welcher etwas nichts
    je me moi mon ma mes tu te toi ta tes il elle on nous notre nos vous votre vos ils elles leur leurs ce cet cette
    ces cela ça qui que quoi dont
    yo mí mi mis tú tu tus él ella ello nosotros nuestro nuestra ellos ellas su sus este esta esto estos estas ese esa
    eso que quien cual se le les lo
"""
ARTICLES_AND_AMOUNTS = """
    a an the some any all both each every either neither no none other others another such same own much many more most
    less few little lot lots several enough
    ein eine einen einem einer eines kein keine alle alles viel viele mehr einige
    un une des les la le du tout tous toute plusieurs peu
    una unos unas el los las todo todos toda muchos mucho más menos
"""
JOINING = """
    of in on at to from for with without by about into onto over under after before between through during since until
    up down off out as than then and or but nor so if because while when where why how whether though although
    von im in am an auf zu zum zur aus bei mit ohne nach vor für über unter durch um und oder aber wenn weil dass ob als
    wie wo warum
    de à au aux en dans sur sous par pour sans avec et ou mais donc si comme quand où pourquoi
    de del al con sin por para sobre entre y o pero si como cuando donde porque
"""
HELPING = """
    be am is are was were been being do does did doing done have has had having will would shall should can could may
    might must ought get gets got getting let lets make makes made go goes going gone went want wants wanted need needs
    i'm it's don't doesn't didn't can't couldn't won't isn't aren't wasn't ve ll re don doesn didn isn aren wasn
    bist ist sind waren sein habe haben hatte wird werden wurde kann können konnte muss soll will mag
    suis est sont était être ai as a avons avez ont avait fait faire peut doit
    soy es era ser estoy está están estar he ha han hay tengo tiene puedo puede
"""
FILLING = """
    very really just only also too even still yet again already always never ever often now today yesterday tomorrow
    soon later well maybe perhaps quite rather please thanks thank hello hi hey dear ok okay yes yeah oh etc not
    sehr nur auch noch schon immer nie jetzt bitte danke hallo ja nein nicht
    très aussi encore déjà toujours jamais merci bonjour oui non pas ne
    muy también ya siempre nunca gracias hola sí
"""
NUMBERS = """
    zero one two three four five six seven eight nine ten eleven twelve hundred thousand first second third once twice
    null eins zwei drei vier fünf sechs sieben acht neun zehn
    deux trois quatre cinq sept huit neuf dix
    dos tres cuatro cinco seis siete ocho nueve diez
"""
_EMPTY = frozenset(" ".join((PRONOUNS, ARTICLES_AND_AMOUNTS, JOINING, HELPING, FILLING, NUMBERS)).split())
_AFTER_A_VERB = frozenset(["up", "down", "off", "out", "in", "on", "back", "over", "away"])
"""With the word before them they say something else: `top up`, `log in`."""
_NOT = frozenset(["not", "no", "without", "never", "nicht", "kein", "ohne", "pas", "sans", "jamais", "sin", "nunca"])
"""In front of a word they say the opposite."""


def says_nothing(term: str) -> bool:
    """Whether a word, or one of a pair of words, names nothing: `it`, `my card`, `12`; not `top up`, `not working`."""
    first, *rest = term.casefold().split()
    if not rest:
        return _is_empty(first)
    (second,) = rest[:1]
    if first in _NOT:
        return _is_empty(second)
    return _is_empty(first) or (_is_empty(second) and second not in _AFTER_A_VERB)


def _is_empty(word: str) -> bool:
    return len(word) < 2 or word in _EMPTY or not any(letter.isalpha() for letter in word)
