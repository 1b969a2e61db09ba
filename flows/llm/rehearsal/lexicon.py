"""What words give away: which topic a sentence is about, and how its speaker knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from interviews.answers import Basis
from interviews.dimensions import Dimension, Matter, Topic


def _any(words: str) -> re.Pattern[str]:
    """A pattern that finds any of the words in a text of small letters; `*` stands for any ending, `_` for a space.

    Words of one letter stand together: where a text has another one, they are passed over at once.
    """
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in words.split():
        by_letter[word[0]].append(re.escape(word[1:]).replace(r"\*", r"\w*").replace("_", r"\s+"))
    options = (f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(options)})(?!\w)")


_PLACES = """
    germany brazil india france spain italy poland austria switzerland netherlands belgium sweden norway denmark
    finland ireland portugal uk britain england scotland london usa america* canada mexico china japan korea
    australia europe* asia* africa* ohio texas arizona chicago california florida new_york berlin munich paris vienna
    zurich madrid boston seattle"""

TOPIC_WORDS: Mapping[Topic, re.Pattern[str]] = {
    Dimension.DEMOGRAPHIC: _any(
        """age aged ages gender* men women male female year-old* years_old income* salary salaried educat*
        degree married
        single_parent* parents children kids household* retired students pensioner* profession* job_title* role
        paid_by_the_hour hourly seniors twenties thirties forties fifties company_size employees_of headcount"""
    ),
    Dimension.GEOGRAPHIC: _any(
        f"""country countries city cities town* village* rural urban suburb* region* abroad local* nearby neighbourhood*
        neighborhood* climate anywhere_in_the_world worldwide global* postcode* where_they_live live_in based_in
        {_PLACES}"""
    ),
    Dimension.BEHAVIOURAL: _any(
        """use uses used using usage open opens opened click* check checks checked pick picks picked choose
        chooses chose
        order orders ordered buys bought purchase* visit* log_in logs_in download* install* compare compares compared
        stop stops stopped skip* delete* deleted change_their changed_their try_every tried every_day every_week daily
        weekly twice once_a scroll* search* browse* call_us spend* upload* post posts posted shared book* return_it
        returned come_back came_back watch* write* sketch* renew* switch*"""
    ),
    Dimension.PSYCHOGRAPHIC: _any(
        """attitude* value_privacy interest* interested curious* early_adopter* late_adopter* enthusias*
        lifestyle* believe_in
        trust* distrust* afraid fear* worr* anxious proud care_about cares_about love* hate* sceptic* skeptic*
        conservative
        adventur* cautious confus* understand* do_not_know_what don't_know_what what_a_* means jargon about_words
        personalit* hobby hobbies into_technology techy techie* tech_people open-minded lazy ambitious"""
    ),
    Dimension.MOTIVATION: _any(
        """need needs needed want wants wanted wish* tired_of fed_up problem* pain* frustrat* struggl* annoy* complain*
        suffer* goal* reason* because in_order_to hope hopes looking_for cost saves save_time save_money avoid* afford*
        to_get_rid solve* stuck difficult hard_to hassle* control_over hired motivat*"""
    ),
    Dimension.VALUE: _any(
        """pay pays paying paid price* pricing revenue* euro euros eur dollar* usd pound* fee fees cost costs
        costly cheap*
        expensive budget* worth margin* profit* subscription* spend* spent lifetime refund* discount* premium* money
        € $ £ earn* big_accounts per_month_each"""
    ),
    Dimension.TEMPORAL: _any(
        """morning* evening* afternoon* night* weekend* monday* tuesday* wednesday* thursday* friday* saturday* sunday*
        january february april june july august september october november december spring summer autumn
        winter season* christmas holiday* easter deadline* enrollment enrolment open_enrollment once_a_year every_year
        at_the_end_of last_days last_three_days before_a_* after_a_* when_they_* birth* wedding* new_baby moving moved
        scandal* lunch* payday* rush_hour"""
    ),
    Dimension.RELATIONSHIP: _any(
        """loyal* churn* retention leave leaves left_us leaving stay stays stayed cancel* renew* come_back came_back
        were_back returning regulars regular_customers new_customers existing_customers long-time inactive
        dormant former
        recommend* referr* advocate* fans lapsed waiting_list waitlist members membership* deleted_an_account quit
        repeat* word_of_mouth first_users"""
    ),
    Dimension.CHANNEL: _any(
        """email* e-mail* mail mails newsletter* podcast* mastodon instagram facebook tiktok linkedin youtube
        twitter reddit
        google ads ad advert* search_engine* website* text_message* sms whatsapp phone_call* telephone leaflet* flyer*
        poster* fair fairs conference* event* shop_window find_us found_us hear_of_us heard_of_us reach* word_of_mouth
        blog* influencer* shift_lead newspaper* radio tv portal_message* slack discord forum* channel* told_by
        through_the via_the"""
    ),
    Dimension.DISTINGUISHING: _any(
        """sets_them_apart set_them_apart apart_from differ* unlike unique* compared_with compared_to whereas
        in_contrast
        the_others everyone_else the_young_ones the_old_ones special_about only_they readers_didn't readers_did_not
        on_the_other_hand others_don't others_do_not"""
    ),
    Matter.DECISION: _any(
        """decide* decision* must_choose have_to_choose need_to_choose need_to_pick have_to_pick must_pick want_to_pick
        we_want_to_know i_want_to_know by_when threshold* at_least_big
        deadline_is prioriti* which_group which_groups which_two roadmap board_meeting quarter_plan
        figure_out work_out_who work_out_which whether_to choose_between pick_between who_to_go_after go_after
        who_to_target whom_to target_first focus_on bet_on make_up_our_mind settle_on which_customers_to which_one_to"""
    ),
    Matter.STAGE: _any(
        """still_building are_building we're_building not_live not_launched launch* live_since beta prototype*
        no_usage_data
        pilot* in_production no_users no_customers waiting_list waitlist already_use not_there_yet pre-launch
        let_people we_sell we_run on_the_market trial_version"""
    ),
    Matter.MONEY: _any(
        """pays_us pay_us paid_us per_month a_month per_seat per_employee revenue_model subscription*
        commission* fee fees
        we_charge charge* price* pricing would_pay sell_to users_sell paying_people nobody_paid invoice* costs_the_*
        licence* license* we_earn earn_with can_earn"""
    ),
    Matter.SIDES: _any(
        """buyer* hr_buys employees_use users_sell seller* marketplace two_sides both_sides creators readers
        sell_to_other suppl* employer* landlord* tenant* procurement signs_the_* who_pays on_behalf
        decision_maker* hosts guests"""
    ),
}
"""Topic -> the words that speak of it, in small letters. Rough on purpose: one is enough, and a clause keeps its best
three topics."""

