"""Statements, what they cite, and whether they stand there, as a careful reader judged them.

The passages are HealthCare.gov's of 2013-10-01 (public domain), shortened. `CARD` holds the sixteen statements of a
trial card that were said to rest on material; a critical reader let ten stand. Rows of its table of
knowledge are put as sentences here; the rules were written with this table in view, so it shows no more than that they
hold. `CHANGED` are statements close to the
same passages, each with one thing put wrong, or put in another way and still right.
"""

from __future__ import annotations

from personas.passages import Passage

_TEXTS = {
    "Balancing monthly premiums with out-of-pocket costs": (
        "As with all health plans, you'll have to pay a monthly premium.\n* With a Bronze plan, you'll likely pay a "
        "lower premium, but you'll pay a higher share of costs when you get care.\n* **In general, when choosing your "
        "health plan, keep this in mind:** the lower the premium, the higher the out-of-pocket costs when you need "
        "care; the higher the premium, the lower the out-of-pocket costs when you need care."
    ),
    "Health Maintenance Organizations (HMOs) and Exclusive Provider Organizations (EPOs)": (
        "HMOs and EPOs may limit coverage to providers inside their networks. A network is a list of doctors, "
        "hospitals, "
        "and other health care providers that provide medical care to members of a specific health plan. If you use a "
        "doctor or facility that isn't in the HMO’s network, you may have to pay the full cost of the services "
        "provided."
    ),
    "Different plans have different networks and providers": (
        "When comparing plans in the Marketplace, you will see a link to a list of providers in each plan’s "
        "network. If "
        "staying with your current doctors is important to you, check to see if they are included before "
        "choosing a plan."
    ),
    "Deductible": (
        "The amount you owe for health care services your health insurance or plan covers before your health insurance "
        "or plan begins to pay. For example, if your deductible is $1,000, your plan won’t pay anything until "
        "you’ve met "
        "your $1,000 deductible for covered health care services subject to the deductible. The deductible may "
        "not apply "
        "to all services."
    ),
    "Plan your FSA carefully": (
        "You can put up to $2500 into an FSA each year. You must use that money within the plan year. (Some employers "
        'give you a "grace period" of up to 2 ½ extra months to use the money in your FSA.) At the end of the year or '
        "grace period, you lose any money left over in your FSA. So it's important to plan carefully and not set aside "
        "more than you think you'll spend on things like copayments, coinsurance, drugs, and other allowed health care "
        "costs."
    ),
    "Comparing job-based and Marketplace plans": (
        "With most job-based health insurance plans, your employer pays a portion of your premiums. If you choose a "
        "Marketplace plan instead, your employer does not need to make a contribution to your premiums."
    ),
    "'Premium'": (
        "The amount that must be paid for your health insurance or plan. You and/or your employer usually pay it "
        "monthly, quarterly or yearly."
    ),
    "Copayment": (
        "A fixed amount (for example, $15) you pay for a covered health care service, usually when you get the "
        "service. "
        "The amount can vary by the type of covered health care service."
    ),
    "Coinsurance": (
        "Your share of the costs of a covered health care service, calculated as a percent (for example, 20%) of the "
        "allowed amount for the service. You pay coinsurance plus any deductibles you owe."
    ),
    "Out-of-pocket maximum/limit": (
        "The most you pay during a policy period (usually a year) before your health insurance or plan begins to pay "
        "100% of the allowed amount. This limit never includes your premium, balance-billed charges, or health "
        "care your "
        "health insurance or plan doesn’t cover. Some health insurance or plans don’t count your copayments, "
        "deductibles, coinsurance payments, out-of-network payments, or other expenses toward this limit."
    ),
    "Free preventive services": (
        "All Marketplace plans and many other plans must cover the following list of preventive services without "
        "charging you a copayment or coinsurance. This is true even if you haven’t met your yearly deductible.\n"
        "This applies only when these services are delivered by a network provider."
    ),
    "'Health Savings Account (HSA)'": (
        "A medical savings account available to taxpayers who are enrolled in a High Deductible Health Plan. "
        "Funds must "
        "be used to pay for qualified medical expenses. Unlike a Flexible Spending Account (FSA), funds roll over year "
        "to year if you don't spend them."
    ),
    "Preferred Provider Organizations (PPOs) and Point-of-Service plans (POS)": (
        "With PPO or POS plans, you may use out-of-network providers and facilities, but you’ll have to pay more "
        "than if "
        "you use in-network ones. If you have a PPO plan, you can visit any doctor without a referral."
    ),
    "4 categories of Marketplace insurance plans": (
        "When you compare Marketplace insurance plans, they're put into 4 categories based on how you and the plan can "
        "expect to share the costs of care.\nAll Marketplace insurance plan categories offer the same set of essential "
        "health benefits. The categories do not reflect the quality or amount of care the plans provide."
    ),
    "High Deductible Health Plan (HDHP)": (
        "As of 2013, HDHPs are plans with a minimum deductible of $1250 per year for individual coverage and $2500 for "
        "family coverage."
    ),
}
PASSAGES = {
    place: Passage(id=f"m1.{number}", title="healthcare.md", place=place, text=text)
    for number, (place, text) in enumerate(_TEXTS.items(), 1)
}
(
    _BALANCE,
    _HMO,
    _PROVIDERS,
    _DEDUCTIBLE,
    _FSA,
    _JOB,
    _PREMIUM,
    _COPAY,
    _COINS,
    _MOST,
    _FREE,
    _HSA,
    _PPO,
    _FOUR,
    _HDHP,
) = _TEXTS
Row = tuple[str, str, bool]
"""(statement, place it cites, whether it stands there)"""

