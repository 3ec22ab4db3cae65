"""Word tables of the sentence splitter: abbreviations by how they behave, and words that open a sentence."""

from reviewer.articles.wordlists import with_capitals, words

# A form of address or a place prefix belongs to the name that follows it.
_TITLES = """
    Mr Mrs Ms Mx Messrs Mmes Mme Mlle Dr Drs Prof Profs Rev Revs Fr Msgr Hon Rt Ven Sen Sens Rep Reps Gov Govs Gen
    Gens Lt Lts Col Cols Maj Majs Capt Capts Sgt Sgts Cpl Pvt Pfc Adm Adms Cmdr Comdr Cdr Brig Supt Insp Det Dets
    Ofc Pres Amb Ambs Atty Attys Asst Assoc Dep Sec Secy Treas Vice-Adm Rear-Adm Maj-Gen
    Lt-Col Lt-Gen Brig-Gen Spc CWO Cllr Mt Mts Ft Pt Ste Pte
"""
_COMPANIES = "Inc Corp Co Cos Ltd LLC LLP Plc PLC Pty Assn Assoc Intl Jr Sr Esq S.A S.p.A N.V A.G L.P"
_STATES = """
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mass Mich Minn Miss Mo Mont Neb Nebr Nev Okla
    Ore Oreg Pa Penn Tenn Tex Vt Va Wash Wis Wisc Wyo N.H N.J N.M N.Y N.C N.D R.I S.C S.D W.Va D.C Ont Que Alta Sask
    B.C N.S N.B P.E.I P.R
"""
_DATES = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Weds Thu Thur Thurs Fri"
_REFERENCES = """
    No Nos no nos Nr nr N° Fig Figs fig figs Eq Eqs Art Arts Sec Secs Ch Chap Vol Vols vol vols Rm Ext ext Tel tel p
    pp para pop Op Ex Cap Pt Bk Par Ed ed eds Eds Rs
"""
_NEVER = "vs v viz cf e.g i.e eg ie ca approx incl esp resp"
_STREETS = "St Bros Ave Blvd Rd Ln Hwy Pkwy Sq Dept Univ Dist Bldg Apt Ste Mfg Mgmt Natl Comm Cmte Gov't Govt"


# How an abbreviation behaves; the later entries win, so that "Sec." counts as a title before it counts as "section".
BEHAVIOUR: dict[str, str] = {
    **dict.fromkeys(with_capitals(_STREETS), "street"),
    **dict.fromkeys(words(_REFERENCES), "reference"),
    **dict.fromkeys(words(_STATES), "state"),
    **dict.fromkeys(with_capitals(_DATES), "date"),
    **dict.fromkeys(with_capitals(_COMPANIES), "company"),
    **dict.fromkeys(with_capitals(_TITLES), "title"),
    **dict.fromkeys(words(_NEVER), "never"),
    **dict.fromkeys(words("a.m p.m A.M P.M"), "hour"),
    **dict.fromkeys(words("No Nos no nos Nr nr N° ft lb lbs oz yd yds km cm mm kg hr hrs al"), "number"),
}

# Shortened words that go on in lower case; before a capital they end a sentence like any word.
SHORTENED = words(
    """
    etc dept govt prof assn temp misc abbr admin natl intl univ hosp tech pres supt sept prob orig techn orch diss
    trans transl illus introd lang ling phil philos psych publ recd repr subj suppl surg symb synd theol attn asst
    assoc atty comdr corp
    """
)