BASIS_CUES: Mapping[Basis, re.Pattern[str]] = {
    Basis.OPEN: re.compile(
        r"\b(?:(?:i |we )?(?:don't|do not|didn't|doesn't|wouldn't) (?:really |actually |even )?(?:know"
        r"|have (?:the |any )?"
        r"(?:details|data|numbers|idea))(?!\s+(?:what an?|how to)\b)|not (?:really |quite |so )?sure|unsure"
        r"|no (?:real )?(?:idea|clue)"
        r"|(?:can't|cannot|couldn't|can not) (?:really )?(?:tell|say|name|answer)\b"
        r"|(?<!she )(?<!he )(?<!they )(?<!who )never (?:really )?(?:looked"
        r"|measured|asked|checked|counted)"
        r"|(?:haven't|have not) (?:really )?(?:looked|measured|asked|checked|counted|decided)|unknown|still open"
        r"|nothing (?:i|we) (?:could|can) point|(?:almost|next to) nothing|no (?:usage )?data|dunno|idk"
        r"|i'd have to (?:check|ask|look)|we'd have to (?:check|ask|look)|hard to say)\b",
        re.IGNORECASE,
    ),
    Basis.GUESS: re.compile(
        r"\b(?:i(?:'d| would)? (?:think|guess|assume|suppose|believe|imagine|bet|say)|we (?:think|guess|assume"
        r"|suppose|believe"
        r"|reckon|hope|expect)|(?:my|our|just an?|more an?) (?:\w+ )?(?:guess|impression|feeling|hunch|gut)"
        r"|maybe|perhaps"
        r"|probably|presumably|likely|possibly|basically|might|could be|seems?|assum\w+|guess(?:ing)?"
        r"|impression|gut feeling"
        r"|not yet measured|(?:it|this|that|they|there) should be|supposedly|i'm guessing"
        r"|as far as (?:i|we) know|will be|will use)\b",
        re.IGNORECASE,
    ),
    Basis.COUNTED: re.compile(
        r"\b(?:measured?|counted|(?:we|i) count|tracked|tracking|logs?|logged|analytics|statistics|data (?:shows?"
        r"|says?)|dashboard"
        r"|surveyed|survey (?:of|with|among|showed|says)|according to (?:our|the) (?:data|logs?|crm|database"
        r"|numbers|books)"
        r"|(?:in|from) (?:our|the) (?:\w+ )?(?:crm|database|books|bookings|records|logs?|system|tills?|registers?"
        r"|lists?|receipts|invoices)|sit beside"
        r"|sat beside|watched|observed|we saw"
        r"|i saw|records? show"
        r"|a/b test|experiment|invoices?|out of (?:the )?last|of the last (?:\d+|ten|twenty))\b",
        re.IGNORECASE,
    ),
    Basis.HEARD: re.compile(
        r"\b(?:told|said|says|saying|showed (?:me|us)|asked|complain\w*|mentioned|reported|according to"
        r"|(?<!never )heard|hear from|wrote"
        r"|write to us"
        r"|in (?:our |the |early )*(?:research|interviews?)|people (?:we )?(?:talked|spoke)|(?:we|i) (?:talked"
        r"|spoke|met|interviewed)"
        r"|feedback|reviews?|calls to|support tickets?|creators asked|let us know)\b",
        re.IGNORECASE,
    ),
}
"""Label -> its cues, in the order in which they win: who doubts, doubts, even about a number."""