CARD: tuple[Row, ...] = (
    ("The lower the premium, the higher the out-of-pocket costs when care is needed.", _BALANCE, True),
    (
        "Whether a doctor is covered depends on the plan's network; HMOs and EPOs may limit coverage to it.",
        _HMO,
        False,
    ),
    ("Checking before choosing is what the material advises.", _PROVIDERS, True),
    ("A plan pays nothing until the deductible is met.", _DEDUCTIBLE, False),
    ("Money left at the end of the plan year or grace period is lost.", _FSA, True),
    ("With most job-based plans the employer pays a portion of the premium.", _JOB, True),
    ("The premium is usually paid by you and/or your employer.", _PREMIUM, False),
    ("The plan pays nothing until the deductible is met, and it may not apply to all services.", _DEDUCTIBLE, True),
    ("A fixed amount for a covered service.", _COPAY, True),
    ("Percent of the allowed amount, plus deductible owed.", _COINS, True),
    ("The most you pay in a policy period; not the premium.", _MOST, False),
    (
        "Many plans must cover the listed preventive services with no copayment even before the deductible, in "
        "network.",
        _FREE,
        True,
    ),
    ("Money must be used within the plan year; some employers give a grace period.", _FSA, True),
    ("Funds roll over year to year; it needs a High Deductible Health Plan.", _HSA, True),
    ("Preferred Provider Organizations (PPOs) and Point-of-Service plans (POS)", _PPO, False),
    ("4 categories of Marketplace insurance plans", _FOUR, False),
)

CHANGED: tuple[Row, ...] = (
    # as it stands there, or nearly
    ("HMOs and EPOs may limit coverage to providers inside their networks.", _HMO, True),
    ("Up to $2500 can be put into an FSA each year.", _FSA, True),
    ("At the end of the year or grace period, any money left over in the FSA is lost.", _FSA, True),
    ("As of 2013, HDHPs have a minimum deductible of 1250 dollars per year for individual coverage.", _HDHP, True),
    ("The categories do not reflect the quality of care the plans provide.", _FOUR, True),
    ("Whoever has a PPO plan can visit any doctor without a referral.", _PPO, True),
    (
        "With a Bronze plan the premium is likely lower, and the share of costs when you get care higher.",
        _BALANCE,
        True,
    ),
    ("Some employers give a grace period of up to 2 ½ extra months to use the money in the FSA.", _FSA, True),
    ("The amount of a copayment can vary by the type of covered health care service.", _COPAY, True),
    # another number, or the same number of something else
    ("Up to $2800 can be put into an FSA each year.", _FSA, False),
    ("Up to 2500 days can be put into an FSA each year.", _FSA, False),
    ("Some employers give a grace period of up to 2 ½ extra weeks to use the money in the FSA.", _FSA, False),
    ("Up to $2500 can be put into an FSA each year, up to $6000 in two years.", _FSA, False),
    ("HDHPs are plans with a minimum deductible of $1250 per year for individual coverage.", _HDHP, False),
    # a qualifier or a condition gone
    ("HMOs and EPOs limit coverage to providers inside their networks.", _HMO, False),
    ("With job-based health insurance plans, your employer pays a portion of your premiums.", _JOB, False),
    ("You put $2500 into an FSA each year.", _FSA, False),
    ("Employers give you a grace period of up to 2 ½ extra months to use the money in your FSA.", _FSA, False),
    ("As of 2013, HDHPs are plans with a deductible of $1250 per year for individual coverage.", _HDHP, False),
    ("You can visit any doctor of a plan, no referral needed.", _PPO, False),
    ("You pay the full cost of the services of a doctor or facility not in the network.", _HMO, False),
    ("With a Bronze plan, you'll pay a lower premium, but a higher share of costs when you get care.", _BALANCE, False),
    # a limit of the next sentence gone
    ("All Marketplace plans and many other plans must cover preventive services without a copayment.", _FREE, False),
    # bolder than its passage
    ("HMOs and EPOs may limit all coverage to providers inside their networks.", _HMO, False),
    ("HMOs and EPOs may always limit coverage to providers inside their networks.", _HMO, False),
    ("You must put up to $2500 into an FSA each year, if you can.", _FSA, False),
    # the other way round
    ("The lower the premium, the lower the out-of-pocket costs when you need care.", _BALANCE, False),
    ("The higher the premium, the higher the out-of-pocket costs when you need care.", _BALANCE, False),
    ("HMOs and EPOs may limit coverage to providers outside their networks.", _HMO, False),
    ("The categories do reflect the quality or amount of care the plans provide.", _FOUR, False),
    (
        "With PPO plans, you may use out-of-network providers, but you'll have to pay less than with in-network ones.",
        _PPO,
        False,
    ),
    (
        "Funds do not roll over year to year if you don't spend them, unlike a Flexible Spending Account.",
        _HSA,
        False,
    ),
    ("At the end of the year or grace period, you don't lose any money left over in your FSA.", _FSA, False),
    # a person hidden in a rule
    ("Loses any money left over in the FSA at the end of the year or grace period.", _FSA, False),
    ("She loses any money left over in her FSA at the end of the year or grace period.", _FSA, False),
    ("At the end of the year Alice may lose money left over in the FSA.", _FSA, False),
    ("Lost about 180 dollars of FSA money at the end of the year.", _FSA, False),
    (
        "Any money left over in the FSA is lost at the end of the year; Denise in payroll filled in the forms.",
        _FSA,
        False,
    ),
    # a heading is no citation
    ("Different plans, different networks and providers.", _PROVIDERS, False),
    ("Health Savings Account (HSA)", _HSA, False),
)  # fmt: skip