# What follows the hour without starting a sentence: days, months, time zones.
AFTER_HOUR = words(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun January
    February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept
    Sep Oct Nov Dec EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST MSK IST JST AEST Eastern
    Central Mountain Pacific Greenwich Moscow London Paris Beijing Tokyo Kyiv Kiev Jerusalem
    """
)

# Capitalised, these hardly ever continue a name or a noun phrase, so after an abbreviation they open a sentence.
STARTERS = words(
    """
    The A An This That These Those He She It We They I You There Here But And Or So Yet Nor If When Whenever While
    Where Who Whose What Why How Which After Before Since Until Although Though Because As At In On For From With
    Without Within By To During Despite According However Meanwhile Moreover Nevertheless Nonetheless Also Then Thus
    Therefore Hence Now His Her Hers Its Their Our My Your Some Many Most Several Both Each Every All Another Others
    One Two Three Four Five Six Seven Eight Nine Ten No Not Nobody Nothing None Only Even Still Once Under Over
    Through Throughout Last Earlier Later Yesterday Today Tomorrow Such Is Are Was Were Do Does Did Has Have Had Can
    Could Will Would Should Let Just Perhaps Maybe Instead Indeed Finally Additionally Among Amid Amongst Unlike
    Like Asked Born Given Having Being Whether Recently Currently Eventually Ultimately Initially Again Already
    Otherwise Rather Sometimes Often Until Unless Upon Between Beyond Besides Across Against Along Around About
    Above Below Behind Beside Yes Well Oh Please Someone Something Everyone Everybody Everything Anyone Anything Few
    Little Much More Other Either Neither Any Further Furthermore Mr Mrs Ms Messrs Likewise Similarly Elsewhere
    Afterwards Afterward Thereafter Surely Certainly Clearly Obviously Unfortunately Fortunately
    """
)
# The few that end a sentence even after a form of address ("promoted to Col. She …"): none is a surname.
PLAIN_STARTERS = words("The But They She This These However There When Although After Before While")

# Nouns with which a name goes on after "Corp." or "Jr.": "Acme Corp. Chief Executive Jo Roe", "John Roe Jr. Day".
OFFICES = words(
    """
    Chairman Chairwoman Chair President Chief CEO CFO COO CTO Vice Executive Director Founder Co-founder Cofounder
    Senior Managing General Day Boulevard Avenue Street School High Elementary Park Memorial Library Center Centre
    Foundation Museum Hospital Treasurer Secretary Spokesman Spokeswoman Spokesperson Manager Analyst Partner
    Economist Strategist Editor Publisher Deputy Head
    """
)
FINITE = words(
    """
    is are was were has have had will would can could may might must should does do did said says told added
    reported announced rose fell gained lost closed opened declined jumped dropped climbed slipped surged plunged
    agreed plans expects expected wants made makes took takes came comes went goes gave gives got gets began begins
    became becomes held holds led leads paid pays sold sells bought ran runs saw sees won wins filed posted named
    hired sued denied confirmed refused owns owned
    """
)
CREDIT_LABELS = words("Image Photo Photograph Picture Credit Illustration Video Source")
# After these a single capital is a label, not an initial: "vitamin C. Doctors …".
LABELLED = words(
    "vitamin hepatitis plan type grade group class category section exhibit schedule appendix option point team pool"
)
# Names that carry an exclamation or question mark of their own.
MARKED_NAMES = frozenset({"Yahoo", "Jeopardy", "Yum", "E", "Wham", "Oliver", "Panic", "Mia", "Jeb", "Airplane"})

# Verbs that report speech; "agreed", "laughed", "sighed", "thought" report something else.
SAYING = (
    "said|says|say|added|adds|asked|asks|replied|replies|answered|responded|explained|explains|noted|notes|stated|"
    "states|wrote|writes|tweeted|insisted|declared|warned|recalled|continued|concluded|shouted|cried|exclaimed|"
    "remarked|commented|argued|acknowledged|admitted|announced|confirmed|stressed|emphasi[sz]ed|joked|quipped|"
    "testified|complained|whispered|yelled|told"
)

# What a verb of saying may be followed by when it only closes a quotation: prepositions and words of time.
AFTER_SAYING = words(
    """
    in on at to during after before from by via through of as when while with about into over upon inside outside
    without following amid late early earlier later yesterday today tonight last this again afterward afterwards
    recently monday tuesday wednesday thursday friday saturday sunday
    """
)