ASIDE = re.compile(
    r"\b(?:btw|by the way|oh and|oh,? also|incidentally|fun fact|ps:?|side note|funnily)\b", re.IGNORECASE
)
LOOK_UP = re.compile(
    r"\b(?:(?:i|we)(?:'d| would) have to (?:check|ask|look)|(?:i|we) (?:could|can|should|need to|must) (?:check"
    r"|look (?:it |that )?up)"
    r"|have to check|let me check|never looked at|could be looked up|not sure we track|(?:i"
    r"|we)'d need to (?:check|ask|look))\b",
    re.IGNORECASE,
)
EVERYBODY = re.compile(
    r"\b(?:everyone(?! else)|everybody(?! else)|all (?:of them|customers|users|people|genders|ages|kinds)"
    r"|anyone|anybody|anywhere"
    r"|all over the world|any age|no particular|the whole world)\b",
    re.IGNORECASE,
)
SOME_OF_THEM = re.compile(
    r"\b(?:mostly|above all|mainly|only (?:the )?|early adopters|tech(?:y|ie)? (?:people|folks)|into \w+"
    r"|the young|the old"
    r"|first users|especially|two thirds|(?:the )?majority)\b|\b\d+ ?(?:percent|%)",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"\b(?:some|many|a lot|lots|often|sometimes|usually|generally|various|different|stuff|things|kind of|sort of|etc"
    r"|better|easier|normal|regular|several|quite|somehow|it depends|depends)\b",
    re.IGNORECASE,
)
FILLER = re.compile(
    r"^(?:\W*(?:hm+|uff|well|ok(?:ay)?|yeah|yes|honestly|tbh|anyway|so|oh|and|but|btw|by the way|also|fair|ah|basically"
    r"|otherwise|hey|hi|hello|sure)\b[\s,;:.!–—-]*)+|(?:[\s,;]+(?:tbh|btw|by the way|i guess|though|anyway"
    r"|honestly|lol))+\W*$",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:about |around |some |roughly |nearly |almost |over |under |only )?(?:\d[\d.,]*\d|\d)(?:\s?(?:%"
    r"|percent\b|k\b))?"
    r"|\b(?:one|two|three|nine) (?:in|out of) (?:ten|five|three|four|hundred)\b|\b(?:two|one|three) (?:thirds?"
    r"|quarters?)\b|\b(?:about |around )?half\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|ninety|hundred|thousand)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"%|\bpercent\b|\b(?:one|two|three|nine|\d+) (?:in|out of) (?:ten|five|three|four|hundred|\d+)\b"
    r"|\b(?:a|one|two) thirds?\b|\b(?:a|one|three) quarters?\b|\b(?:third|quarter) of\b"
    r"|\b\d{1,3}(?:,\d{3})+\b|\b\d{3,}\b|\b\d+ (?:people|customers|users|calls|orders|of them)\b",
    re.IGNORECASE,
)
"""A number that somebody must have counted: a share or an amount, not 'the last three days'."""
DENOMINATOR = re.compile(
    r"\b(?:out of|of|among|from)\s+(?:the |our |all |about |their )*((?:last )?(?:\d[\d.,]*|ten|twenty|thirty"
    r"|fifty|hundred)\b(?: [a-z]+)?)"
    r"|\bof (the calls(?: to the [a-z]+ [a-z]+)?|(?:our|the|all) [a-z]+(?: [a-z]+)?)\b|\b(?:one|two"
    r"|three) in (ten|five|four|three|hundred)\b",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"\b(?P<who>HR|(?:our |the |my )?(?:[a-z]+ )?(?:people|customers?|users?|team|support|sales|research|crm"
    r"|survey|analytics"
    r"|logs?|employees|creators|readers|colleagues?|dashboard|help desk|database|interviews?))"
    r"(?= (?:says?|said|told|tells?|shows?|showed|asked|kept saying|reported|complain\w*|mentioned)\b)"
    r"|\b(?:told|in|from|by|according to) (?P<whom>HR|(?:our |the |my )(?:early )?(?:support|sales|research|crm"
    r"|survey|analytics"
    r"|logs?|help desk|database|team|interviews?|books|dashboard|newsletter tool))\b",
    re.IGNORECASE,
)
CASE = re.compile(
    r"^\W*(?:(?:and|but|then|so)\s+)?(?:(?:on|last|yesterday|this|in)\b[\w ]{0,20}?,?\s+)?"
    r"(?:a|an|another|he|she|the last (?:one|customer|person)|i)\b[^.;]{0,50}?\b(?:\w{3,}ed|had|was|came|went|said|told"
    r"|bought|paid|left|hung|took|got|wrote|rang|broke|stood|gave|lost|rode|sat|drove|saw|met)\b",
    re.IGNORECASE,
)
"""One real case that somebody tells: 'a mother booked us from the pavement'."""
ONE_PERSON = re.compile(r"\b(?:she|he|her|his|him)\b|\b(?:Dr|Mr|Mrs|Ms)\. [A-Z]", re.IGNORECASE)
"""A single person is told of: what stands there is nobody's count."""
PROSPECT = re.compile(
    r"\b(?:asked (?:us )?(?:since|whether|if)|has asked|have asked|rang us|interested in|would like|could be|nobody yet"
    r"|no customers? (?:there )?yet|not (?:yet )?(?:a )?customers?|we'd like to (?:reach|serve|win)|potential)\b",
    re.IGNORECASE,
)
"""People who are no customers so far."""
PROMISE = re.compile(r"\b(?:said|say|says|told|promised)\b[^.;]*?(?:\bwould|['’]d|\bwill) pay\b", re.IGNORECASE)
"""Somebody said they would pay: not yet a payment."""
THRESHOLD = re.compile(
    r"\bat least\b[^.;]*\d|\bworth (?:it|our while) from\b|\bfrom (?:about )?\d[\d.,]* (?:\w+ )?(?:on|up)\b"
    r"|\b(?:under|below|fewer than|less than) (?:about )?\d[^.;]*\b(?:not worth|no point|don't|isn't|too small"
    r"|not enough)",
    re.IGNORECASE,
)
"""From which size on a group counts for the team."""
OWN_BOOKS = re.compile(r"\bcosts? us\b|\bwe (?:pay|spend)\b|\bshould\b|\bmust\b|\botherwise\b", re.IGNORECASE)
"""A price the team pays or a threshold it sets: nobody has to find out who counted that."""
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter"
)
DEADLINE = re.compile(
    rf"(?<=\bby )(?:the )?(?:(?:beginning|middle|end) of )?(?:the |next |this )?(?:{_MONTHS}|year|quarter|month|week)\b"
    rf"|(?<=\bin )(?:{_MONTHS})\b(?=[^.;]*\bdecide)",
    re.IGNORECASE,
)
"""By when the team has to decide."""
TEAM = "the team"
"""The source of what a team says about itself: its product, its decision, its lists."""


def says_guess(text: str) -> bool:
    """Whether the speaker marked it as a guess; otherwise it was merely said, without saying how one knows."""
    return BASIS_CUES[Basis.GUESS].search(text) is not None


ABOUT_THE_TALK = re.compile(
    r"\b(?:(?:what|if|suppose|guess|think|do) you mean\b|your question|as (?:i|we) (?:already )?(?:said|told you)"
    r"|(?:i|we) (?:already )?said (?:that|this) (?:already|before|above)|you asked (?:me|us)? ?(?:that|this)"
    r"|don't understand (?:the|your|this) question)|^again [“\"'‘]",
    re.IGNORECASE,
)
"""Said of the interview itself: no finding, and no question left open."""
OUR_OWN = re.compile(r"\b(?:we|i|us|our|my|ours)\b", re.IGNORECASE)
