"""The cue lexicon: verbs that bring in what somebody said, each with how often it does so in news."""

from functools import cache

# Percent of a word's uses in news that are (part of) a cue, to the nearest five, counted in the training part of
# PolNeAR (political news, attribution spans by hand); a form not counted there has that of its verb, at most 70.
_PERCENT = {
    100: """
        admits announces argues assailed bemoaned blasted blasts decried distanced lamented lashed rebuked
        referenced remarked shouted slams speculated thanking vows
    """,
    95: """
        citing defended describing noted noting reiterated said says tells urged vowed
    """,
    90: """
        acknowledged argue argued arguing asserted cautioned complained conceded condemned denounced describes
        dismissing emphasized endorses explained insisted insisting insists joked praised praises questioned
        railed recalled refuses reminded signaled stating suggested told touted touting tweeted warned wrote
    """,
    85: """
        added announced asserting balked blamed blaming blasting cited cites claimed commented concludes
        encouraged expressed indicated indicates interjected lambasted mentioning pledging promised recalling
        recounted rejected replied stated stressed tweeting warn wondered writes yelled
    """,
    80: """
        asked assured chanted chants convinced criticized declined dismissed explaining insist ordered portray
        predicted refused remembered reminding retweeted saying suggest texted thanked vowing
    """,
    75: """
        accused accuses acknowledging adding boasted calling concluded declared described discussed echoed
        endorsed explains finds hints hoping indicate likened mocked pleaded pointed praising remarking
        repeating reported sounded suggesting talked
    """,
    70: """
        accusing acknowledges admitting advised advises advising affirmed affirming affirms announcing asking
        asks asserts assures assuring barked barking barks begged begging begs boasting boasts bragged bragging
        brags branded branding brands cautioning cautions chanting clarified clarifies clarifying commenting
        complaining complains concedes conceding concluding confessed confesses confessing confirmed confirming
        confirms contended contending contends countered countering counters cried cries criticizing crying
        declares declaring decries decrying defends denounces denouncing derided derides deriding dismisses
        dubbed dubbing dubs echos elaborated elaborates elaborating emphasizes exclaimed exclaiming exclaims
        expecting expresses expressing grumbled grumbles grumbling hinted hinting interjecting interjects jokes
        joking lamenting laments lectured lectures lecturing maintaining maintains mention mocks mumbled mumbles
        mumbling mused muses musing muttered muttering mutters notes objected objecting objects observed
        observes observing opined opines opining paraphrased paraphrases paraphrasing pleading pleads pointing
        portrayed predicts proclaimed proclaiming proclaims projected protested protesting protests publishes
        publishing quipped quipping quips reads realized reasoned reasoning recalls recounting recounts referred
        referring refers reflected reflecting reflects reiterates reiterating related relates relating reminds
        repeats replies replying responded responding retorted retorting retorts retweeting retweets revealed
        revealing say scoffed scoffing scoffs scolded scolding scolds screamed screaming screams shouting shouts
        shrieked shrieking shrieks sighed sighing sighs signaling signals slamed slaming slammed snapped
        snapping snaps speculates speculating stresses stressing suggests summarised summarises summarising
        summarized summarizes summarizing surmised surmises surmising teased teases teasing texting thanks
        theorized theorizes theorizing touts tweets underlined underlines underlining underscored underscores
        underscoring urges uttered uttering utters voiced volunteered volunteering volunteers warns whispered
        whispering whispers wondering wonders yelling yells
    """,
    65: """
        agreed attacked believing declare denied denies denying forecast highlighted implied implies invoked
        invokes invoking mentioned predicting promising reveals seemed showed slamming titled titling worried
    """,
    60: """
        acknowledge adds admitted appears called claiming considers continued continuing deemed emailed emailing
        emails emphasize explain express implying labeled labeling listed mentions messaged offered questioning
        quoted quotes quoting refusing regarded seeks seems shows telling urging
    """,
    55: """
        alleges alleging announce answered answering answers apologized detailing disclosed discloses disclosing
        discuss emphasizing hoped hopes informed informing informs learned opposed pledges posted posting
        predict proposes proposing recommended recommending recommends requested requesting reveal threatened
        threatens unveiled warning worry
    """,
    50: """
        appeared applauded calls challenged contend defending discussing doubt doubts expect highlighting issued
        mocking named note oppose persuaded praise presented proposed pushed referencing refuse remember
        responds sees sought supported talking testified testifies testifying thinks threatening wonder
    """,
    45: """
        admit blame charged charging considered convince criticize delivering echoing estimates estimating found
        identified knows promises repeated ruled rules ruling welcomed
    """,
    40: """
        agree agrees approved attributed believe believes cheer claim claims demanded demanding describe
        embraced encourage endorse endorsing estimated hope lament noticed penned persuade pressed pressing
        pushing recognize recognized respond seeking seem tell worries writing
    """,
    35: """
        add addressed ask considering shared spoke supporting supports talks wants
    """,
    30: """
        accuse advise affirm allege alleged allow appear assert assure attacking backed bark beg blast boast
        brag cackle call caution chant charge cite clarify complain concede conclude confess confirm continue
        counsel cry decry defend demands denounce deny deride disclose dismiss dispute dub echo elaborate
        estimate exclaim feel grumble hint imply inform interject invoke joke know label labels looking looks
        maintain mock mumble muse object observe offering opine paraphrase plead pledged presses proclaim
        promise propose protest publish quip read recall recommend recount refer reflect reiterate relate
        released releasing remark remind repeat reply report request retort retweet scoff scold scream see shout
        showing shriek sigh signal slam snap speculate states stress summarise summarize surmise testify texts
        thank theorize think threaten tout tweet underline underscore urge utter volunteer vow want wanted
        whisper yell
    """,
    25: """
        introduced pledge reports write
    """,
    20: """
        answer charges comments continues counter demand maintained point posts published question went
    """,
    15: """
        comment questions reporting requests
    """,
}

# From here on a word needs no marks, "that" or "to" beside it to be taken for a cue.
STRONG = 0.7


@cache
def precisions() -> dict[str, float]:
    """Return the precision of each cue verb, lower case."""
    return {word: percent / 100 for percent, table in _PERCENT.items() for word in table.split()}
